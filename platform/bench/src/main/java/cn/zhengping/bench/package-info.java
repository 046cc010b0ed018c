/** How fast the platform is: each figure stands beside a baseline that was measured in the same run. */
@NullMarked
package cn.zhengping.bench;

import org.jspecify.annotations.NullMarked;
