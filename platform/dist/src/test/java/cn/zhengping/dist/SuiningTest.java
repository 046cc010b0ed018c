package cn.zhengping.dist;

import static cn.zhengping.dist.RunningDemo.each;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The notice of Suining end to end, over the API of the distribution with its packaged region; and with it a county that
 * accepts its village stations itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@ExtendWith(RunningDemo.Shared.class)
class SuiningTest {

    private static final String PROGRESS =
            "query($c: ID!) { reviewProgress(campaign: $c) { groups { name applications draft submitted expected signed } } }";

    private ConfigurableApplicationContext context;
    private Demo demo;
    private Person manager;
    private String campaign;

    @BeforeAll
    void the_demo_is_loaded(RunningDemo running) {
        context = running.context();
        demo = running.demo();
        manager = demo.person("suining-manager", "510900");
        campaign = manager.ask("{ campaigns(first: 1) { edges { node { id } } } }")
                .at("/campaigns/edges/0/node/id")
                .asString();
    }

    @Test
    @Order(1)
    void every_group_has_the_area_that_the_notice_gives_it() {
        var groups = manager.ask(
                        "query($c: ID!) { campaign(id: $c) { groups { name home { name } areas { area { name } pinned } } } }",
                        "c",
                        campaign)
                .at("/campaign/groups");

        assertThat(each(groups))
                .extracting(group -> group.at("/home/name").asString() + " → "
                        + group.at("/areas/0/area/name").asString())
                .containsExactly(
                        "蓬溪县 → 船山区",
                        "船山区 → 安居区",
                        "遂宁经开区 → 射洪市",
                        "安居区 → 蓬溪县",
                        "射洪市 → 大英县",
                        "市河东新区 → 遂宁经开区",
                        "遂宁高新区 → 市河东新区",
                        "大英县 → 遂宁高新区");
    }

    @Test
    @Order(2)
    void the_demo_stands_half_way_and_loading_it_again_changes_nothing() {
        var before = manager.ask(PROGRESS, "c", campaign);
        assertThat(each(before.at("/reviewProgress/groups")))
                .extracting(group -> group.get("signed").asInt())
                .containsExactly(2, 2, 2, 0, 0, 0, 0, 0);

        demo.load();

        assertThat(manager.ask(PROGRESS, "c", campaign)).isEqualTo(before);
    }

    @Test
    @Order(3)
    void once_all_is_signed_verified_and_published_each_total_has_the_outcomes_of_the_notice() {
        demo.finishScoring(campaign, manager);
        Demo.step(manager, "closeReview", campaign);
        manager.ask("mutation($c: ID!) { verifyResults(campaign: $c) { __typename } }", "c", campaign);
        var applicant = demo.person("510903-clerk", "510903");
        var own =
                "query($c: ID!) { ownResults(organiser: \"510900\", campaign: $c) { unitName total { exact } grants { id } criteria { criterionId } } }";
        publish(manager, campaign);

        var results = each(manager.ask(
                        "query($c: ID!) { ranking(campaign: $c, title: \"model-centre\", first: 100) { edges { node { rank result { total { exact } grants { id } } } } } }",
                        "c",
                        campaign)
                .at("/ranking/edges"));
        assertThat(results).hasSize(13);
        for (var result : results) {
            var total = exact(result.at("/node/result/total/exact").asString());
            assertThat(each(result.at("/node/result/grants")))
                    .as(total.toString())
                    .extracting(grant -> grant.get("id").asString())
                    .containsExactlyInAnyOrderElementsOf(grantsOfTheNotice(total));
        }
        assertThat(each(applicant.ask(own, "c", campaign).get("ownResults")))
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.get("criteria").size()).isEqualTo(50));
    }

    @Test
    @Order(4)
    void a_county_accepts_its_stations_itself_by_the_second_rubric_from_80_points_on() {
        var county = demo.person("lezhi-manager", "512022");
        var stations = county.ask("{ campaigns(first: 1) { edges { node { id } } } }")
                .at("/campaigns/edges/0/node/id")
                .asString();
        Demo.step(county, "closeApplications", stations);
        var leader = reviewer("lezhi-leader", "GROUP_LEADER");
        var member = reviewer("lezhi-member", "INSPECTOR");
        var applications = each(county.ask(
                        "query($c: ID!) { applications(campaign: $c, first: 100) { edges { node { id area { code } } } } }",
                        "c",
                        stations)
                .at("/applications/edges"));
        var areas = applications.stream()
                .map(each -> each.at("/node/area/code").asString())
                .collect(Collectors.toSet());
        var home = each(county.ask(
                                "{ units(filter: {kind: TOWNSHIP_CENTRE}, first: 100) { edges { node { division { code } } } } }")
                        .at("/units/edges"))
                .stream()
                .map(each -> each.at("/node/division/code").asString())
                .filter(code -> !areas.contains(code))
                .findFirst()
                .orElseThrow();
        county.ask(
                "mutation($i: FormGroupInput!) { formGroup(input: $i) { id } }",
                "i",
                Map.of(
                        "campaign",
                        stations,
                        "name",
                        "验收组",
                        "home",
                        home,
                        "members",
                        List.of(Map.of("login", "lezhi-leader", "leader", true), Map.of("login", "lezhi-member"))));
        county.ask(
                "mutation($i: DrawInput!) { drawGroups(input: $i) { seed } }",
                "i",
                Map.of(
                        "campaign",
                        stations,
                        "version",
                        Demo.read(county, stations).get("version").asInt()));
        Demo.step(county, "startReview", stations);
        var standard = county.ask(Findings.RULES, "ref", Demo.REF + "model-village-station")
                .get("standard");
        var poor = applications.getFirst().at("/node/id").asString();
        for (var reviewer : List.of(leader, member)) {
            reviewer.ask(
                    "mutation($i: SaveAnswersInput!) { saveAnswers(input: $i) { id } }",
                    "i",
                    Map.of(
                            "application",
                            poor,
                            "answers",
                            new Findings(1, 0.3)
                                    .answers(standard, List.of(), LocalDate.now(ZoneId.of("Asia/Shanghai")))));
            Demo.scoreAll(reviewer, stations, standard, "station", true);
        }
        Demo.signAll(leader, stations);
        Demo.step(county, "closeReview", stations);
        county.ask("mutation($c: ID!) { verifyResults(campaign: $c) { __typename } }", "c", stations);
        publish(county, stations);

        var results = each(county.ask(
                        "query($c: ID!) { ranking(campaign: $c, title: \"model-station\", first: 100) { edges { node { result { total { exact } grants { id } } } } } }",
                        "c",
                        stations)
                .at("/ranking/edges"));
        assertThat(results).hasSize(5);
        for (var result : results) {
            var reached =
                    exact(result.at("/node/result/total/exact").asString()).compareTo(new BigDecimal("80")) >= 0;
            assertThat(each(result.at("/node/result/grants")))
                    .extracting(grant -> grant.get("id").asString())
                    .isEqualTo(reached ? List.of("county-title") : List.of());
        }
        assertThat(results)
                .extracting(result -> result.at("/node/result/grants").isEmpty())
                .contains(true, false);
    }

    static void publish(Person manager, String campaign) {
        manager.ask(
                "mutation($c: ID!, $v: Int!) { publishResults(input: {campaign: $c, version: $v}) { state } }",
                "c",
                campaign,
                "v",
                Demo.read(manager, campaign).get("version").asInt());
    }

    /** An account that the county's own admin makes. */
    private Person reviewer(String login, String role) {
        var secret = demo.person("lezhi-admin", "512022")
                .ask(
                        "mutation($i: CreateAccountInput!) { createAccount(input: $i) { secret } }",
                        "i",
                        Map.of("login", login, "name", "某某", "role", role))
                .at("/createAccount/secret")
                .asString();
        return Person.logIn(Zhengping.address(context), login, secret, "512022");
    }

    /** 结果运用 (一): 80分(含)以上为县级, 85分(含)以上为市级, 90分(含)以上纳入申报省级的范围. */
    private static List<String> grantsOfTheNotice(BigDecimal total) {
        if (total.compareTo(new BigDecimal("90")) >= 0) {
            return List.of("city-title", "province-nomination");
        }
        if (total.compareTo(new BigDecimal("85")) >= 0) {
            return List.of("city-title");
        }
        return total.compareTo(new BigDecimal("80")) >= 0 ? List.of("county-title") : List.of();
    }

    /** Precise enough to stay on its side of every threshold: denominators are small. */
    private static BigDecimal exact(String text) {
        var parts = text.split("/");
        return parts.length == 1
                ? new BigDecimal(text)
                : new BigDecimal(parts[0]).divide(new BigDecimal(parts[1]), MathContext.DECIMAL64);
    }
}
