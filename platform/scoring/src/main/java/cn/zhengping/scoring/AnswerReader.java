package cn.zhengping.scoring;

import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.PartFinding;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link AnswerJson} writes, and says by path what it cannot read. */
final class AnswerReader {

    /** In characters; the members, incidents or missing items of one criterion do not come near it. */
    private static final int LONGEST = 1_000_000;

    private static final int DEEPEST = 8;

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LONGEST)
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private AnswerReader() {}

    static Answer read(String criterionId, String json) {
        if (json.length() > LONGEST) {
            throw new InvalidAnswerException(Code.NOT_JSON, criterionId, "> " + LONGEST);
        }
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidAnswerException(e, Code.NOT_JSON, criterionId, e.getOriginalMessage());
        }
        var root = new Place(criterionId, "$", tree);
        var kinds = root.names();
        if (kinds.size() != 1) {
            throw root.malformed("{\"met\":{…}}");
        }
        var kind = kinds.iterator().next();
        var content = root.required(kind);
        return switch (kind) {
            case "met" -> {
                content.requireOnly("verdict", "exemption");
                yield new Answer.Met(
                        content.required("verdict").constant(Answer.Met.Verdict.class),
                        content.optional("exemption", Place::text));
            }
            case "tier" -> {
                content.requireOnly("tier");
                yield new Answer.Tier(content.required("tier").text());
            }
            case "members" -> new Answer.Members(content.list(AnswerReader::member));
            case "missing" -> new Answer.Missing(content.set());
            case "measured" -> new Answer.Measured(content.map(AnswerReader::quantity));
            case "judged" -> {
                content.requireOnly("points", "reason");
                yield new Answer.Judged(
                        content.required("points").points(),
                        content.required("reason").text());
            }
            case "checked" -> {
                content.requireOnly("finding", "method", "parts");
                yield new Answer.Checked(
                        content.required("finding").constant(Answer.Checked.Finding.class),
                        content.required("method").constant(Answer.Checked.Method.class),
                        content.required("parts").map(AnswerReader::part));
            }
            case "incidents" -> new Answer.Incidents(content.list(AnswerReader::incident));
            case "gated" -> new Answer.Gated(content.map(AnswerReader::gateFinding));
            case "values" -> {
                content.requireOnly("quantities", "flags");
                yield new Answer.Values(
                        content.required("quantities").map(Place::decimal),
                        content.required("flags").map(Place::flag));
            }
            case "notApplicable" -> {
                content.requireOnly("reason");
                yield new Answer.NotApplicable(content.required("reason").text());
            }
            default -> throw new InvalidAnswerException(Code.UNKNOWN_ANSWER_KIND, criterionId, kind);
        };
    }

    private static Answer.Member member(Place place) {
        place.requireOnly("class", "date", "key", "text");
        return new Answer.Member(
                place.required("class").text(),
                place.optional("date", Place::date),
                place.optional("key", Place::text),
                place.optional("text", Place::text));
    }

    private static Answer.Quantity quantity(Place place) {
        place.requireOnly("value", "unit");
        return new Answer.Quantity(
                place.required("value").decimal(), place.required("unit").text());
    }

    private static PartFinding part(Place place) {
        place.requireOnly("quantity", "present", "months");
        if (place.names().size() != 1) {
            throw place.malformed("{\"quantity\":{…}} | {\"present\":[…]} | {\"months\":{…}}");
        }
        return switch (place.names().iterator().next()) {
            case "quantity" -> new PartFinding.Measured(quantity(place.required("quantity")));
            case "present" -> new PartFinding.Present(place.required("present").set());
            default -> new PartFinding.Counts(place.required("months").months());
        };
    }

    private static Answer.Incident incident(Place place) {
        place.requireOnly("date", "variant", "multiple", "raisedTo", "reason", "provedCriterion", "provedVariant");
        return new Answer.Incident(
                place.required("date").date(),
                place.optional("variant", Place::text),
                place.optional("multiple", Place::text),
                place.optional("raisedTo", Place::points),
                place.optional("reason", Place::text),
                place.optional("provedCriterion", Place::text),
                place.optional("provedVariant", Place::text));
    }

    private static Answer.GateFinding gateFinding(Place place) {
        place.requireOnly("holds", "quantity", "exceptedBecause");
        return new Answer.GateFinding(
                place.required("holds").flag(),
                place.optional("quantity", AnswerReader::quantity),
                place.optional("exceptedBecause", Place::text));
    }

    /** A value and where in the answer it stands. */
    private record Place(String criterionId, String path, JsonNode json) {

        InvalidAnswerException malformed(String example) {
            return new InvalidAnswerException(Code.FIELD_MALFORMED, criterionId, path, example);
        }

        Set<String> names() {
            if (!json.isObject()) {
                throw malformed("{…}");
            }
            return new HashSet<>(json.propertyNames());
        }

        void requireOnly(String... known) {
            var unknown = names();
            unknown.removeAll(List.of(known));
            if (!unknown.isEmpty()) {
                throw new InvalidAnswerException(
                        Code.UNKNOWN_FIELD,
                        criterionId,
                        path + "." + Marking.sorted(unknown).getFirst(),
                        String.join(", ", known));
            }
        }

        Place required(String name) {
            var value = json.get(name);
            if (value == null || value.isNull()) {
                throw new InvalidAnswerException(Code.FIELD_MISSING, criterionId, path + "." + name);
            }
            return new Place(criterionId, path + "." + name, value);
        }

        <T> @Nullable T optional(String name, Function<Place, T> read) {
            var value = json.get(name);
            return value == null || value.isNull() ? null : read.apply(required(name));
        }

        String text() {
            if (!json.isString()) {
                throw malformed("\"…\"");
            }
            return json.stringValue();
        }

        boolean flag() {
            if (!json.isBoolean()) {
                throw malformed("true | false");
            }
            return json.booleanValue();
        }

        BigDecimal decimal() {
            if (!json.isString() || !DECIMAL.matcher(json.stringValue()).matches()) {
                throw malformed("\"12.5\"");
            }
            return new BigDecimal(json.stringValue());
        }

        Points points() {
            try {
                return Points.of(decimal());
            } catch (ArithmeticException e) {
                throw malformed("\"12.5\"");
            }
        }

        LocalDate date() {
            try {
                return LocalDate.parse(text());
            } catch (DateTimeException e) {
                throw malformed("\"2023-11-20\"");
            }
        }

        <E extends Enum<E>> E constant(Class<E> type) {
            for (var constant : type.getEnumConstants()) {
                if (constant.name().equals(text())) {
                    return constant;
                }
            }
            throw malformed(String.join(
                    " | ",
                    List.of(type.getEnumConstants()).stream().map(Enum::name).toList()));
        }

        <T> List<T> list(Function<Place, T> read) {
            if (!json.isArray()) {
                throw malformed("[…]");
            }
            var list = new ArrayList<T>(json.size());
            for (var i = 0; i < json.size(); i++) {
                list.add(read.apply(new Place(criterionId, path + "[" + i + "]", json.get(i))));
            }
            return list;
        }

        Set<String> set() {
            return new HashSet<>(list(Place::text));
        }

        <T> Map<String, T> map(Function<Place, T> read) {
            var map = new LinkedHashMap<String, T>();
            for (var name : names()) {
                map.put(name, read.apply(required(name)));
            }
            return map;
        }

        Map<YearMonth, Integer> months() {
            var months = new LinkedHashMap<YearMonth, Integer>();
            for (var name : names()) {
                var count = required(name);
                try {
                    if (!count.json.isInt()) {
                        throw count.malformed("3");
                    }
                    months.put(YearMonth.parse(name), count.json.intValue());
                } catch (DateTimeException e) {
                    throw count.malformed("\"2023-11\": 3");
                }
            }
            return months;
        }
    }
}
