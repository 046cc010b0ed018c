/** The plugins that the platform has, the ones that a tenant has activated, and the standards in them. */
@ApplicationModule(allowedDependencies = {"access", "database", "errors", "events", "graphql"})
@NullMarked
package cn.zhengping.app.standards;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
