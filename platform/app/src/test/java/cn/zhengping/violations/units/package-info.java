/** Goes in a circle: campaigns use units, and units use campaigns. */
@ApplicationModule(allowedDependencies = "campaigns")
@NullMarked
package cn.zhengping.violations.units;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
