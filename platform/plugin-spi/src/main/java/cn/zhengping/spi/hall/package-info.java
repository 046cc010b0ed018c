/** Halls as data: which departments sit at which windows, with which matters and arrangements. */
@NullMarked
package cn.zhengping.spi.hall;

import org.jspecify.annotations.NullMarked;
