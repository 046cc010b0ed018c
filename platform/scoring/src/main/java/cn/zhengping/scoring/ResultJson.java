package cn.zhengping.scoring;

import static cn.zhengping.scoring.CanonicalJson.field;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Message;
import cn.zhengping.spi.Points;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The canonical JSON of a scored sheet. */
final class ResultJson {

    private ResultJson() {}

    static String write(ScoreResult result) {
        return CanonicalJson.write(json -> {
            json.writeStartObject();
            field(json, "standard", result.standard());
            field(json, "version", result.version());
            field(json, "total", result.total());
            field(json, "soFar", result.soFar());
            field(json, "maximum", result.maximum());
            field(json, "base", result.base());
            subtotals(json, "sections", result.sections());
            subtotals(json, "items", result.items());
            json.writeName("criteria").writeStartArray();
            result.criteria().forEach(criterion -> write(json, criterion));
            json.writeEndArray();
            json.writeName("adjustments").writeStartArray();
            for (var adjustment : result.adjustments()) {
                json.writeStartObject();
                field(json, "kind", adjustment.kind());
                field(json, "amount", adjustment.amount());
                json.writeName("reason");
                write(json, adjustment.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeName("gaps").writeStartArray();
            result.gaps().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void subtotals(JsonGenerator json, String name, List<ScoreResult.Subtotal> subtotals) {
        json.writeName(name).writeStartArray();
        for (var subtotal : subtotals) {
            json.writeStartObject();
            field(json, "id", subtotal.id());
            field(json, "points", subtotal.points());
            json.writeName("complete").writeBoolean(subtotal.complete());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, CriterionScore criterion) {
        json.writeStartObject();
        field(json, "id", criterion.criterion());
        field(json, "rule", criterion.rule().id());
        if (criterion.answer() != null) {
            json.writeName("answer");
            AnswerJson.write(json, criterion.answer());
        }
        field(json, "points", criterion.points());
        field(json, "most", criterion.most());
        field(json, "lost", criterion.lost());
        field(json, "finding", criterion.finding());
        field(json, "verdict", criterion.verdict());
        json.writeName("reasons").writeStartArray();
        criterion.reasons().forEach(reason -> write(json, reason));
        json.writeEndArray();
        if (!criterion.consequences().isEmpty()) {
            json.writeName("consequences").writeStartArray();
            for (var due : criterion.consequences()) {
                json.writeStartObject();
                json.writeName("year").writeNumber(due.year());
                field(json, "kind", due.consequence().kind());
                json.writeName("text");
                write(json, due.consequence().text());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Message message) {
        json.writeStartObject();
        field(json, "key", message.key());
        json.writeName("arguments").writeStartArray();
        for (var argument : message.arguments()) {
            switch (argument) {
                case LocalizedText text -> write(json, text);
                case Points points -> json.writeString(points.toString());
                case Integer number -> json.writeNumber(number);
                default -> json.writeString(argument.toString());
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, LocalizedText text) {
        json.writeStartObject();
        field(json, "zh", text.zh());
        field(json, "en", text.en());
        json.writeEndObject();
    }
}
