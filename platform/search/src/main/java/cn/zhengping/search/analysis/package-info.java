/** What any engine indexes of an entry, and what it is asked for: plain tokens, so that all engines answer alike. */
@NullMarked
package cn.zhengping.search.analysis;

import org.jspecify.annotations.NullMarked;
