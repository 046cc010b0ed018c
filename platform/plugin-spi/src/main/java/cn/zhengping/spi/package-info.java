/** The few values that every page of a standard is written with. */
@NullMarked
package cn.zhengping.spi;

import org.jspecify.annotations.NullMarked;
