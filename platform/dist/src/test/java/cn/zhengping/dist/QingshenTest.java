package cn.zhengping.dist;

import static cn.zhengping.dist.RunningDemo.each;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The five-star system of Qingshen, over the API of the distribution with its packaged region. */
@ExtendWith(RunningDemo.Shared.class)
class QingshenTest {

    /** 80 + 10 + 10: the county fills the slot of the 80 with a rubric of its own, and records the survey. */
    @Test
    void a_county_adjusts_the_five_star_standard_and_a_township_gets_its_stars(RunningDemo running) {
        var demo = running.demo();
        var admin = demo.person("qingshen-admin", "511425");
        var manager = demo.person("qingshen-manager", "511425");
        var clerk = demo.person("qingshen-clerk", "511425");
        var adjusted = admin.ask(
                        "mutation($i: AdjustStandardInput!) { adjustStandard(input: $i) { id version standards { ref unfinished lineage { standard adjustedBy } } } }",
                        "i",
                        Map.of(
                                "standard",
                                Demo.REF + "five-star",
                                "version",
                                "1.0.0",
                                "changes",
                                List.of(
                                        Map.of(
                                                "addedSource",
                                                Map.of("id", "own", "title", "青神县创建项目考核细则", "issuer", "青神县政务服务中心")),
                                        Map.of(
                                                "addedCriterion",
                                                Map.of(
                                                        "item",
                                                        "creation.rubric",
                                                        "criterion",
                                                        "{id: own.creation, text: 创建项目考核, points: 80, rule: {judged: {}}, source: {document: own, row: '1'}}")))))
                .get("adjustStandard");
        var ref = adjusted.at("/standards/0/ref").asString();
        assertThat(adjusted.at("/standards/0/unfinished")).isEmpty();
        assertThat(adjusted.at("/standards/0/lineage/adjustedBy").asString()).isEqualTo("511425");
        admin.ask(
                "mutation($id: String!, $version: String!) { activatePlugin(id: $id, version: $version) { active } }",
                "id",
                adjusted.get("id").asString(),
                "version",
                "1.0.0");
        var campaign = manager.ask(
                        "mutation($i: CreateCampaignInput!) { createCampaign(input: $i) { id } }",
                        "i",
                        Map.of(
                                "template",
                                Demo.REF + "qingshen-five-star",
                                "titles",
                                List.of(Map.of("id", "township-centre", "standard", ref)),
                                "phases",
                                List.of()))
                .at("/createCampaign/id")
                .asString();
        Demo.step(manager, "openCampaign", campaign);
        var centres = each(clerk.ask(
                        "{ units(filter: {kind: TOWNSHIP_CENTRE}, first: 2) { edges { node { id division { code } } } } }")
                .at("/units/edges"));
        var application = clerk.ask(
                        "mutation($i: ApplyInput!) { applyToCampaign(input: $i) { id } }",
                        "i",
                        Map.of(
                                "organiser",
                                "511425",
                                "campaign",
                                campaign,
                                "title",
                                "township-centre",
                                "unit",
                                centres.getFirst().at("/node/id").asString()))
                .at("/applyToCampaign/id")
                .asString();
        Demo.step(manager, "closeApplications", campaign);
        demo.account("qingshen-leader", "某某", "511425", Role.GROUP_LEADER);
        var leader = demo.person("qingshen-leader", "511425");
        manager.ask(
                "mutation($i: FormGroupInput!) { formGroup(input: $i) { id } }",
                "i",
                Map.of(
                        "campaign",
                        campaign,
                        "name",
                        "县考评小组",
                        "home",
                        centres.get(1).at("/node/division/code").asString(),
                        "members",
                        List.of(Map.of("login", "qingshen-leader", "leader", true))));
        manager.ask(
                "mutation($i: DrawInput!) { drawGroups(input: $i) { seed } }",
                "i",
                Map.of(
                        "campaign",
                        campaign,
                        "version",
                        Demo.read(manager, campaign).get("version").asInt()));
        Demo.step(manager, "startReview", campaign);
        manager.ask(
                "mutation($i: RecordInputInput!) { recordInput(input: $i) { __typename } }",
                "i",
                Map.of("application", application, "name", "survey-share", "value", "0.95", "source", "2026年满意度测评"));
        leader.ask(
                "mutation($i: SaveAnswersInput!) { saveAnswers(input: $i) { id } }",
                "i",
                Map.of(
                        "application",
                        application,
                        "answers",
                        List.of(
                                answer("norms.premises.township-centre", "gated", List.of(holds("area", "300", "平方米"))),
                                answer(
                                        "norms.services.rates",
                                        "gated",
                                        List.of(
                                                holds("on-time", "100", "%"),
                                                holds("on-the-spot", "100", "%"),
                                                holds("satisfied", "98", "%"))),
                                answer("own.creation", "judged", Map.of("points", "76.5", "reason", "逐项核对")),
                                answer("group.assessment.points", "judged", Map.of("points", "9", "reason", "小组评定")))));
        Demo.scoreAll(leader, campaign, admin.ask(Findings.RULES, "ref", ref).get("standard"), "leader", true);
        Demo.signAll(leader, campaign);
        Demo.step(manager, "closeReview", campaign);
        manager.ask("mutation($c: ID!) { verifyResults(campaign: $c) { __typename } }", "c", campaign);
        SuiningTest.publish(manager, campaign);

        var result = manager.ask(
                        "query($c: ID!) { ranking(campaign: $c, title: \"township-centre\", first: 1) { edges { node { result { total { exact } grants { id } } } } } }",
                        "c",
                        campaign)
                .at("/ranking/edges/0/node/result");
        // 76.5 + 0.95 × 10 + 9 = 95, which is five stars
        assertThat(result.at("/total/exact").asString()).isEqualTo("95");
        assertThat(result.at("/grants/0/id").asString()).isEqualTo("five-star");
    }

    private static Map<String, Object> answer(String criterion, String kind, Object answer) {
        return Map.of("criterion", criterion, "answer", Map.of(kind, answer));
    }

    private static Map<String, Object> holds(String id, String value, String unit) {
        return Map.of("id", id, "holds", true, "quantity", Map.of("value", value, "unit", unit));
    }
}
