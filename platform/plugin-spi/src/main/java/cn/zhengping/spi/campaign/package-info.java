/** Campaigns as data: which titles can be won by which standard, what a total leads to, and in which phases. */
@NullMarked
package cn.zhengping.spi.campaign;

import org.jspecify.annotations.NullMarked;
