/** The contract kept by a sample region that uses every rule, and broken in each of its promises. */
@NullMarked
package cn.zhengping.testkit;

import org.jspecify.annotations.NullMarked;
