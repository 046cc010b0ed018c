/** What is done about a bad rating, step by step. */
@NullMarked
package cn.zhengping.spi.rating;

import org.jspecify.annotations.NullMarked;
