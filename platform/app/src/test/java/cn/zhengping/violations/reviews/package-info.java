/** Uses campaigns, which it may not, and may use units, which it does not. */
@ApplicationModule(allowedDependencies = "units")
@NullMarked
package cn.zhengping.violations.reviews;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
