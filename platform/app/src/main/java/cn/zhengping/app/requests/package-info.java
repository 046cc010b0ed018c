/** Requests that people send again: the second time they get the first answer. */
@ApplicationModule(allowedDependencies = {"access", "errors"})
@NullMarked
package cn.zhengping.app.requests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
