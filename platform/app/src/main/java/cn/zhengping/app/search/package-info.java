/** The search box: what a tenant has is kept in the index, and who may find what is part of each question. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "areas",
            "campaigns",
            "database",
            "errors",
            "events",
            "graphql",
            "sealing",
            "standards",
            "units",
        })
@NullMarked
package cn.zhengping.app.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
