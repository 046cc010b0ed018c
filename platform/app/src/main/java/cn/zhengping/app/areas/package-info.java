/** Which administration lies within which, and what it is called: divisions of the country and tenants alike. */
@NullMarked
package cn.zhengping.app.areas;

import org.jspecify.annotations.NullMarked;
