/** A standard as data: what is judged, for how many points, by which rule, and from which row of which paper. */
@NullMarked
package cn.zhengping.spi.standard;

import org.jspecify.annotations.NullMarked;
