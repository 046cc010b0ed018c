/** What a region calls things. */
@NullMarked
package cn.zhengping.spi.region;

import org.jspecify.annotations.NullMarked;
