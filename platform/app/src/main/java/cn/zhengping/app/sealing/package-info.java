/** What callers carry for us, and can neither read nor make up: links, and where a page ended. */
@ApplicationModule(allowedDependencies = "database")
@NullMarked
package cn.zhengping.app.sealing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
