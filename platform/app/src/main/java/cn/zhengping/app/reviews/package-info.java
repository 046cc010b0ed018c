/** Score sheets: each member of a group scores on an own one, the leader consolidates them and signs. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "campaigns",
            "errors",
            "evidence",
            "graphql",
            "requests",
            "standards",
            "units",
        })
@NullMarked
package cn.zhengping.app.reviews;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
