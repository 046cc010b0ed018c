/** The distribution: starts the platform with its regions, and fills it with demo tenants by using it as people do. */
@NullMarked
package cn.zhengping.dist;

import org.jspecify.annotations.NullMarked;
