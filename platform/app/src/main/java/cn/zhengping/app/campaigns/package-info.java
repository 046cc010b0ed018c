/** 验收活动: who reviews whom, in which phases, and what becomes of the scores. */
@ApplicationModule(allowedDependencies = {"access", "areas", "errors", "graphql", "requests", "standards", "units"})
@NullMarked
package cn.zhengping.app.campaigns;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
