package cn.zhengping.dist;

import static cn.zhengping.dist.RunningDemo.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.app.access.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The third-party evaluation of Luoshan, over the API of the distribution with its packaged region. */
@ExtendWith(RunningDemo.Shared.class)
class LuoshanTest {

    private static final String LUOSHAN = "411521";
    private static final String HENAN = "henan@1.0.0/";
    private static final String COUNTY = HENAN + "county-third-party";
    private static final String TOWNSHIP = HENAN + "township-third-party";
    private static final String CHECKS = """
            query($ref: String!) { standard(ref: $ref) { sections { items { criteria { id rule { ... on CheckRule { parts {
              id kind unit atLeast bound { limit } entries { id } } } } } } } } }""";

    private final Map<String, Map<String, JsonNode>> partsByStandard = new HashMap<>();

    @Test
    void departments_and_a_township_rank_by_the_share_of_points_that_they_meet(RunningDemo running) {
        var demo = running.demo();
        demo.account("luoshan-agency", "第三方评估机构", LUOSHAN, Role.GROUP_LEADER);
        demo.account("luoshan-citizen", "市民代表", LUOSHAN, Role.INSPECTOR);
        var manager = demo.person("luoshan-manager", LUOSHAN);
        var clerk = demo.person("luoshan-clerk", LUOSHAN);
        var agency = demo.person("luoshan-agency", LUOSHAN);
        var citizen = demo.person("luoshan-citizen", LUOSHAN);
        what_the_county_has_not_activated_judges_nobody(manager);

        var campaign = manager.ask(
                        "mutation($t: String!) { createCampaign(input: {template: $t}) { id ranking titles { id duties } } }",
                        "t",
                        HENAN + "luoshan-third-party")
                .get("createCampaign");
        assertThat(campaign.get("ranking").asString()).isEqualTo("SHARE_MET");
        var id = campaign.get("id").asString();
        Demo.step(manager, "openCampaign", id);
        var industry = applied(clerk, id, "departments", department(clerk, "工业和信息化局"));
        var justice = applied(clerk, id, "departments", department(clerk, "司法局"));
        var centre = clerk.ask("{ units(filter: {kind: TOWNSHIP_CENTRE}, first: 1) { edges { node { id } } } }")
                .at("/units/edges/0/node/id")
                .asString();
        var services = applied(clerk, id, "township-services", centre);
        var hall = applied(clerk, id, "township-centres", centre);
        Demo.step(manager, "closeApplications", id);
        grouped(manager, id);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Demo.step(manager, "startReview", id))
                .withMessageContaining("DUTIES_MISSING")
                .withMessageContaining("lead-benefits")
                .withMessageContaining("司法局");
        give(manager, industry, "lead-benefits", "other-proofs", "other-commitment");
        give(manager, justice, "other-benefits", "lead-proofs", "lead-commitment");
        Demo.step(manager, "startReview", id);

        for (var reviewer : List.of(agency, citizen)) {
            // a department answers 19 points: 2 do not apply to it and 3 of the other 17 are not met
            assertThat(reviewed(
                            reviewer,
                            industry,
                            COUNTY,
                            "benefits.published",
                            Set.of("one-thing.list", "figures.six", "certificates.volume"),
                            Set.of("concentration.moved-in", "concentration.authorised")))
                    .isEqualTo(19);
            // 19 apply, 2 of them are not met
            assertThat(reviewed(
                            reviewer,
                            justice,
                            COUNTY,
                            "benefits.applied",
                            Set.of("proofs.cancelled", "intermediaries.monthly"),
                            Set.of()))
                    .isEqualTo(19);
            // indicator 6: 6 apply, 1 is not met
            assertThat(reviewed(reviewer, services, COUNTY, "townships.funds", Set.of("townships.staff"), Set.of()))
                    .isEqualTo(6);
            // annex 2: 22 points, 1 does not apply, 2 of the other 21 are not met
            assertThat(reviewed(
                            reviewer,
                            hall,
                            TOWNSHIP,
                            "location.convenient",
                            Set.of("location.area", "ratings.mobile"),
                            Set.of("departments.pilot-stations")))
                    .isEqualTo(22);
        }
        Demo.signAll(agency, id);
        Demo.step(manager, "closeReview", id);
        manager.ask("mutation($c: ID!) { verifyResults(campaign: $c) { __typename } }", "c", id);
        manager.ask(
                "mutation($c: ID!, $v: Int!) { publishResults(input: {campaign: $c, version: $v}) { state } }",
                "c",
                id,
                "v",
                Demo.read(manager, id).get("version").asInt());

        // 17/19 = 0.8947…, (17 − 3)/17 = 14/17 = 0.8235…
        assertThat(ranking(manager, id, "departments")).containsExactly("1 司法局 17/19 89.47%", "2 工业和信息化局 14/17 82.35%");
        assertThat(ranking(manager, id, "township-services"))
                .singleElement()
                .satisfies(each -> assertThat(each).endsWith(" 5/6 83.33%"));
        // (21 − 2)/21
        assertThat(ranking(manager, id, "township-centres"))
                .singleElement()
                .satisfies(each -> assertThat(each).endsWith(" 19/21 90.48%"));
        nothing_is_granted_and_no_points_are_invented(manager, id);
    }

    private static void what_the_county_has_not_activated_judges_nobody(Person manager) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> manager.ask(
                        "mutation($i: CreateCampaignInput!) { createCampaign(input: $i) { id } }",
                        "i",
                        Map.of(
                                "template",
                                HENAN + "luoshan-third-party",
                                "titles",
                                List.of(Map.of(
                                        "id", "township-centres", "standard", Demo.REF + "model-township-centre")))))
                .withMessageContaining("PLUGIN_NOT_ACTIVE");
    }

    private static void nothing_is_granted_and_no_points_are_invented(Person manager, String campaign) {
        assertThat(each(manager.ask(
                                "query($c: ID!) { results(campaign: $c, first: 10) { edges { node { total { exact } grants { id } late state } } } }",
                                "c",
                                campaign)
                        .at("/results/edges")))
                .hasSize(4)
                .extracting(edge -> edge.get("node").toString())
                // the plan's dates are of 2021, and late is taken and marked
                .containsOnly("{\"total\":null,\"grants\":[],\"late\":true,\"state\":\"PUBLISHED\"}");
    }

    private static String department(Person clerk, String name) {
        return clerk.ask(
                        "mutation($i: CreateUnitInput!) { createUnit(input: $i) { id } }",
                        "i",
                        Map.of("kind", "DEPARTMENT", "name", name, "division", LUOSHAN))
                .at("/createUnit/id")
                .asString();
    }

    private static String applied(Person clerk, String campaign, String title, String unit) {
        return clerk.ask(
                        "mutation($i: ApplyInput!) { applyToCampaign(input: $i) { id } }",
                        "i",
                        Map.of("organiser", LUOSHAN, "campaign", campaign, "title", title, "unit", unit))
                .at("/applyToCampaign/id")
                .asString();
    }

    private static void give(Person manager, String application, String... duties) {
        manager.ask(
                "mutation($i: SetDutiesInput!) { setDuties(input: $i) { duties } }",
                "i",
                Map.of("application", application, "version", 0, "duties", List.of(duties)));
    }

    /** One group, from a city that has nothing to do with the county. */
    private static void grouped(Person manager, String campaign) {
        manager.ask(
                "mutation($i: FormGroupInput!) { formGroup(input: $i) { id } }",
                "i",
                Map.of(
                        "campaign",
                        campaign,
                        "name",
                        "评估组",
                        "home",
                        "410100",
                        "members",
                        List.of(
                                Map.of("login", "luoshan-agency", "capacity", "THIRD_PARTY", "leader", true),
                                Map.of("login", "luoshan-citizen", "capacity", "CITIZEN"))));
        manager.ask(
                "mutation($i: DrawInput!) { drawGroups(input: $i) { seed } }",
                "i",
                Map.of(
                        "campaign",
                        campaign,
                        "version",
                        Demo.read(manager, campaign).get("version").asInt()));
    }

    /**
     * Answers the first criterion, then all that is still asked, and submits.
     *
     * @return how many criteria the unit answers
     */
    private int reviewed(
            Person reviewer,
            String application,
            String standard,
            String first,
            Set<String> notMet,
            Set<String> notApplicable) {
        var parts = partsByStandard.computeIfAbsent(standard, missing -> parts(reviewer, missing));
        var begun = save(reviewer, application, null, List.of(answer(first, "MET", parts)));
        var answers = each(begun.at("/result/gaps")).stream()
                .map(JsonNode::asString)
                .map(gap -> answer(
                        gap,
                        notMet.contains(gap) ? "NOT_MET" : notApplicable.contains(gap) ? "NOT_APPLICABLE" : "MET",
                        parts))
                .toList();
        var full = save(reviewer, application, begun.get("version").asInt(), answers);
        reviewer.ask(
                "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) { state } }",
                "i",
                Map.of(
                        "sheet",
                        full.get("id").asString(),
                        "version",
                        full.get("version").asInt()));
        return 1 + answers.size();
    }

    private static JsonNode save(
            Person reviewer, String application, @Nullable Integer version, List<Map<String, Object>> answers) {
        var input = new HashMap<String, Object>(Map.of("application", application, "answers", answers));
        if (version != null) {
            input.put("version", version);
        }
        return reviewer.ask(
                        "mutation($i: SaveAnswersInput!) { saveAnswers(input: $i) { id version result { gaps } } }",
                        "i",
                        input)
                .get("saveAnswers");
    }

    private static Map<String, JsonNode> parts(Person reviewer, String standard) {
        return each(reviewer.ask(CHECKS, "ref", standard).at("/standard/sections")).stream()
                .flatMap(section -> each(section.get("items")).stream())
                .flatMap(item -> each(item.get("criteria")).stream())
                .collect(Collectors.toMap(
                        criterion -> criterion.get("id").asString(), criterion -> criterion.at("/rule/parts")));
    }

    /** What is met has everything inside that its point asks for. */
    private static Map<String, Object> answer(String criterion, String finding, Map<String, JsonNode> parts) {
        var found = new ArrayList<Map<String, Object>>();
        if (finding.equals("MET")) {
            for (var part : each(Objects.requireNonNull(parts.get(criterion)))) {
                found.add(Map.of("id", part.get("id").asString(), "found", found(part)));
            }
        }
        return Map.of(
                "criterion",
                criterion,
                "answer",
                Map.of("checked", Map.of("finding", finding, "method", "ON_SITE", "parts", found)));
    }

    private static Map<String, Object> found(JsonNode part) {
        return switch (part.get("kind").asString()) {
            case "QUANTITY" ->
                Map.of(
                        "measured",
                        Map.of(
                                "value",
                                part.at("/bound/limit").asString(),
                                "unit",
                                part.get("unit").asString()));
            case "LIST" ->
                Map.of(
                        "present",
                        each(part.get("entries")).stream()
                                .map(entry -> entry.get("id").asString())
                                .toList());
            case "MONTHLY" ->
                Map.of(
                        "months",
                        List.of(Map.of(
                                "month", "2021-03", "count", part.get("atLeast").asInt())));
            default -> throw new AssertionError(part);
        };
    }

    private static List<String> ranking(Person manager, String campaign, String title) {
        return each(manager.ask(
                                "query($c: ID!, $t: String!) { ranking(campaign: $c, title: $t, first: 10) { edges { node { rank result { unitName share { exact display } } } } } }",
                                "c",
                                campaign,
                                "t",
                                title)
                        .at("/ranking/edges"))
                .stream()
                .map(edge -> edge.at("/node/rank").asInt()
                        + " " + edge.at("/node/result/unitName").asString()
                        + " " + edge.at("/node/result/share/exact").asString()
                        + " " + edge.at("/node/result/share/display").asString())
                .toList();
    }
}
