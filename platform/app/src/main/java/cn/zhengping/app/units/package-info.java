/** 政务服务中心 and whatever else is evaluated, with the matters that it offers. */
@ApplicationModule(allowedDependencies = {"access", "areas", "errors", "graphql", "requests"})
@NullMarked
package cn.zhengping.app.units;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
