/** Requests that people send again: the second time they get the first answer. */
@NullMarked
package cn.zhengping.app.requests;

import org.jspecify.annotations.NullMarked;
