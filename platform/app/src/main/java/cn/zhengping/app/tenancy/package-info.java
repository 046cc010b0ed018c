/** 租户: created, suspended, resumed and archived by the platform operator; and the directory of divisions for everybody. */
@ApplicationModule(allowedDependencies = {"access", "areas", "database", "errors", "graphql"})
@NullMarked
package cn.zhengping.app.tenancy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
