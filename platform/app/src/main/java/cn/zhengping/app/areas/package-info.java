/** Which administration lies within which, and what it is called: divisions of the country and tenants alike. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package cn.zhengping.app.areas;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
