/** What reviewers find: one kind of answer for each kind of rule. */
@NullMarked
package cn.zhengping.spi.answer;

import org.jspecify.annotations.NullMarked;
