/** The application: one package per feature, each the only one that knows its tables. */
@NullMarked
package cn.zhengping.app;

import org.jspecify.annotations.NullMarked;
