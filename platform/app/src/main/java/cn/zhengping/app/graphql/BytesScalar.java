package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.AstPrinter;
import graphql.language.IntValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A number of bytes: more than an Int holds, and no more than a client's double does. */
final class BytesScalar implements Coercing<Long, Long> {

    private static final BigInteger MOST = BigInteger.TWO.pow(53).subtract(BigInteger.ONE);

    @Override
    public Long serialize(Object value, GraphQLContext context, Locale locale) {
        if (value instanceof Long bytes) {
            return bytes;
        }
        throw new CoercingSerializeException(
                "No number of bytes: " + value.getClass().getName());
    }

    @Override
    public Long parseValue(Object input, GraphQLContext context, Locale locale) {
        var bytes = input instanceof Integer || input instanceof Long || input instanceof BigInteger
                ? read(new BigInteger(input.toString()))
                : null;
        if (bytes == null) {
            throw CoercingParseValueException.newCoercingParseValueException()
                    .message(said(input, locale))
                    .extensions(extensions())
                    .build();
        }
        return bytes;
    }

    @Override
    public Long parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        var bytes = input instanceof IntValue number ? read(number.getValue()) : null;
        if (bytes == null) {
            throw CoercingParseLiteralException.newCoercingParseLiteralException()
                    .message(said(AstPrinter.printAstCompact(input), locale))
                    .extensions(extensions())
                    .build();
        }
        return bytes;
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
        return new IntValue(BigInteger.valueOf(serialize(input, context, locale)));
    }

    private static @Nullable Long read(BigInteger number) {
        return number.signum() < 0 || number.compareTo(MOST) > 0 ? null : number.longValueExact();
    }

    private static String said(Object input, Locale locale) {
        return new PlatformException(GraphQlErrorCode.BYTES_INVALID, String.valueOf(input))
                .said()
                .in(locale);
    }

    private static Map<String, Object> extensions() {
        return Map.of("code", GraphQlErrorCode.BYTES_INVALID.name());
    }
}
