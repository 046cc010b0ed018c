/** Computes: a standard and the answers of a sheet become explained points. No I/O, no clock. */
@NullMarked
package cn.zhengping.scoring;

import org.jspecify.annotations.NullMarked;
