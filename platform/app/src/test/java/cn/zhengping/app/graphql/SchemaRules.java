package cn.zhengping.app.graphql;

import graphql.introspection.Introspection;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.util.ArrayList;
import java.util.List;
import org.springframework.graphql.execution.ConnectionTypeDefinitionConfigurer;

/**
 * What holds of every feature's schema: everything has a description, and every list of objects is a connection or says
 * by {@code @bounded} why it needs no pages. A subscription's field can be null, since graphql-java ends the whole stream
 * where it would have to be.
 */
final class SchemaRules {

    private final List<String> violations = new ArrayList<>();

    /** The places that break a rule, {@code Type.field(argument)}, with the rule. */
    static List<String> violations(String schemaLanguage) {
        var registry = new SchemaParser().parse(schemaLanguage);
        new ConnectionTypeDefinitionConfigurer().configure(registry);
        new Connections().configure(registry);
        return new SchemaRules().check(UnExecutableSchemaGenerator.makeUnExecutableSchema(registry));
    }

    private List<String> check(GraphQLSchema schema) {
        schema.getAllTypesAsList().stream()
                .filter(type -> !Introspection.isIntrospectionTypes(type))
                .filter(type -> !ScalarInfo.isGraphqlSpecifiedScalar(type.getName()))
                .forEach(this::check);
        schema.getSubscriptionType().getFieldDefinitions().forEach(this::checkSubscription);
        return violations;
    }

    private void check(GraphQLNamedType type) {
        var name = type.getName();
        described(name, type);
        switch (type) {
            case GraphQLFieldsContainer container ->
                container.getFieldDefinitions().forEach(field -> check(type, field));
            case GraphQLInputObjectType input ->
                input.getFieldDefinitions().forEach(field -> described(name + "." + field.getName(), field));
            case GraphQLEnumType values ->
                values.getValues().forEach(value -> described(name + "." + value.getName(), value));
            default -> {}
        }
    }

    private void check(GraphQLNamedType type, GraphQLFieldDefinition field) {
        var name = type.getName() + "." + field.getName();
        described(name, field);
        field.getArguments().forEach(argument -> described(name + "(" + argument.getName() + ")", argument));
        var isList = GraphQLTypeUtil.unwrapNonNull(field.getType()) instanceof GraphQLList;
        if (isList && !Connections.isConnection(type) && !isBounded(field)) {
            violations.add(name + " is a list: make it a connection, or say with @bounded what bounds it");
        }
    }

    private void checkSubscription(GraphQLFieldDefinition field) {
        if (GraphQLTypeUtil.isNonNull(field.getType())) {
            violations.add(
                    "Subscription." + field.getName() + " must be nullable, so that a failure spoils one event only");
        }
    }

    private static boolean isBounded(GraphQLDirectiveContainer field) {
        return field.hasAppliedDirective("bounded");
    }

    private void described(String name, GraphQLNamedSchemaElement element) {
        if (element.getDescription() == null || element.getDescription().isBlank()) {
            violations.add(name + " has no description");
        }
    }
}
