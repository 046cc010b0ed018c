/** Reaches past what units offer. */
@ApplicationModule(allowedDependencies = "units")
@NullMarked
package cn.zhengping.violations.campaigns;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
