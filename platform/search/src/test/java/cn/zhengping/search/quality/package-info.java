/** Measures how well entries are ranked, on queries judged by hand. */
@NullMarked
package cn.zhengping.search.quality;

import org.jspecify.annotations.NullMarked;
