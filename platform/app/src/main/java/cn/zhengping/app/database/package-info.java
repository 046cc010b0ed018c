/** Where the data lies: the embedded or the given PostgreSQL, and the transactions that are a tenant's. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package cn.zhengping.app.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
