package cn.zhengping.app.standards;

import graphql.schema.idl.RuntimeWiring;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Tells the kinds of rule apart: {@code Rule.Met} is the GraphQL type {@code MetRule}. */
@Component
class RuleTypes implements RuntimeWiringConfigurer {

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type(
                "Rule",
                union -> union.typeResolver(environment -> environment
                        .getSchema()
                        .getObjectType(environment.getObject().getClass().getSimpleName() + "Rule")));
    }
}
