package cn.zhengping.app.graphql;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Message;
import cn.zhengping.spi.Points;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** What the scalars of {@code base.graphqls} are in Java; no score and no amount of points ever is a floating-point number. */
final class Scalars implements RuntimeWiringConfigurer {

    /** All of the country has one time. */
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** Longer ones are no amount of anything here, and dear to compute with. */
    private static final int MAX_DIGITS = 40;

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.scalar(scalar(
                "Points",
                new TextScalar<>(
                        GraphQlErrorCode.POINTS_INVALID,
                        (value, _) -> value instanceof Points points ? points.toString() : null,
                        text -> Points.of(decimal(text)))));
        wiring.scalar(scalar(
                "Decimal",
                new TextScalar<>(
                        GraphQlErrorCode.DECIMAL_INVALID,
                        (value, _) -> value instanceof BigDecimal decimal ? decimal.toPlainString() : null,
                        Scalars::decimal)));
        wiring.scalar(scalar(
                "Date",
                new TextScalar<>(
                        GraphQlErrorCode.DATE_INVALID,
                        (value, _) -> value instanceof LocalDate date ? date.toString() : null,
                        LocalDate::parse)));
        wiring.scalar(scalar(
                "DateTime",
                new TextScalar<>(
                        GraphQlErrorCode.DATE_TIME_INVALID, (value, _) -> dateTime(value), OffsetDateTime::parse)));
        wiring.scalar(scalar("Base64", new Base64Scalar()));
        wiring.scalar(scalar("Bytes", new BytesScalar()));
        wiring.scalar(scalar(
                "Text",
                new TextScalar<>(
                        GraphQlErrorCode.ARGUMENT_INVALID,
                        (value, locale) -> switch (value) {
                            case LocalizedText text -> text.in(locale);
                            case Message message -> message.in(locale);
                            case String text -> text;
                            default -> null;
                        },
                        text -> text)));
    }

    private static @Nullable String dateTime(Object value) {
        return switch (value) {
            case Instant instant -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(CHINA));
            case ZonedDateTime time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
            case OffsetDateTime time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
            default -> null;
        };
    }

    /** Plain digits with at most one point: no exponent, which would say 1e999999999 in eleven characters. */
    private static BigDecimal decimal(String text) {
        if (text.length() > MAX_DIGITS || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            throw new NumberFormatException(text);
        }
        return new BigDecimal(text);
    }

    private static GraphQLScalarType scalar(String name, Coercing<?, ?> coercing) {
        return GraphQLScalarType.newScalar().name(name).coercing(coercing).build();
    }
}
