/** 佐证材料: what shows that a unit does what a standard asks; collected once, handed in where it is asked for, kept while a signature rests on it. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "areas",
            "campaigns",
            "database",
            "errors",
            "events",
            "files",
            "graphql",
            "requests",
            "search",
            "standards",
            "tenancy",
            "units",
        })
@NullMarked
package cn.zhengping.app.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
