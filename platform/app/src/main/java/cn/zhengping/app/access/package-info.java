/** Who is asking, and what they may do: accounts, the roles that they hold in tenants, and the tokens that say so. */
@ApplicationModule(allowedDependencies = {"areas", "database", "errors", "graphql"})
@NullMarked
package cn.zhengping.app.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
