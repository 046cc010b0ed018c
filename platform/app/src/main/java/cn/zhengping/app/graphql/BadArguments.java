package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import graphql.Scalars;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;

/**
 * Arguments that fit the schema but not the Java type they are bound to. An id that is no UUID is the id of nothing, so
 * it is not found, like any other id that nothing has.
 */
final class BadArguments {

    private final BindException failure;
    private final Set<Object> ids = new HashSet<>();

    private BadArguments(BindException failure) {
        this.failure = failure;
    }

    static BadArguments of(BindException failure, DataFetchingEnvironment environment) {
        var bad = new BadArguments(failure);
        for (var argument : environment.getFieldDefinition().getArguments()) {
            bad.collectIds(argument.getType(), environment.getArgument(argument.getName()));
        }
        return bad;
    }

    private void collectIds(GraphQLInputType type, @Nullable Object value) {
        var named = GraphQLTypeUtil.unwrapAll(type);
        switch (value) {
            case null -> {}
            case Collection<?> values -> values.forEach(each -> collectIds(type, each));
            case Map<?, ?> fields
            when named instanceof GraphQLInputObjectType input ->
                input.getFieldDefinitions().forEach(field -> collectIds(field.getType(), fields.get(field.getName())));
            default -> {
                if (Scalars.GraphQLID.getName().equals(named.getName())) {
                    ids.add(value);
                }
            }
        }
    }

    PlatformException toException() {
        var errors = failure.getBindingResult().getFieldErrors();
        if (!errors.isEmpty() && errors.stream().allMatch(this::isUnknownId)) {
            return new PlatformException(GraphQlErrorCode.NOT_FOUND);
        }
        var values = errors.stream()
                .map(error -> Objects.toString(error.getRejectedValue()))
                .collect(Collectors.joining(", "));
        return new PlatformException(GraphQlErrorCode.ARGUMENT_INVALID, values);
    }

    private boolean isUnknownId(FieldError error) {
        return ids.contains(error.getRejectedValue());
    }
}
