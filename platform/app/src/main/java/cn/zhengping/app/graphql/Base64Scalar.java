package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bytes of a file; as they are where they come from an upload and not out of JSON. */
final class Base64Scalar implements Coercing<byte[], String> {

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        throw new CoercingSerializeException("No bytes: " + value.getClass().getName());
    }

    @Override
    public byte[] parseValue(Object input, GraphQLContext context, Locale locale) {
        var bytes = input instanceof byte[] uploaded ? uploaded : decoded(input instanceof String text ? text : null);
        if (bytes == null) {
            throw CoercingParseValueException.newCoercingParseValueException()
                    .message(said(locale))
                    .extensions(extensions())
                    .build();
        }
        return bytes;
    }

    @Override
    public byte[] parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        var bytes = decoded(input instanceof StringValue text ? text.getValue() : null);
        if (bytes == null) {
            throw CoercingParseLiteralException.newCoercingParseLiteralException()
                    .message(said(locale))
                    .extensions(extensions())
                    .build();
        }
        return bytes;
    }

    private static byte @Nullable [] decoded(@Nullable String text) {
        try {
            return text == null ? null : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static String said(Locale locale) {
        return new PlatformException(GraphQlErrorCode.BASE64_INVALID).said().in(locale);
    }

    private static Map<String, Object> extensions() {
        return Map.of("code", GraphQlErrorCode.BASE64_INVALID.name());
    }
}
