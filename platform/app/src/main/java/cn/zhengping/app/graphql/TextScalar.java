package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.AstPrinter;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scalar that travels as a JSON string.
 *
 * @param code what is said of an input that cannot be read; its message takes the input
 * @param write from a field's value; null for what is no value of this scalar
 * @param read from an input; a {@link NumberFormatException}, {@link ArithmeticException} or {@link DateTimeException}
 *     says that it cannot be read
 */
record TextScalar<T>(GraphQlErrorCode code, Write write, Read<T> read) implements Coercing<T, String> {

    interface Write {
        @Nullable
        String write(Object value, Locale locale);
    }

    interface Read<T> {
        T read(String text);
    }

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
        var text = write.write(value, locale);
        if (text == null) {
            throw new CoercingSerializeException(
                    "No text for a " + value.getClass().getName());
        }
        return text;
    }

    @Override
    public T parseValue(Object input, GraphQLContext context, Locale locale) {
        var value = input instanceof String text ? tryRead(text) : null;
        if (value == null) {
            throw CoercingParseValueException.newCoercingParseValueException()
                    .message(said(input, locale))
                    .extensions(extensions())
                    .build();
        }
        return value;
    }

    @Override
    public T parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        var value = input instanceof StringValue text ? tryRead(text.getValue()) : null;
        if (value == null) {
            throw CoercingParseLiteralException.newCoercingParseLiteralException()
                    .message(said(AstPrinter.printAstCompact(input), locale))
                    .extensions(extensions())
                    .build();
        }
        return value;
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
        return StringValue.of(serialize(input, context, locale));
    }

    private @Nullable T tryRead(@Nullable String text) {
        try {
            return text == null ? null : read.read(text);
        } catch (NumberFormatException | ArithmeticException | DateTimeException unreadable) {
            return null;
        }
    }

    private String said(Object input, Locale locale) {
        return new PlatformException(code, String.valueOf(input)).said().in(locale);
    }

    private Map<String, Object> extensions() {
        return Map.of("code", code.name());
    }
}
