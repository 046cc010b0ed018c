/** Does not say what it may use, so that Modulith would let it use everything. */
@NullMarked
package cn.zhengping.violations.titles;

import org.jspecify.annotations.NullMarked;
