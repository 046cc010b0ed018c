package cn.zhengping.app.graphql;

import graphql.language.Description;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.execution.TypeDefinitionConfigurer;

/**
 * Says in the schema what Relay connections are. Spring makes a {@code ThingConnection} and a {@code ThingEdge} for each
 * field of that type; this describes them, makes their lists free of nulls, and describes the four arguments of pages
 * wherever a feature left that out.
 */
final class Connections implements TypeDefinitionConfigurer {

    private static final String SUFFIX = "Connection";

    private static final Map<String, String> ARGUMENTS = Map.of(
            "first", "At most so many nodes after the cursor `after`, or from the beginning.",
            "after", "The cursor after which the page begins.",
            "last", "At most so many nodes before the cursor `before`, or at the end.",
            "before", "The cursor before which the page ends.");

    static boolean isConnection(GraphQLFieldDefinition field) {
        return isConnection(GraphQLTypeUtil.unwrapAll(field.getType()));
    }

    static boolean isConnection(GraphQLNamedType type) {
        return type.getName().endsWith(SUFFIX);
    }

    @Override
    public void configure(TypeDefinitionRegistry registry) {
        for (var type : registry.getTypes(ObjectTypeDefinition.class)) {
            var described = type.getDescription() == null ? generated(type) : type;
            replace(registry, type, described.transform(it -> it.fieldDefinitions(describe(described))));
        }
        for (var extension : registry.objectTypeExtensions().values().stream()
                .flatMap(List::stream)
                .toList()) {
            replace(registry, extension, extension.transformExtension(it -> it.fieldDefinitions(describe(extension))));
        }
    }

    private static void replace(TypeDefinitionRegistry registry, SDLDefinition<?> old, SDLDefinition<?> now) {
        registry.remove(old);
        registry.add(now);
    }

    private static ObjectTypeDefinition generated(ObjectTypeDefinition type) {
        var name = type.getName();
        if (name.endsWith(SUFFIX)) {
            var edges = new ListType(new NonNullType(new TypeName(name.replaceFirst("Connection$", "Edge"))));
            return type.transform(it -> it.description(text("A page of a list."))
                    .fieldDefinitions(List.of(
                            field("edges", edges, "What is on the page, in the list's order."),
                            field("pageInfo", new TypeName("PageInfo"), "Where the page lies in the list."))));
        }
        if (name.endsWith("Edge")) {
            var node = new TypeName(name.replaceFirst("Edge$", ""));
            return type.transform(it -> it.description(text("One place on a page."))
                    .fieldDefinitions(List.of(
                            field("cursor", new TypeName("String"), "Names this place, for `after` and `before`."),
                            field("node", node, "What is at this place."))));
        }
        return type;
    }

    private static FieldDefinition field(String name, Type<?> type, String description) {
        return FieldDefinition.newFieldDefinition()
                .name(name)
                .type(new NonNullType(type))
                .description(text(description))
                .build();
    }

    private static List<FieldDefinition> describe(ObjectTypeDefinition type) {
        return type.getFieldDefinitions().stream()
                .map(field -> TypeInfo.typeInfo(field.getType()).getName().endsWith(SUFFIX)
                        ? field.transform(it -> it.inputValueDefinitions(field.getInputValueDefinitions().stream()
                                .map(Connections::describe)
                                .toList()))
                        : field)
                .toList();
    }

    private static InputValueDefinition describe(InputValueDefinition argument) {
        var description = ARGUMENTS.get(argument.getName());
        return description == null || argument.getDescription() != null
                ? argument
                : argument.transform(it -> it.description(text(description)));
    }

    private static Description text(String content) {
        return new Description(content, null, false);
    }
}
