package cn.zhengping.app.titles;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Role;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** An evaluation by checks, without points and without titles to win: units rank by the share that they meet. */
@ApplicationTest
class EvaluationApiTest {

    private static final String CITY = "511500";
    private static final String CUIPING = "511502";
    private static final String NANXI = "511503";
    private static final String SHEET = " id version result { total { exact } share { exact display } gaps } ";
    private static final String GROUP_SHEET =
            " version unsettled total { exact } share { exact } criteria { criterionId finding flagged settled } signature { content } ";

    @Autowired
    private People people;

    private Api manager;
    private Api leader;
    private Api member;
    private String campaign;

    @BeforeEach
    void a_campaign_that_takes_applications() {
        people.tenant("510000");
        people.tenant(CITY);
        people.tenant(CUIPING);
        people.tenant(NANXI);
        people.as("e-admin", CITY, Role.TENANT_ADMIN)
                .ask("mutation { activatePlugin(id: \"testland\", version: \"1.0.0\") { active } }");
        manager = people.as("e-manager", CITY, Role.CAMPAIGN_MANAGER);
        leader = people.as("e-leader", CITY, Role.GROUP_LEADER);
        member = people.as("e-member", CITY, Role.INSPECTOR);
        campaign = manager.ask("mutation { createCampaign(input: {template: \"testland@1.0.0/evaluation\"}) { id } }")
                .at("/createCampaign/id")
                .asString();
        step("openCampaign");
    }

    @Test
    void units_rank_by_the_exact_share_of_checks_that_they_meet() {
        var lead = applied(CUIPING, "甲", "centres", "lead");
        var other = applied(CUIPING, "乙", "centres", "other");
        var third = applied(NANXI, "丙", "centres", "other");
        var station = applied(NANXI, "丁", "stations", "lead");
        reviewing();

        what_is_not_the_units_duty_is_not_asked(lead);
        the_share_grows_with_the_answers(lead);
        submitted(leader, lead, check("benefits.lead", "MET"), area("MET"), check("hall.rating", "NOT_APPLICABLE"));
        submitted(member, lead, check("benefits.lead", "MET"), area("MET"), check("hall.rating", "NOT_APPLICABLE"));
        what_is_met_shows_the_evidence_that_is_asked_for(other);
        submitted(leader, other, check("benefits.other", "MET"), area("MET"), check("hall.rating", "NOT_MET"));
        submitted(member, other, check("benefits.other", "MET"), area("MET"), proved("hall.rating"));
        for (var reviewer : List.of(leader, member)) {
            submitted(reviewer, third, check("benefits.other", "NOT_MET"), area("MET"), proved("hall.rating"));
            submitted(reviewer, station, check("stations.lead", "MET"));
        }
        var signed = signed(lead);
        assertThat(signed.at("/share/exact").asString()).isEqualTo("1");
        assertThat(signed.get("total").isNull()).isTrue();
        assertThat(signed.at("/signature/content").asString()).contains("\"duties\":[\"lead\"]");
        where_findings_contradict_the_group_agrees_on_one_in_words(other);
        signed(third);
        signed(station);

        step("closeReview");
        manager.ask("mutation($c: ID!) { verifyResults(campaign: $c) { verified { unitName } } }", "c", campaign);
        step("publishResults");

        assertThat(ranking("centres")).containsExactly("1 甲 1 100.00%", "2 丙 2/3 66.67%", "2 乙 2/3 66.67%");
        assertThat(ranking("stations")).containsExactly("1 丁 1 100.00%");
        assertThat(manager.ask("query($c: ID!) { campaign(id: $c) { ranking } }", "c", campaign)
                        .at("/campaign/ranking")
                        .asString())
                .isEqualTo("SHARE_MET");
        the_most_missed_come_first();
        assertThat(manager.ask(
                                "query($c: ID!) { areaStatistics(campaign: $c) { area { code } meanTotal { exact } meanShare { exact display } grants { units } } }",
                                "c",
                                campaign)
                        .at("/areaStatistics/0")
                        .toString())
                .isEqualTo(
                        "{\"area\":{\"code\":\"511502\"},\"meanTotal\":null,\"meanShare\":{\"exact\":\"5/6\",\"display\":\"83.33%\"},\"grants\":[]}");
        the_unit_sees_what_it_does_not_meet_and_wins_nothing();
    }

    private void what_is_not_the_units_duty_is_not_asked(String lead) {
        assertThat(leader.refused(
                        "mutation($i: SaveAnswersInput!) { saveAnswers(input: $i) { id } }",
                        "i",
                        Map.of("application", lead, "answers", List.of(check("benefits.other", "MET")))))
                .isEqualTo("DOES_NOT_APPLY");
    }

    private void the_share_grows_with_the_answers(String lead) {
        var begun = saved(leader, lead, check("benefits.lead", "MET"));

        assertThat(begun.get("result").toString())
                .isEqualTo(
                        "{\"total\":null,\"share\":{\"exact\":\"1/3\",\"display\":\"33.33%\"},\"gaps\":[\"hall.area\",\"hall.rating\"]}");
    }

    private void what_is_met_shows_the_evidence_that_is_asked_for(String other) {
        var sheet = saved(leader, other, check("benefits.other", "MET"), area("MET"), check("hall.rating", "MET"));

        assertThat(leader.refused(
                        "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) { id } }",
                        "i",
                        Map.of("sheet", sheet.get("id").asString(), "version", version(sheet))))
                .isEqualTo("EVIDENCE_MISSING");
    }

    private void where_findings_contradict_the_group_agrees_on_one_in_words(String other) {
        var settle = "mutation($i: SettleInput!) { settleCriterion(input: $i) {" + GROUP_SHEET + "} }";
        var sheet = consolidated(other);
        assertThat(sheet.get("unsettled").toString()).isEqualTo("[\"hall.rating\"]");
        assertThat(refusedToSign(other, version(sheet))).isEqualTo("UNSETTLED");
        var average =
                Map.of("application", other, "version", version(sheet), "criterion", "hall.rating", "mode", "AVERAGE");
        assertThat(leader.refused(settle, "i", average)).isEqualTo("AVERAGE_IMPOSSIBLE");
        var agreed = Map.of(
                "application",
                other,
                "version",
                version(sheet),
                "criterion",
                "hall.rating",
                "mode",
                "AGREED",
                "agreed",
                Map.of("checked", Map.of("finding", "NOT_MET", "method", "ON_SITE")),
                "words",
                "复查时评价器未通电");
        var settled = leader.ask(settle, "i", agreed).get("settleCriterion");
        assertThat(settled.get("unsettled")).isEmpty();
        assertThat(settled.at("/share/exact").asString()).isEqualTo("2/3");
        sign(other, version(settled));
    }

    private void the_most_missed_come_first() {
        assertThat(each(manager.ask(
                                "query($c: ID!) { mostLostCriteria(campaign: $c, title: \"centres\") { edges { node { criterionId averageLost { exact } units judged } } } }",
                                "c",
                                campaign)
                        .at("/mostLostCriteria/edges")))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"node\":{\"criterionId\":\"benefits.other\",\"averageLost\":null,\"units\":1,\"judged\":2}}",
                        "{\"node\":{\"criterionId\":\"hall.rating\",\"averageLost\":null,\"units\":1,\"judged\":2}}");
    }

    private void the_unit_sees_what_it_does_not_meet_and_wins_nothing() {
        var own = people.as("e-clerk-" + NANXI, NANXI, Role.UNIT_CLERK)
                .ask(
                        "query($o: String!, $c: ID!) { ownResults(organiser: $o, campaign: $c) { unitName total { exact } share { exact } grants { id } criteria { criterionId finding reasons } } }",
                        "o",
                        CITY,
                        "c",
                        campaign)
                .get("ownResults");

        var third = each(own).stream()
                .filter(result -> result.get("unitName").asString().equals("丙"))
                .findFirst()
                .orElseThrow();
        assertThat(third.get("total").isNull()).isTrue();
        assertThat(third.at("/share/exact").asString()).isEqualTo("2/3");
        assertThat(third.get("grants")).isEmpty();
        assertThat(third.at("/criteria/0/finding").asString()).isEqualTo("NOT_MET");
        assertThat(third.at("/criteria/0/reasons")).hasSize(1);
        assertThat(third.at("/criteria/1/finding").asString()).isEqualTo("MET");
    }

    private List<String> ranking(String title) {
        return each(manager.ask(
                                "query($c: ID!, $t: String!) { ranking(campaign: $c, title: $t) { edges { node { rank result { unitName total { exact } share { exact display } } } } } }",
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

    private static Map<String, Object> check(String criterion, String finding) {
        return Map.of(
                "criterion", criterion, "answer", Map.of("checked", Map.of("finding", finding, "method", "ON_SITE")));
    }

    private static Map<String, Object> proved(String criterion) {
        return Map.of(
                "criterion",
                criterion,
                "answer",
                Map.of("checked", Map.of("finding", "MET", "method", "ON_SITE")),
                "evidence",
                List.of(Map.of("kind", "PAPER", "text", "现场照片")));
    }

    private static Map<String, Object> area(String finding) {
        var found = Map.of("id", "area", "found", Map.of("measured", Map.of("value", "160", "unit", "平方米")));
        return Map.of(
                "criterion",
                "hall.area",
                "answer",
                Map.of("checked", Map.of("finding", finding, "method", "ON_SITE", "parts", List.of(found))));
    }

    private static JsonNode saved(Api reviewer, String application, Object... answers) {
        var standing = reviewer.ask("query($a: ID!) { mySheet(application: $a) { version } }", "a", application)
                .get("mySheet");
        var input = new HashMap<String, Object>(Map.of("application", application, "answers", List.of(answers)));
        if (!standing.isNull()) {
            input.put("version", version(standing));
        }
        return reviewer.ask("mutation($i: SaveAnswersInput!) { saveAnswers(input: $i) {" + SHEET + "} }", "i", input)
                .get("saveAnswers");
    }

    private static void submitted(Api reviewer, String application, Object... answers) {
        var sheet = saved(reviewer, application, answers);
        reviewer.ask(
                "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) { id } }",
                "i",
                Map.of("sheet", sheet.get("id").asString(), "version", version(sheet)));
    }

    private JsonNode consolidated(String application) {
        return leader.ask(
                        "mutation($i: ConsolidateInput!) { consolidateSheets(input: $i) {" + GROUP_SHEET + "} }",
                        "i",
                        Map.of("application", application))
                .get("consolidateSheets");
    }

    private JsonNode signed(String application) {
        return sign(application, version(consolidated(application)));
    }

    private JsonNode sign(String application, int version) {
        return leader.ask(
                        "mutation($i: SignSheetInput!) { signSheet(input: $i) {" + GROUP_SHEET + "} }",
                        "i",
                        Map.of("application", application, "version", version))
                .get("signSheet");
    }

    private String refusedToSign(String application, int version) {
        return leader.refused(
                "mutation($i: SignSheetInput!) { signSheet(input: $i) { version } }",
                "i",
                Map.of("application", application, "version", version));
    }

    private String applied(String county, String name, String title, String duty) {
        var clerk = people.as("e-clerk-" + county, county, Role.UNIT_CLERK);
        var unit = clerk.ask(
                        "mutation($i: CreateUnitInput!) { createUnit(input: $i) { id } }",
                        "i",
                        Map.of(
                                "kind",
                                title.equals("stations") ? "VILLAGE_STATION" : "TOWNSHIP_CENTRE",
                                "name",
                                name,
                                "division",
                                county))
                .at("/createUnit/id")
                .asString();
        var application = clerk.ask(
                        "mutation($i: ApplyInput!) { applyToCampaign(input: $i) { id } }",
                        "i",
                        Map.of("organiser", CITY, "campaign", campaign, "title", title, "unit", unit))
                .at("/applyToCampaign/id")
                .asString();
        manager.ask(
                "mutation($i: SetDutiesInput!) { setDuties(input: $i) { version } }",
                "i",
                Map.of("application", application, "version", 0, "duties", List.of(duty)));
        return application;
    }

    private void reviewing() {
        step("closeApplications");
        manager.ask(
                "mutation($i: FormGroupInput!) { formGroup(input: $i) { id } }",
                "i",
                Map.of(
                        "campaign",
                        campaign,
                        "name",
                        "评估组",
                        "home",
                        "511504",
                        "members",
                        List.of(Map.of("login", "e-leader", "leader", true), Map.of("login", "e-member"))));
        manager.ask(
                "mutation($i: DrawInput!) { drawGroups(input: $i) { seed } }",
                "i",
                Map.of("campaign", campaign, "version", version()));
        step("startReview");
    }

    private void step(String mutation) {
        var call = mutation.equals("publishResults")
                ? "publishResults(input: {campaign: $c, version: $v})"
                : mutation + "(campaign: $c, version: $v)";
        manager.ask("mutation($c: ID!, $v: Int!) { " + call + " { state } }", "c", campaign, "v", version());
    }

    private int version() {
        return version(manager.ask("query($c: ID!) { campaign(id: $c) { version } }", "c", campaign)
                .get("campaign"));
    }

    private static int version(JsonNode of) {
        return of.get("version").asInt();
    }

    private static List<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
