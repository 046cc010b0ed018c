package cn.zhengping.app.graphql;

import graphql.introspection.Introspection;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much a selection asks for, fragments counted wherever they are spread. Found before the document is validated, in
 * time that grows with the document and not with what it expands to, so that a document built to explode is refused
 * before anything expands it.
 *
 * @param depth how deep its fields nest; the fields of introspection types do not count
 * @param cost how many fields would be answered, if lists are as long as they may be or usually are
 * @param aliases how many of its fields are renamed
 * @param fields how many fields it has itself, not below them
 */
record Weight(int depth, long cost, long aliases, long fields) {

    private static final Weight NOTHING = new Weight(0, 0, 0, 0);

    /** Beyond every limit, and small enough that adding and multiplying never overflow. */
    private static final long PLENTY = 1_000_000_000L;

    /** What a list without {@code @bounded} would count; the schema test admits none. */
    private static final int USUAL_LENGTH = 10;

    /** The heaviest of the document's operations in each respect. */
    static Weight of(Document document, Map<String, Object> variables, GraphQLSchema schema, GraphQlLimits limits) {
        var scale = new Scale(document, variables, schema, limits);
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .map(scale::weigh)
                .reduce(NOTHING, Weight::heavier);
    }

    private Weight plus(Weight other) {
        return new Weight(
                Math.max(depth, other.depth),
                Math.min(cost + other.cost, PLENTY),
                Math.min(aliases + other.aliases, PLENTY),
                Math.min(fields + other.fields, PLENTY));
    }

    private Weight heavier(Weight other) {
        return new Weight(
                Math.max(depth, other.depth),
                Math.max(cost, other.cost),
                Math.max(aliases, other.aliases),
                Math.max(fields, other.fields));
    }

    private Weight inside(Field field, int levels, int times) {
        return new Weight(
                depth + levels,
                Math.min(1 + cost * times, PLENTY),
                Math.min(aliases + (field.getAlias() == null ? 0 : 1), PLENTY),
                1);
    }

    private static final class Scale {

        private final Map<String, FragmentDefinition> fragments = new HashMap<>();
        private final Map<String, Weight> weighed = new HashMap<>();
        private final Map<String, Object> variables;
        private final GraphQLSchema schema;
        private final GraphQlLimits limits;

        Scale(Document document, Map<String, Object> variables, GraphQLSchema schema, GraphQlLimits limits) {
            document.getDefinitionsOfType(FragmentDefinition.class)
                    .forEach(fragment -> fragments.put(fragment.getName(), fragment));
            this.variables = new HashMap<>(defaults(document));
            this.variables.putAll(variables);
            this.schema = schema;
            this.limits = limits;
        }

        /** The whole numbers that variables have by default; where operations differ, the larger. */
        private static Map<String, Integer> defaults(Document document) {
            return document.getDefinitionsOfType(OperationDefinition.class).stream()
                    .flatMap(operation -> operation.getVariableDefinitions().stream())
                    .filter(variable -> variable.getDefaultValue() instanceof IntValue)
                    .collect(Collectors.toMap(
                            VariableDefinition::getName,
                            variable -> ((IntValue) variable.getDefaultValue())
                                    .getValue()
                                    .intValue(),
                            Math::max));
        }

        Weight weigh(OperationDefinition operation) {
            var root = switch (operation.getOperation()) {
                case QUERY -> schema.getQueryType();
                case MUTATION -> schema.getMutationType();
                case SUBSCRIPTION -> schema.getSubscriptionType();
            };
            return weigh(operation.getSelectionSet(), root);
        }

        private Weight weigh(@Nullable SelectionSet selections, @Nullable GraphQLNamedType parent) {
            if (selections == null) {
                return NOTHING;
            }
            return selections.getSelections().stream()
                    .map(selection -> switch (selection) {
                        case Field field -> weigh(field, parent);
                        case FragmentSpread spread -> weigh(spread.getName());
                        case InlineFragment fragment -> {
                            var condition = fragment.getTypeCondition();
                            yield weigh(
                                    fragment.getSelectionSet(), condition == null ? parent : type(condition.getName()));
                        }
                        default -> NOTHING;
                    })
                    .reduce(NOTHING, Weight::plus);
        }

        private Weight weigh(String fragmentName) {
            var known = weighed.get(fragmentName);
            var fragment = fragments.get(fragmentName);
            if (known != null || fragment == null) {
                return known == null ? NOTHING : known;
            }
            // A fragment that spreads itself finds this; validation refuses it afterwards.
            weighed.put(fragmentName, NOTHING);
            var weight = weigh(
                    fragment.getSelectionSet(), type(fragment.getTypeCondition().getName()));
            weighed.put(fragmentName, weight);
            return weight;
        }

        private Weight weigh(Field field, @Nullable GraphQLNamedType parent) {
            var definition = definition(field, parent);
            var type = definition == null ? null : GraphQLTypeUtil.unwrapAll(definition.getType());
            var ofIntrospection = parent != null && Introspection.isIntrospectionTypes(parent);
            return weigh(field.getSelectionSet(), type)
                    .inside(field, ofIntrospection ? 0 : 1, ofIntrospection ? 1 : times(field, definition, parent));
        }

        private @Nullable GraphQLFieldDefinition definition(Field field, @Nullable GraphQLNamedType parent) {
            return switch (field.getName()) {
                case "__schema" -> Introspection.SchemaMetaFieldDef;
                case "__type" -> Introspection.TypeMetaFieldDef;
                default ->
                    parent instanceof GraphQLFieldsContainer container
                            ? container.getFieldDefinition(field.getName())
                            : null;
            };
        }

        private @Nullable GraphQLNamedType type(String name) {
            return schema.getType(name) instanceof GraphQLNamedType type ? type : null;
        }

        /** How often what is below this field is answered. */
        private int times(Field field, @Nullable GraphQLFieldDefinition definition, @Nullable GraphQLNamedType parent) {
            if (definition == null) {
                return 1;
            }
            if (Connections.isConnection(definition)) {
                return pageSize(field);
            }
            var list = GraphQLTypeUtil.unwrapNonNull(definition.getType()) instanceof GraphQLList;
            // The connection has been multiplied by its page already.
            if (!list || (parent != null && Connections.isConnection(parent))) {
                return 1;
            }
            var bounded = definition.getAppliedDirective("bounded");
            return bounded == null
                    ? USUAL_LENGTH
                    : bounded.getArgument("usually").getValue();
        }

        private int pageSize(Field field) {
            return field.getArguments().stream()
                    .filter(argument -> argument.getName().equals("first")
                            || argument.getName().equals("last"))
                    .map(argument -> switch (argument.getValue()) {
                        case IntValue number -> number.getValue();
                        case VariableReference variable -> variables.get(variable.getName());
                        default -> null;
                    })
                    .filter(Number.class::isInstance)
                    .mapToInt(number -> Math.clamp(((Number) number).longValue(), 1, limits.maxPageSize()))
                    .max()
                    .orElse(limits.defaultPageSize());
        }
    }
}
