package cn.zhengping.testkit.command;

import cn.zhengping.scoring.AnswerJson;
import cn.zhengping.scoring.InvalidAnswerException;
import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.testkit.FilledSheet;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A sheet that an author fills in to try a standard.
 *
 * @param standard id of a standard or a staff policy
 */
record SampleSheet(String standard, FilledSheet filled) {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A sheet file that says something else than a sheet. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        /** A field, or what is wrong with the YAML. */
        final String where;

        UnreadableException(String where, @Nullable Throwable cause) {
            super(where, cause);
            this.where = where;
        }
    }

    static SampleSheet read(String yaml) throws UnreadableException, InvalidAnswerException {
        JsonNode sheet;
        try {
            sheet = YAML.readTree(yaml);
        } catch (JacksonException malformed) {
            throw new UnreadableException(malformed.getOriginalMessage(), malformed);
        }
        var answers = new LinkedHashMap<String, Answer>();
        for (var answer : sheet.path("answers").properties()) {
            answers.put(answer.getKey(), AnswerJson.read(answer.getKey(), JSON.writeValueAsString(answer.getValue())));
        }
        return new SampleSheet(
                text(sheet, "standard"),
                new FilledSheet(
                        answers,
                        new ScoringContext(
                                date(sheet),
                                kind(sheet),
                                names(sheet, "duties"),
                                catalogue(sheet),
                                inputs(sheet),
                                null)));
    }

    private static String text(JsonNode sheet, String field) throws UnreadableException {
        var value = sheet.path(field);
        if (!value.isString()) {
            throw new UnreadableException(field, null);
        }
        return value.asString();
    }

    private static LocalDate date(JsonNode sheet) throws UnreadableException {
        try {
            return LocalDate.parse(sheet.path("asOf").asString(""));
        } catch (DateTimeException malformed) {
            throw new UnreadableException("asOf", malformed);
        }
    }

    private static UnitKind kind(JsonNode sheet) throws UnreadableException {
        try {
            return UnitKind.valueOf(text(sheet, "unitKind"));
        } catch (IllegalArgumentException unknown) {
            throw new UnreadableException("unitKind", unknown);
        }
    }

    private static @Nullable Set<String> catalogue(JsonNode sheet) {
        return sheet.path("catalogue").isMissingNode() ? null : names(sheet, "catalogue");
    }

    private static Set<String> names(JsonNode sheet, String field) {
        var names = new HashSet<String>();
        sheet.path(field).forEach(name -> names.add(name.asString()));
        return names;
    }

    private static Map<String, Score> inputs(JsonNode sheet) throws UnreadableException {
        var inputs = new LinkedHashMap<String, Score>();
        for (var input : sheet.path("inputs").properties()) {
            try {
                inputs.put(input.getKey(), Score.parse(input.getValue().asString()));
            } catch (NumberFormatException malformed) {
                throw new UnreadableException("inputs." + input.getKey(), malformed);
            }
        }
        return inputs;
    }

    /** For an author to change and {@link #read} again; answers in the order of the standard. */
    String write(Scorer scorer) {
        var context = filled.context();
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("standard", standard);
        sheet.put("unitKind", context.unitKind());
        sheet.put("asOf", context.asOf().toString());
        if (!context.duties().isEmpty()) {
            sheet.put("duties", context.duties());
        }
        if (context.catalogue() != null) {
            sheet.put("catalogue", context.catalogue().stream().sorted().toList());
        }
        if (!context.inputs().isEmpty()) {
            var inputs = new TreeMap<String, String>();
            context.inputs().forEach((name, score) -> inputs.put(name, score.exact()));
            sheet.put("inputs", inputs);
        }
        var answers = new LinkedHashMap<String, JsonNode>();
        for (var criterion : scorer.toAnswer(context)) {
            var answer = filled.answers().get(criterion);
            if (answer != null) {
                answers.put(criterion, JSON.readTree(AnswerJson.write(answer)));
            }
        }
        sheet.put("answers", answers);
        return YAML.writeValueAsString(sheet);
    }
}
