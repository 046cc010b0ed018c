/** A miniature application that breaks each rule between features once, so that the rules are seen failing. */
@NullMarked
package cn.zhengping.violations;

import org.jspecify.annotations.NullMarked;
