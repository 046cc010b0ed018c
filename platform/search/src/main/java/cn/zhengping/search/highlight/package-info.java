/** The places in an original text that a search has found. */
@NullMarked
package cn.zhengping.search.highlight;

import org.jspecify.annotations.NullMarked;
