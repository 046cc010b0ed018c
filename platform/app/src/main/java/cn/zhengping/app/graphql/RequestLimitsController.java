package cn.zhengping.app.graphql;

import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Tells integrators the limits, so that they need not find them by being refused. */
@Controller
class RequestLimitsController {

    private final GraphQlLimits limits;

    RequestLimitsController(GraphQlLimits limits) {
        this.limits = limits;
    }

    record RequestLimitsView(
            long bodyBytes,
            int characters,
            int tokens,
            int depth,
            int cost,
            int aliases,
            int rootFields,
            int pageSize) {}

    @QueryMapping
    RequestLimitsView requestLimits() {
        return new RequestLimitsView(
                limits.maxBody().toBytes(),
                limits.maxCharacters(),
                limits.maxTokens(),
                limits.maxDepth(),
                limits.maxCost(),
                limits.maxAliases(),
                limits.maxRootFields(),
                limits.maxPageSize());
    }
}
