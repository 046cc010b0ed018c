/** For tests: a real PostgreSQL, started once. */
@NullMarked
package cn.zhengping.tenants.testing;

import org.jspecify.annotations.NullMarked;
