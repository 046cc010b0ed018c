/** What changed between two versions of a standard. */
@NullMarked
package cn.zhengping.scoring.compare;

import org.jspecify.annotations.NullMarked;
