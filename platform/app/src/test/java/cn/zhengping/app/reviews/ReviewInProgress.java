package cn.zhengping.app.reviews;

import cn.zhengping.app.access.Role;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.People;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A campaign of 南充 under review, made over the API: the group from 顺庆 reviews the centres of 高坪, the one from 高坪 those
 * of 顺庆.
 */
final class ReviewInProgress {

    static final String CITY = "511300";
    private static final String SHUNQING = "511302";
    static final String GAOPING = "511303";

    static final String SHEET = " id version state late accountId answers { criterionId note"
            + " answer { __typename ... on JudgedAnswer { points } } } result { complete gaps total { exact display } } ";
    static final String CONSOLIDATED = " id version state late returned total { exact } unsettled missing { name }"
            + " excused { name reason } criteria { criterionId mode flagged settled points { exact } spread { exact } words"
            + " members { name points { exact } answer { __typename } } }"
            + " signature { name digest content } voidedSignatures { because voidedByName signature { digest } } ";

    final Api manager;
    final Api leader;
    final Api inspector;
    final Api stranger;
    final String campaign;
    final List<String> applications = new ArrayList<>();
    /** An application that was given to the other group. */
    final String foreign;

    final JsonNode group;

    /**
     * Gets it to where groups score.
     *
     * @param phases null for those of the template, which have no dates
     */
    ReviewInProgress(People people, int units, List<Map<String, Object>> phases) {
        this(people, units, phases, "centre");
    }

    /** @param standard by which centres are judged */
    ReviewInProgress(People people, int units, List<Map<String, Object>> phases, String standard) {
        people.tenant("510000");
        people.tenant(CITY);
        people.tenant("510900");
        people.tenant(SHUNQING);
        people.tenant(GAOPING);
        people.as("r-admin", CITY, Role.TENANT_ADMIN)
                .ask("mutation { activatePlugin(id: \"testland\", version: \"1.0.0\") { active } }");
        manager = people.as("r-manager", CITY, Role.CAMPAIGN_MANAGER);
        leader = people.as("r-leader", CITY, Role.GROUP_LEADER);
        inspector = people.as("r-inspector", CITY, Role.INSPECTOR);
        stranger = people.as("r-stranger", CITY, Role.GROUP_LEADER);
        campaign = manager.ask(
                        "mutation($p: [PhaseInput!], $s: String!) { createCampaign(input: {template: \"testland@1.0.0/acceptance\","
                                + " titles: [{id: \"centre\", standard: $s}], phases: $p, spreadBound: \"2\"}) { id } }",
                        "p",
                        phases,
                        "s",
                        "testland@1.0.0/" + standard)
                .at("/createCampaign/id")
                .asString();
        step("openCampaign");
        for (var i = 0; i < units; i++) {
            applications.add(applied(people.as("r-clerk", GAOPING, Role.UNIT_CLERK), GAOPING, i));
        }
        foreign = applied(people.as("r-other-clerk", SHUNQING, Role.UNIT_CLERK), SHUNQING, 0);
        step("closeApplications");
        form("顺庆组", SHUNQING, "r-leader", "r-inspector");
        form("高坪组", GAOPING, "r-stranger", "r-stranger-too", people);
        var drawn = manager.ask("query($c: ID!) { campaign(id: $c) { version } }", "c", campaign)
                .at("/campaign/version")
                .asInt();
        var groups = manager.ask(
                        "mutation($i: DrawInput!) { drawGroups(input: $i) { groups { name members { accountId name } } } }",
                        "i",
                        Map.of("campaign", campaign, "version", drawn))
                .at("/drawGroups/groups");
        group = groups.get(0).get("name").asString().equals("顺庆组") ? groups.get(0) : groups.get(1);
        step("startReview");
    }

    ReviewInProgress(People people, int units) {
        this(people, units, defaultPhases());
    }

    static List<Map<String, Object>> defaultPhases() {
        return List.of(Map.of("kind", "APPLICATION", "late", "REFUSED"), Map.of("kind", "REVIEW", "late", "MARKED"));
    }

    void step(String mutation) {
        var version = manager.ask("query($c: ID!) { campaign(id: $c) { version } }", "c", campaign)
                .at("/campaign/version")
                .asInt();
        manager.ask(
                "mutation($c: ID!, $v: Int!) { " + mutation + "(campaign: $c, version: $v) { id } }",
                "c",
                campaign,
                "v",
                version);
    }

    private void form(String name, String home, String leaderLogin, String memberLogin, People people) {
        people.as(memberLogin, CITY, Role.INSPECTOR);
        form(name, home, leaderLogin, memberLogin);
    }

    private void form(String name, String home, String leaderLogin, String memberLogin) {
        manager.ask(
                "mutation($i: FormGroupInput!) { formGroup(input: $i) { id } }",
                "i",
                Map.of(
                        "campaign",
                        campaign,
                        "name",
                        name,
                        "home",
                        home,
                        "members",
                        List.of(Map.of("login", leaderLogin, "leader", true), Map.of("login", memberLogin))));
    }

    /** A new unit of the county, with a catalogue of two matters, applies. */
    private String applied(Api clerk, String county, int number) {
        var unit = clerk.ask(
                        "mutation($i: CreateUnitInput!) { createUnit(input: $i) { id } }",
                        "i",
                        Map.of("kind", "TOWNSHIP_CENTRE", "name", "第" + number + "便民服务中心", "division", county))
                .at("/createUnit/id")
                .asString();
        clerk.ask(
                "mutation($u: ID!) { draftCatalogue(unit: $u, items: [{code: \"a\", name: \"社保卡申领\"}, {code: \"b\","
                        + " name: \"生育登记\"}]) { id } publishCatalogue(unit: $u) { id } }",
                "u",
                unit);
        return clerk.ask(
                        "mutation($i: ApplyInput!) { applyToCampaign(input: $i) { id } }",
                        "i",
                        Map.of("organiser", CITY, "campaign", campaign, "title", "centre", "unit", unit))
                .at("/applyToCampaign/id")
                .asString();
    }

    static Map<String, Object> judged(String points) {
        return answer("hall.order", Map.of("judged", Map.of("points", points, "reason", "现场查看")));
    }

    static Map<String, Object> answer(String criterion, Map<String, Object> answer) {
        return Map.of("criterion", criterion, "answer", answer);
    }

    /** Everything at its best but the order. */
    static List<Map<String, Object>> answers(String order) {
        return List.of(
                answer("hall.sign", Map.of("met", Map.of("verdict", "MET"))),
                answer("hall.area", Map.of("tier", "first")),
                judged(order),
                answer("matters.in", Map.of("missing", List.of())));
    }

    static JsonNode save(Api member, Map<String, Object> input) {
        return member.ask("mutation($i: SaveAnswersInput!) { saveAnswers(input: $i) {" + SHEET + "} }", "i", input)
                .get("saveAnswers");
    }

    static String refusedToSave(Api member, Map<String, Object> input) {
        return member.refused("mutation($i: SaveAnswersInput!) { saveAnswers(input: $i) { id } }", "i", input);
    }

    /** The member's sheet, with a whole set of answers. */
    static JsonNode saved(Api member, String application, String order) {
        return save(member, Map.of("application", application, "answers", answers(order)));
    }

    static JsonNode submitted(Api member, String application, String order) {
        var sheet = saved(member, application, order);
        return member.ask(
                        "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) {" + SHEET + "} }",
                        "i",
                        Map.of("sheet", sheet.get("id").asString(), "version", version(sheet)))
                .get("submitSheet");
    }

    JsonNode consolidated(String application) {
        return leader.ask(
                        "mutation($i: ConsolidateInput!) { consolidateSheets(input: $i) {" + CONSOLIDATED + "} }",
                        "i",
                        Map.of("application", application))
                .get("consolidateSheets");
    }

    JsonNode settled(String application, JsonNode sheet, Map<String, Object> how) {
        return leader.ask(
                        "mutation($i: SettleInput!) { settleCriterion(input: $i) {" + CONSOLIDATED + "} }",
                        "i",
                        settlement(application, sheet, how))
                .get("settleCriterion");
    }

    static Map<String, Object> settlement(String application, JsonNode sheet, Map<String, Object> how) {
        var input = new HashMap<>(how);
        input.put("application", application);
        input.put("version", version(sheet));
        return input;
    }

    JsonNode signed(String application, JsonNode sheet) {
        return leader.ask(
                        "mutation($i: SignSheetInput!) { signSheet(input: $i) {" + CONSOLIDATED + "} }",
                        "i",
                        Map.of("application", application, "version", version(sheet)))
                .get("signSheet");
    }

    UUID firstApplication() {
        return UUID.fromString(applications.getFirst());
    }

    String accountOf(String login) {
        for (var member : group.get("members")) {
            if (member.get("name").asString().equals(login)) {
                return member.get("accountId").asString();
            }
        }
        throw new AssertionError(login);
    }

    static int version(JsonNode sheet) {
        return sheet.get("version").asInt();
    }
}
