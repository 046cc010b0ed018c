/** What is published in a transaction reaches its listeners for good: on threads of their own, and again after a crash. */
@ApplicationModule(allowedDependencies = "database")
@NullMarked
package cn.zhengping.app.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
