package cn.zhengping.app.reviews;

import cn.zhengping.scoring.AnswerJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON in which answers, settlements and excuses are stored and signed: keys of maps sorted, what is absent left out,
 * answers as {@link AnswerJson} writes them, so that the same content gives the same text.
 */
final class StoredJson {

    static final JsonMapper MAPPER = new JsonMapper();

    private StoredJson() {}

    static String write(Map<String, SheetAnswer> answers) {
        return answers(answers).toString();
    }

    static ObjectNode answers(Map<String, SheetAnswer> answers) {
        var root = MAPPER.createObjectNode();
        new TreeMap<>(answers).forEach((criterion, given) -> {
            var entry = root.putObject(criterion);
            entry.set("answer", MAPPER.readTree(AnswerJson.write(given.answer())));
            put(entry, "note", given.note());
            if (!given.evidence().isEmpty()) {
                var evidence = entry.putArray("evidence");
                given.evidence().forEach(each -> {
                    var on =
                            evidence.addObject().put("kind", each.kind().name()).put("text", each.text());
                    put(on, "evidence", each.evidence());
                    if (each.revision() != null) {
                        on.put("revision", each.revision());
                    }
                    put(on, "digest", each.digest());
                });
            }
        });
        return root;
    }

    static Map<String, SheetAnswer> readAnswers(String json) {
        var answers = new TreeMap<String, SheetAnswer>();
        MAPPER.readTree(json).properties().forEach(entry -> {
            var criterion = entry.getKey();
            var evidence = new ArrayList<SheetEvidence>();
            for (var each : entry.getValue().path("evidence")) {
                var id = text(each, "evidence");
                var revision = each.get("revision");
                evidence.add(new SheetEvidence(
                        SheetEvidence.Kind.valueOf(each.required("kind").stringValue()),
                        each.required("text").stringValue(),
                        id == null ? null : UUID.fromString(id),
                        revision == null ? null : revision.intValue(),
                        text(each, "digest")));
            }
            answers.put(
                    criterion,
                    new SheetAnswer(
                            criterion,
                            AnswerJson.read(
                                    criterion,
                                    entry.getValue().required("answer").toString()),
                            text(entry.getValue(), "note"),
                            evidence));
        });
        return answers;
    }

    static String writeSettlements(Map<String, Settlement> settlements) {
        var root = MAPPER.createObjectNode();
        new TreeMap<>(settlements).forEach((criterion, settlement) -> {
            var entry = root.putObject(criterion)
                    .put("mode", settlement.mode().name())
                    .put("over", settlement.over());
            put(entry, settlement);
        });
        return root.toString();
    }

    /** The agreed answer and the words of a settlement. */
    static void put(ObjectNode entry, Settlement settlement) {
        if (settlement.agreed() != null) {
            entry.set("agreed", MAPPER.readTree(AnswerJson.write(settlement.agreed())));
        }
        put(entry, "words", settlement.words());
    }

    static Map<String, Settlement> readSettlements(String json) {
        var settlements = new TreeMap<String, Settlement>();
        MAPPER.readTree(json).properties().forEach(entry -> {
            var agreed = entry.getValue().get("agreed");
            settlements.put(
                    entry.getKey(),
                    new Settlement(
                            Settlement.Mode.valueOf(
                                    entry.getValue().required("mode").stringValue()),
                            agreed == null ? null : AnswerJson.read(entry.getKey(), agreed.toString()),
                            text(entry.getValue(), "words"),
                            entry.getValue().required("over").stringValue()));
        });
        return settlements;
    }

    static String writeExcuses(Collection<Excuse> excuses) {
        return MAPPER.writeValueAsString(excuses);
    }

    static List<Excuse> readExcuses(String json) {
        return List.of(MAPPER.readValue(json, Excuse[].class));
    }

    static void put(ObjectNode node, String name, @Nullable Object value) {
        if (value != null) {
            node.put(name, value.toString());
        }
    }

    static @Nullable String text(JsonNode node, String name) {
        var value = node.get(name);
        return value == null ? null : value.stringValue();
    }
}
