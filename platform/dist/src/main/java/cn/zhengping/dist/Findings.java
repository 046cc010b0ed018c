package cn.zhengping.dist;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/**
 * What an invented reviewer finds at an invented centre: mostly good, now and then something is missing. The same seed
 * finds the same.
 */
final class Findings {

    /** What {@link #answers} has to know of a standard. */
    static final String RULES = """
            query($ref: String!) { standard(ref: $ref) { sections { items { criteria { id points rule { __typename
              ... on TiersRule { tiers { id } }
              ... on EachRule { withinYears classes { id atMost open points } }
              ... on MeasuredRule { bounds { id unit limit comparison } } } } } } } }""";

    private final SplittableRandom chance;
    private final double diligence;

    /**
     * @param seed of the unit and the reviewer together
     * @param diligence of the unit, 0 to 1: how likely a criterion is met
     */
    Findings(long seed, double diligence) {
        this.chance = new SplittableRandom(seed);
        this.diligence = diligence;
    }

    private boolean good() {
        return chance.nextDouble() < diligence;
    }

    /** A {@code SheetAnswerInput} for each criterion of the standard. */
    List<Map<String, Object>> answers(JsonNode standard, List<String> catalogue, LocalDate today) {
        var answers = new ArrayList<Map<String, Object>>();
        for (var section : standard.get("sections")) {
            for (var item : section.get("items")) {
                for (var criterion : item.get("criteria")) {
                    var answer = new HashMap<String, Object>();
                    answer.put("criterion", criterion.get("id").asString());
                    answer.put("answer", answer(criterion.get("rule"), catalogue, today));
                    answer.put("evidence", List.of(Map.of("kind", "PAPER", "text", "现场查看记录")));
                    answers.add(answer);
                }
            }
        }
        return answers;
    }

    private Map<String, Object> answer(JsonNode rule, List<String> catalogue, LocalDate today) {
        return switch (rule.get("__typename").asString()) {
            case "MetRule" -> Map.of("met", Map.of("verdict", good() ? "MET" : "NOT_MET"));
            case "TiersRule" ->
                Map.of(
                        "tier",
                        rule.get("tiers")
                                .get(
                                        good()
                                                ? 0
                                                : chance.nextInt(
                                                        rule.get("tiers").size()))
                                .get("id")
                                .asString());
            case "EachRule" -> Map.of("members", members(rule, today));
            case "MissingRule" ->
                Map.of(
                        "missing",
                        catalogue.stream().filter(item -> !good()).limit(3).toList());
            case "MeasuredRule" -> Map.of("measured", quantities(rule.get("bounds")));
            default -> throw new IllegalStateException("The demo has no findings for " + rule);
        };
    }

    private List<Map<String, Object>> members(JsonNode rule, LocalDate today) {
        var members = new ArrayList<Map<String, Object>>();
        for (var memberClass : rule.get("classes")) {
            if (good()) {
                var member = new HashMap<String, Object>();
                member.put("memberClass", memberClass.get("id").asString());
                if (memberClass.get("open").asBoolean()) {
                    member.put("text", "现场查实的一项");
                }
                if (!rule.get("withinYears").isNull()) {
                    member.put("date", today.minusMonths(1 + chance.nextInt(18)).toString());
                }
                members.add(member);
            }
        }
        return members;
    }

    private List<Map<String, Object>> quantities(JsonNode bounds) {
        var quantities = new ArrayList<Map<String, Object>>();
        for (var bound : bounds) {
            quantities.add(Map.of(
                    "id", bound.get("id").asString(),
                    "value", good() ? bound.get("limit").asString() : "1",
                    "unit", bound.get("unit").asString()));
        }
        return quantities;
    }
}
