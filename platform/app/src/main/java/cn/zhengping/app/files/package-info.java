/** A tenant's files: uploaded and downloaded by short-lived links, kept once in a folder or in S3, and read for their text. */
@ApplicationModule(allowedDependencies = {"access", "database", "errors", "events", "graphql", "sealing", "tenancy"})
@NullMarked
package cn.zhengping.app.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
