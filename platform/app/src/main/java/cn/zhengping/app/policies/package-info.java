/** 政策文件: a tenant's library of papers, in clauses that can be linked to, and which criteria rest on which clause. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "areas",
            "errors",
            "files",
            "graphql",
            "requests",
            "search",
            "standards",
            "tenancy"
        })
@NullMarked
package cn.zhengping.app.policies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
