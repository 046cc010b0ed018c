/** 核定与公布: what groups signed becomes verified results, results are published, and units hold the titles they won. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "areas",
            "campaigns",
            "errors",
            "events",
            "graphql",
            "requests",
            "reviews",
            "standards",
            "units",
        })
@NullMarked
package cn.zhengping.app.titles;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
