@NullMarked
package cn.zhengping.testkit.command;

import org.jspecify.annotations.NullMarked;
