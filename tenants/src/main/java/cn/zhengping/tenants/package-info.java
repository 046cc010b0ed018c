/** Whose data it is: the registry of tenants, and the tenant that the current work is done for. */
@NullMarked
package cn.zhengping.tenants;

import org.jspecify.annotations.NullMarked;
