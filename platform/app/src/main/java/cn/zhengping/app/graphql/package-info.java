/**
 * The ground that every feature's GraphQL stands on: scalars, pages, the language of texts, the words for failures, the
 * limits of a request, and the HTTP around it. A feature brings its own {@code graphql/<feature>.graphqls}, which extends
 * the roots of {@code base.graphqls}; how, says {@code docs/graphql.md}.
 */
@ApplicationModule(allowedDependencies = {"errors"})
@NullMarked
package cn.zhengping.app.graphql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
