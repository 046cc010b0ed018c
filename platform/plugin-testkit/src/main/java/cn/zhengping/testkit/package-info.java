/** The contract that every region proves its packaged plugin with. */
@NullMarked
package cn.zhengping.testkit;

import org.jspecify.annotations.NullMarked;
