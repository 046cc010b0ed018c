/** What a signed code plugin brings: the one entry point, and functions for what no other rule can say. */
@NullMarked
package cn.zhengping.spi.code;

import org.jspecify.annotations.NullMarked;
