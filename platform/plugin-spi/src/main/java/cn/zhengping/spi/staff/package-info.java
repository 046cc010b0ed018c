/** Staff policies as data: who is judged by which rules, over which periods, into which grades. */
@NullMarked
package cn.zhengping.spi.staff;

import org.jspecify.annotations.NullMarked;
