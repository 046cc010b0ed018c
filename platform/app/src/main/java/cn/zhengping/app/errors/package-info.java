/** What is said to a user whose request cannot be done: a code, what kind of failure it is, and what to do next. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package cn.zhengping.app.errors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
