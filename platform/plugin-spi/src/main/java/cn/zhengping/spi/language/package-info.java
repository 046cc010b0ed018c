/** What staff say and never say, by situation. */
@NullMarked
package cn.zhengping.spi.language;

import org.jspecify.annotations.NullMarked;
