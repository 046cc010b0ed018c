package cn.zhengping.scoring;

import static cn.zhengping.scoring.CanonicalJson.field;
import static cn.zhengping.scoring.CanonicalJson.sorted;

import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.PartFinding;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * The canonical JSON of answers: an object whose one key is the kind. Equal answers give equal text; numbers are decimal
 * strings without trailing zeros.
 */
public final class AnswerJson {

    private AnswerJson() {}

    public static String write(Answer answer) {
        return CanonicalJson.write(json -> write(json, answer));
    }

    /**
     * Reads an answer, canonical or not.
     *
     * @param criterionId what it answers, for the exception to name
     * @throws InvalidAnswerException if it is no JSON of an answer; whether it fits the criterion is for {@link
     *     Scorer#check}
     */
    public static Answer read(String criterionId, String json) {
        return AnswerReader.read(criterionId, json);
    }

    /** The key under which an answer is written. */
    static String kind(Answer answer) {
        return switch (answer) {
            case Answer.Met _ -> "met";
            case Answer.Tier _ -> "tier";
            case Answer.Members _ -> "members";
            case Answer.Missing _ -> "missing";
            case Answer.Measured _ -> "measured";
            case Answer.Judged _ -> "judged";
            case Answer.Checked _ -> "checked";
            case Answer.Incidents _ -> "incidents";
            case Answer.Gated _ -> "gated";
            case Answer.Values _ -> "values";
            case Answer.NotApplicable _ -> "notApplicable";
        };
    }

    static void write(JsonGenerator json, Answer answer) {
        json.writeStartObject();
        json.writeName(kind(answer));
        switch (answer) {
            case Answer.Met met -> {
                json.writeStartObject();
                field(json, "verdict", met.verdict());
                field(json, "exemption", met.exemption());
                json.writeEndObject();
            }
            case Answer.Tier tier -> {
                json.writeStartObject();
                field(json, "tier", tier.tier());
                json.writeEndObject();
            }
            case Answer.Members members -> {
                json.writeStartArray();
                members.members().forEach(member -> write(json, member));
                json.writeEndArray();
            }
            case Answer.Missing missing -> sorted(json, missing.missing());
            case Answer.Measured measured -> sorted(json, measured.quantities(), AnswerJson::write);
            case Answer.Judged judged -> {
                json.writeStartObject();
                field(json, "points", judged.points());
                field(json, "reason", judged.reason());
                json.writeEndObject();
            }
            case Answer.Checked checked -> {
                json.writeStartObject();
                field(json, "finding", checked.finding());
                field(json, "method", checked.method());
                json.writeName("parts");
                sorted(json, checked.parts(), AnswerJson::write);
                json.writeEndObject();
            }
            case Answer.Incidents incidents -> {
                json.writeStartArray();
                incidents.incidents().forEach(incident -> write(json, incident));
                json.writeEndArray();
            }
            case Answer.Gated gated -> sorted(json, gated.findings(), AnswerJson::write);
            case Answer.Values values -> {
                json.writeStartObject();
                json.writeName("quantities");
                sorted(json, values.quantities(), (out, value) -> out.writeString(Marking.plain(value)));
                json.writeName("flags");
                sorted(json, values.flags(), JsonGenerator::writeBoolean);
                json.writeEndObject();
            }
            case Answer.NotApplicable notApplicable -> {
                json.writeStartObject();
                field(json, "reason", notApplicable.reason());
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Answer.Member member) {
        json.writeStartObject();
        field(json, "class", member.memberClass());
        field(json, "date", member.date());
        field(json, "key", member.key());
        field(json, "text", member.text());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Answer.Quantity quantity) {
        json.writeStartObject();
        field(json, "value", Marking.plain(quantity.value()));
        field(json, "unit", quantity.unit());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, PartFinding finding) {
        json.writeStartObject();
        switch (finding) {
            case PartFinding.Measured measured -> {
                json.writeName("quantity");
                write(json, measured.quantity());
            }
            case PartFinding.Present present -> {
                json.writeName("present");
                sorted(json, present.entries());
            }
            case PartFinding.Counts counts -> {
                json.writeName("months");
                json.writeStartObject();
                for (var month : new TreeMap<>(counts.months()).entrySet()) {
                    json.writeName(month.getKey().toString()).writeNumber(month.getValue());
                }
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Answer.Incident incident) {
        json.writeStartObject();
        field(json, "date", incident.date());
        field(json, "variant", incident.variant());
        field(json, "multiple", incident.multiple());
        field(json, "raisedTo", incident.raisedTo());
        field(json, "reason", incident.reason());
        field(json, "provedCriterion", incident.provedCriterion());
        field(json, "provedVariant", incident.provedVariant());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Answer.GateFinding finding) {
        json.writeStartObject();
        json.writeName("holds").writeBoolean(finding.holds());
        if (finding.quantity() != null) {
            json.writeName("quantity");
            write(json, finding.quantity());
        }
        field(json, "exceptedBecause", finding.exceptedBecause());
        json.writeEndObject();
    }
}
