/** Breaks each {@code HouseRule} once, in packages that are called as the house's are. */
@NullMarked
package cn.zhengping.violations;

import org.jspecify.annotations.NullMarked;
