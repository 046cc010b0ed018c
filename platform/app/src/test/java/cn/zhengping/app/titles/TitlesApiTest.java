package cn.zhengping.app.titles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.zhengping.app.access.Role;
import cn.zhengping.app.events.Republication;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import cn.zhengping.app.testing.TestPlugin;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** From the first application to the title on the wall: a city, two counties that apply, a group from each. */
@ApplicationTest
class TitlesApiTest {

    private static final String CITY = "511000";
    private static final String WEIYUAN = "511024";
    private static final String SHIZHONG = "511002";

    private static final String RESULTS =
            "query($c: ID!) { results(campaign: $c) { edges { node { unitName state total { exact display } grants { id } application { state } criteria { criterionId lost { exact } reasons } } } } }";
    private static final String OWN =
            "query($o: String!, $c: ID!) { ownResults(organiser: $o, campaign: $c) { unitName total { exact } grants { id } criteria { criterionId text points { exact } most lost { exact } reasons } } }";
    private static final String TITLES =
            "{ titlesHeld { edges { node { campaignId label kind level organiser { code } unit { name titles { label } } } } } }";

    @Autowired
    private People people;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Republication republication;

    private Api manager;
    private Api weiyuan;
    private Api shizhong;
    private String campaign;

    @Test
    void a_campaign_ends_with_titles_that_its_units_hold() {
        var best = apply(weiyuan, "新店");
        var good = apply(weiyuan, "向义");
        var poor = apply(shizhong, "白马");
        step("closeApplications");
        var ofWeiyuan = group("t-east", SHIZHONG);
        var ofShizhong = group("t-west", WEIYUAN);
        manager.ask(
                "mutation($i: DrawInput!) { drawGroups(input: $i) { seed } }",
                "i",
                Map.of(
                        "campaign", campaign,
                        "version", version(),
                        "pins", List.of(pin(ofWeiyuan, WEIYUAN), pin(ofShizhong, SHIZHONG))));
        step("startReview");
        what_is_upgraded_meanwhile_changes_nothing_for_it();

        var east = as("t-east-leader", Role.GROUP_LEADER);
        var west = as("t-west-leader", Role.GROUP_LEADER);
        score(east, best, "first", "10", List.of());
        score(as("t-east-member", Role.INSPECTOR), best, "first", "7", List.of());
        score(east, good, "first", "10", List.of("a"));
        score(as("t-east-member", Role.INSPECTOR), good, "first", "9.5", List.of("a"));
        score(west, poor, "second", "10", List.of("a", "b"));
        score(as("t-west-member", Role.INSPECTOR), poor, "second", "10", List.of("a", "b"));
        consolidate(east, best);
        settleInWords(east, best, "hall.order");
        sign(east, best);
        consolidate(east, good);
        sign(east, good);
        assertThat(verification(best)).isEqualTo("CAMPAIGN_NOT_VERIFYING");
        consolidate(west, poor);
        sign(west, poor);
        step("closeReview");

        what_is_not_what_was_signed_is_not_verified(best);
        var first = verify(best);
        assertThat(first.get("total").get("exact").asString()).isEqualTo("98.5");
        assertThat(grants(first)).containsExactly("city", "nomination");
        assertThat(verification(best)).isEqualTo("ALREADY_VERIFIED");
        assertThat(publication()).isEqualTo("UNVERIFIED");
        var rest = manager.ask(
                        "mutation($c: ID!) { verifyResults(campaign: $c) { verified { unitName } notSigned { unitName } broken { unitName } } }",
                        "c",
                        campaign)
                .get("verifyResults");
        assertThat(rest.get("verified")).hasSize(2);
        assertThat(rest.get("notSigned")).isEmpty();
        assertThat(rest.get("broken")).isEmpty();

        what_is_given_back_is_signed_and_verified_again(east, good);
        nobody_else_sees_anything_before_publication();
        assertThat(manager.refused(REPLAY, "c", campaign, "p", "testland", "v", "1.0.0"))
                .isEqualTo("CAMPAIGN_NOT_FINISHED");
        publish();
        everybody_sees_what_concerns_them();
        the_units_hold_their_titles();
        what_a_crash_left_undone_is_done_later(best);
        on_its_own_version_it_comes_to_exactly_what_was_published();
        on_another_version_some_units_have_another_outcome();
        where_there_is_no_answer_the_total_is_a_range();
        what_cannot_be_replayed_is_refused();
        what_is_left_for_an_archived_tenant_is_let_go(poor);
    }

    private void what_is_upgraded_meanwhile_changes_nothing_for_it() {
        var milder = TestPlugin.of("testland", "2.0.0")
                .changed("standards/centre.yaml", "missing: {perItem: 10}", "missing: {perItem: 5}");
        install(milder);
        admin().ask("mutation { upgradePlugin(id: \"testland\", from: \"1.0.0\", to: \"2.0.0\") { active } }");
        assertThat(manager.refused(
                        "mutation { createCampaign(input: {template: \"testland@1.0.0/acceptance\"}) { id } }"))
                .isEqualTo("PLUGIN_NOT_ACTIVE");
    }

    private Api admin() {
        return people.as("t-admin", CITY, Role.TENANT_ADMIN);
    }

    private void install(TestPlugin plugin) {
        admin().ask(
                        "mutation($i: InstallPluginInput!) { installPlugin(input: $i) { id } }",
                        "i",
                        Map.of(
                                "fileName",
                                "testland.jar",
                                "content",
                                Base64.getEncoder().encodeToString(plugin.archive())));
    }

    private static final String REPLAY =
            "query($c: ID!, $p: String!, $v: String!) { replayCampaign(campaign: $c, plugin: $p, version: $v, first: 10) { edges { node { unitName standard before { exact } least { exact } most { exact } grantsBefore { id } grantsLeast { id } grantsMost { id } open { criterionId text } change } } } }";

    private List<String> replayed(String version) {
        var replayed = new ArrayList<String>();
        for (var edge : manager.ask(REPLAY, "c", campaign, "p", "testland", "v", version)
                .at("/replayCampaign/edges")) {
            var unit = edge.get("node");
            assertThat(unit.get("standard").asString()).isEqualTo("testland@" + version + "/centre");
            var open = new ArrayList<String>();
            unit.get("open").forEach(each -> open.add(each.get("criterionId").asString()));
            replayed.add(unit.at("/before/exact").asString() + ": "
                    + unit.at("/least/exact").asString() + " to "
                    + unit.at("/most/exact").asString() + " "
                    + open + " " + unit.get("change").asString());
        }
        return replayed;
    }

    private void on_its_own_version_it_comes_to_exactly_what_was_published() {
        assertThat(replayed("1.0.0"))
                .containsExactlyInAnyOrder(
                        "98.5: 98.5 to 98.5 [] NO", "89.75: 89.75 to 89.75 [] NO", "65: 65 to 65 [] NO");
    }

    /** Five points off for a missing item instead of ten: one is missing at 89.75, two at 65. */
    private void on_another_version_some_units_have_another_outcome() {
        assertThat(replayed("2.0.0"))
                .containsExactlyInAnyOrder(
                        "98.5: 98.5 to 98.5 [] NO", "89.75: 94.75 to 94.75 [] YES", "65: 75 to 75 [] NO");
        var changing = manager.ask(
                        "query($c: ID!) { replayCampaign(campaign: $c, plugin: \"testland\", version: \"2.0.0\", onlyChanging: true, first: 10) { edges { node { grantsBefore { id } grantsLeast { id } } } } }",
                        "c",
                        campaign)
                .at("/replayCampaign/edges");
        assertThat(changing).singleElement().satisfies(edge -> {
            assertThat(edge.at("/node/grantsBefore")).hasSize(1);
            assertThat(edge.at("/node/grantsLeast")).hasSize(2);
        });
    }

    /** The sign, 20 points and met by all, is another criterion now, which nobody has answered. */
    private void where_there_is_no_answer_the_total_is_a_range() {
        install(TestPlugin.of("testland", "3.0.0").changed("standards/centre.yaml", "hall.sign", "hall.emblem"));
        assertThat(replayed("3.0.0"))
                .containsExactlyInAnyOrder(
                        "98.5: 78.5 to 98.5 [hall.emblem] DEPENDS",
                        "89.75: 69.75 to 89.75 [hall.emblem] DEPENDS",
                        "65: 45 to 65 [hall.emblem] NO");
    }

    private void what_cannot_be_replayed_is_refused() {
        install(TestPlugin.of("otherland", "1.0.0")
                .changed("standards/centre.yaml", "standard: centre", "standard: hub")
                .changed("standards/station.yaml", "standard: station", "standard: stop")
                .changed("campaigns/acceptance.yaml", "standard: centre", "standard: hub")
                .changed("campaigns/acceptance.yaml", "standard: station", "standard: stop"));
        assertThat(manager.refused(REPLAY, "c", campaign, "p", "otherland", "v", "1.0.0"))
                .isEqualTo("NO_COMMON_STANDARD");
        assertThat(manager.refused(REPLAY, "c", campaign, "p", "testland", "v", "9.0.0"))
                .isEqualTo("PLUGIN_UNKNOWN");
        assertThat(as("t-observer", Role.OBSERVER).refused(REPLAY, "c", campaign, "p", "testland", "v", "1.0.0"))
                .isEqualTo("ROLE_MISSING");
    }

    @BeforeEach
    void a_city_takes_applications_from_its_counties() {
        people.tenant("510000");
        people.tenant(CITY);
        people.tenant(WEIYUAN);
        people.tenant(SHIZHONG);
        people.as("t-admin", CITY, Role.TENANT_ADMIN)
                .ask("mutation { activatePlugin(id: \"testland\", version: \"1.0.0\") { active } }");
        manager = as("t-manager", Role.CAMPAIGN_MANAGER);
        weiyuan = people.as("t-weiyuan", WEIYUAN, Role.UNIT_CLERK);
        shizhong = people.as("t-shizhong", SHIZHONG, Role.UNIT_CLERK);
        campaign = manager.ask("mutation { createCampaign(input: {template: \"testland@1.0.0/acceptance\"}) { id } }")
                .at("/createCampaign/id")
                .asString();
        step("openCampaign");
    }

    private void what_is_not_what_was_signed_is_not_verified(String application) {
        tamper(application, 1);
        assertThat(verification(application)).isEqualTo("SIGNATURE_BROKEN");
        tamper(application, -1);
    }

    private void tamper(String application, int by) {
        inTransaction(
                CITY,
                () -> jdbc.sql("update consolidated_sheet set spread_bound = spread_bound + ? where application_id = ?")
                        .params(by, UUID.fromString(application))
                        .update());
    }

    private void what_is_given_back_is_signed_and_verified_again(Api leader, String application) {
        assertThat(manager.refused(
                        "mutation($a: ID!) { giveBackSheet(application: $a, reason: \" \") { id } }", "a", application))
                .isEqualTo("REASON_MISSING");
        manager.ask(
                "mutation($a: ID!) { giveBackSheet(application: $a, reason: \"请复核事项\") { unitName } }",
                "a",
                application);
        assertThat(verification(application)).isEqualTo("NOT_SIGNED");
        assertThat(publication()).isEqualTo("UNVERIFIED");
        sign(leader, application);
        assertThat(publication()).isEqualTo("UNVERIFIED");
        var result = verify(application);
        assertThat(result.get("total").get("exact").asString()).isEqualTo("89.75");
        assertThat(grants(result)).containsExactly("city");
    }

    private void nobody_else_sees_anything_before_publication() {
        assertThat(as("t-observer", Role.OBSERVER)
                        .ask(RESULTS, "c", campaign)
                        .at("/results/edges")
                        .size())
                .isEqualTo(3);
        for (var inside : List.of(as("t-east-leader", Role.GROUP_LEADER), as("t-clerk", Role.UNIT_CLERK))) {
            assertThat(inside.refused(RESULTS, "c", campaign)).isEqualTo("NOT_PUBLISHED");
            assertThat(inside.refused(
                            "query($c: ID!) { ranking(campaign: $c, title: \"centre\") { edges { node { rank } } } }",
                            "c",
                            campaign))
                    .isEqualTo("NOT_PUBLISHED");
            assertThat(inside.refused("query($c: ID!) { areaStatistics(campaign: $c) { verified } }", "c", campaign))
                    .isEqualTo("NOT_PUBLISHED");
        }
        for (var county : List.of(weiyuan, shizhong)) {
            assertThat(county.refused(RESULTS, "c", campaign)).isEqualTo("CAMPAIGN_UNKNOWN");
            assertThat(county.refused(OWN, "o", CITY, "c", campaign)).isEqualTo("NOT_PUBLISHED");
            assertThat(county.refused(
                            "query($o: String!, $c: ID!) { publishedResults(organiser: $o, campaign: $c) { edges { node { unitName } } } }",
                            "o",
                            CITY,
                            "c",
                            campaign))
                    .isEqualTo("NOT_PUBLISHED");
        }
        assertThat(as("t-observer", Role.OBSERVER)
                        .refused(
                                "mutation($i: PublishResultsInput!) { publishResults(input: $i) { state } }",
                                "i",
                                Map.of("campaign", campaign, "version", version())))
                .isEqualTo("ROLE_MISSING");
    }

    private void publish() {
        var input = Map.of("campaign", campaign, "version", version(), "idempotencyKey", "publish-" + campaign);
        for (var time = 0; time < 2; time++) {
            assertThat(manager.ask(
                                    "mutation($i: PublishResultsInput!) { publishResults(input: $i) { state } }",
                                    "i",
                                    input)
                            .at("/publishResults/state")
                            .asString())
                    .isEqualTo("PUBLISHED");
        }
        assertThat(publication()).isEqualTo("CAMPAIGN_NOT_VERIFYING");
    }

    private void everybody_sees_what_concerns_them() {
        var own = weiyuan.ask(OWN, "o", CITY, "c", campaign).get("ownResults");
        assertThat(own).hasSize(2);
        var best = with(own, "/total/exact", "98.5");
        assertThat(grants(best)).containsExactly("city", "nomination");
        var order = with(best.get("criteria"), "/criterionId", "hall.order");
        assertThat(order.at("/points/exact").asString()).isEqualTo("8.5");
        assertThat(order.at("/most").asString()).isEqualTo("10");
        assertThat(order.at("/lost/exact").asString()).isEqualTo("1.5");
        assertThat(order.get("reasons")).isNotEmpty();
        assertThat(order.get("text").asString()).isEqualTo("秩序由小组评议，最高10分。");
        assertThat(shizhong.ask(OWN, "o", CITY, "c", campaign).get("ownResults"))
                .singleElement()
                .satisfies(poor -> {
                    assertThat(poor.at("/total/exact").asString()).isEqualTo("65");
                    assertThat(poor.get("grants")).isEmpty();
                });
        assertThat(shizhong.ask(
                                "query($o: String!, $c: ID!) { publishedResults(organiser: $o, campaign: $c, first: 5) { edges { node { applicant { name } unitName total { display } grants { label } } } } }",
                                "o",
                                CITY,
                                "c",
                                campaign)
                        .at("/publishedResults/edges"))
                .hasSize(3);

        var clerk = as("t-clerk", Role.UNIT_CLERK);
        assertThat(clerk.ask(
                                "query($c: ID!) { ranking(campaign: $c, title: \"centre\") { edges { node { rank result { total { display } } } } } }",
                                "c",
                                campaign)
                        .at("/ranking/edges"))
                .extracting(edge -> edge.at("/node/rank").asInt() + ": "
                        + edge.at("/node/result/total/display").asString())
                .containsExactly("1: 98.50", "2: 89.75", "3: 65.00");
        assertThat(clerk.ask(
                                "query($c: ID!) { mostLostCriteria(campaign: $c, title: \"centre\", first: 10) { edges { node { criterionId units judged averageLost { exact } } } } }",
                                "c",
                                campaign)
                        .at("/mostLostCriteria/edges"))
                .extracting(edge -> edge.at("/node/criterionId").asString() + " "
                        + edge.at("/node/averageLost/exact").asString() + " "
                        + edge.at("/node/units").asInt() + "/"
                        + edge.at("/node/judged").asInt())
                .containsExactly("matters.in 10 2/3", "hall.area 5 1/3", "hall.order 7/12 2/3");
        assertThat(clerk.ask(
                                "query($c: ID!) { areaStatistics(campaign: $c) { area { code } applications verified meanTotal { exact } grants { grant { id } units } } }",
                                "c",
                                campaign)
                        .get("areaStatistics"))
                .extracting(area -> area.at("/area/code").asString() + " "
                        + area.get("applications").asInt() + " "
                        + area.get("verified").asInt() + " "
                        + area.at("/meanTotal/exact").asString() + " "
                        + area.get("grants").size())
                .containsExactly("511002 1 1 65 0", "511024 2 2 94.125 2");
        assertThat(clerk.refused(
                        "query($c: ID!) { ranking(campaign: $c, title: \"palace\") { edges { node { rank } } } }",
                        "c",
                        campaign))
                .isEqualTo("TITLE_NOT_IN_CAMPAIGN");
    }

    private void the_units_hold_their_titles() {
        await().untilAsserted(() -> assertThat(titles(weiyuan)).hasSize(3));
        assertThat(titles(weiyuan)).allSatisfy(title -> {
            assertThat(title.at("/organiser/code").asString()).isEqualTo(CITY);
            assertThat(title.at("/unit/titles").size()).isBetween(1, 2);
        });
        assertThat(titles(weiyuan))
                .extracting(title -> title.get("kind").asString() + " "
                        + title.get("level").asString() + " "
                        + title.get("label").asString())
                .containsExactlyInAnyOrder("TITLE CITY 市级示范", "TITLE CITY 市级示范", "RECOMMENDATION PROVINCE 省级推荐");
        await().untilAsserted(() ->
                assertThat(publications("completion_date is not null")).isEqualTo(3));
        assertThat(titles(shizhong)).isEmpty();
    }

    /** As if the server had been killed right after a transaction that published a result. */
    private void what_a_crash_left_undone_is_done_later(String application) {
        var operator = people.operator();
        operator.ask("mutation($t: String!) { suspendTenant(code: $t) { state } }", "t", WEIYUAN);
        lose(application);
        republication.republish();
        assertThat(publications("completion_date is null and status = 'PUBLISHED'"))
                .as("who is out of service is waited for")
                .isEqualTo(1);

        operator.ask("mutation($t: String!) { resumeTenant(code: $t) { state } }", "t", WEIYUAN);
        republication.republish();

        await().untilAsserted(() -> assertThat(titles(weiyuan)).hasSize(5));
        await().untilAsserted(() ->
                assertThat(publications("completion_date is null")).isZero());
    }

    private void what_is_left_for_an_archived_tenant_is_let_go(String application) {
        lose(application);
        var operator = people.operator();
        operator.ask(
                "mutation($t: String!) { suspendTenant(code: $t) { state } archiveTenant(code: $t) { rows } }",
                "t",
                SHIZHONG);

        republication.republish();

        await().untilAsserted(() ->
                assertThat(publications("completion_date is null")).isZero());
    }

    private void lose(String application) {
        var lost = UUID.randomUUID().toString();
        var copies = CurrentTenant.<Integer, RuntimeException>platform(() ->
                Objects.requireNonNull(transaction.execute(status -> jdbc.sql("""
                        insert into event_publication (id, listener_id, event_type, serialized_event, publication_date, status, tenant)
                        select gen_random_uuid(), listener_id, event_type, replace(serialized_event, ?, ?),
                          publication_date - interval '1 hour', 'PUBLISHED', tenant
                        from event_publication where serialized_event like ?""")
                        .params(application, lost, "%" + application + "%")
                        .update())));
        assertThat(copies).isEqualTo(1);
    }

    private int publications(String condition) {
        return CurrentTenant.<Integer, RuntimeException>platform(
                () -> Objects.requireNonNull(transaction.execute(status -> jdbc.sql(
                                "select count(*) from event_publication where event_type like '%ResultPublished' and serialized_event like ? and "
                                        + condition)
                        .param("%" + campaign + "%")
                        .query(Integer.class)
                        .single())));
    }

    private List<JsonNode> titles(Api county) {
        var titles = new ArrayList<JsonNode>();
        for (var edge : county.ask(TITLES).at("/titlesHeld/edges")) {
            if (edge.at("/node/campaignId").asString().equals(campaign)) {
                titles.add(edge.get("node"));
            }
        }
        return titles;
    }

    private <T> T inTransaction(String tenant, Supplier<T> work) {
        return CurrentTenant.<T, RuntimeException>call(
                new TenantCode(tenant), () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    private Api as(String login, Role role) {
        return people.as(login, CITY, role);
    }

    private int version() {
        return manager.ask("query($c: ID!) { campaign(id: $c) { version } }", "c", campaign)
                .at("/campaign/version")
                .asInt();
    }

    private void step(String mutation) {
        manager.ask(
                "mutation($c: ID!, $v: Int!) { " + mutation + "(campaign: $c, version: $v) { state } }",
                "c",
                campaign,
                "v",
                version());
    }

    /** The application of the first unit with this in its name, which offers two matters. */
    private String apply(Api county, String name) {
        var unit = county.ask(
                        "query($n: String!) { units(filter: {kind: TOWNSHIP_CENTRE, name: $n}, first: 1) { edges { node { id } } } }",
                        "n",
                        name)
                .at("/units/edges/0/node/id")
                .asString();
        county.ask(
                "mutation($u: ID!, $i: [CatalogueItemInput!]!) { draftCatalogue(unit: $u, items: $i) { id } publishCatalogue(unit: $u) { number } }",
                "u",
                unit,
                "i",
                List.of(Map.of("code", "a", "name", "生育登记"), Map.of("code", "b", "name", "失业登记")));
        return county.ask(
                        "mutation($i: ApplyInput!) { applyToCampaign(input: $i) { id } }",
                        "i",
                        Map.of("organiser", CITY, "campaign", campaign, "title", "centre", "unit", unit))
                .at("/applyToCampaign/id")
                .asString();
    }

    private String group(String name, String home) {
        as(name + "-leader", Role.GROUP_LEADER);
        as(name + "-member", Role.INSPECTOR);
        return manager.ask(
                        "mutation($i: FormGroupInput!) { formGroup(input: $i) { id } }",
                        "i",
                        Map.of(
                                "campaign", campaign,
                                "name", name,
                                "home", home,
                                "members",
                                        List.of(
                                                Map.of("login", name + "-leader", "leader", true),
                                                Map.of("login", name + "-member"))))
                .at("/formGroup/id")
                .asString();
    }

    private static Map<String, String> pin(String group, String area) {
        return Map.of("group", group, "area", area);
    }

    private static void score(Api member, String application, String tier, String order, List<String> missing) {
        var sheet = member.ask(
                        "mutation($i: SaveAnswersInput!) { saveAnswers(input: $i) { id version } }",
                        "i",
                        Map.of(
                                "application",
                                application,
                                "answers",
                                List.of(
                                        answer("hall.sign", Map.of("met", Map.of("verdict", "MET"))),
                                        answer("hall.area", Map.of("tier", tier)),
                                        answer(
                                                "hall.order",
                                                Map.of("judged", Map.of("points", order, "reason", "现场所见"))),
                                        answer("matters.in", Map.of("missing", missing)))))
                .get("saveAnswers");
        member.ask(
                "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) { state } }",
                "i",
                Map.of(
                        "sheet",
                        sheet.get("id").asString(),
                        "version",
                        sheet.get("version").asInt()));
    }

    private static Map<String, Object> answer(String criterion, Map<String, Object> answer) {
        return Map.of("criterion", criterion, "answer", answer);
    }

    private static void consolidate(Api leader, String application) {
        leader.ask(
                "mutation($i: ConsolidateInput!) { consolidateSheets(input: $i) { version } }",
                "i",
                Map.of("application", application));
    }

    private static void settleInWords(Api leader, String application, String criterion) {
        assertThat(leader.refused(SIGN, "i", sheet(leader, application))).isEqualTo("UNSETTLED");
        var input = new HashMap<>(sheet(leader, application));
        input.putAll(Map.of("criterion", criterion, "mode", "AVERAGE", "words", "复核后取平均分"));
        leader.ask("mutation($i: SettleInput!) { settleCriterion(input: $i) { version } }", "i", input);
    }

    private static final String SIGN = "mutation($i: SignSheetInput!) { signSheet(input: $i) { state } }";

    private static void sign(Api leader, String application) {
        leader.ask(SIGN, "i", sheet(leader, application));
    }

    private static Map<String, Object> sheet(Api leader, String application) {
        var version = leader.ask("query($a: ID!) { consolidatedSheet(application: $a) { version } }", "a", application)
                .at("/consolidatedSheet/version")
                .asInt();
        return Map.of("application", application, "version", version);
    }

    private static final String VERIFY =
            "mutation($i: VerifyResultInput!) { verifyResult(input: $i) { unitName total { exact } grants { id } } }";

    private JsonNode verify(String application) {
        return manager.ask(VERIFY, "i", Map.of("application", application)).get("verifyResult");
    }

    private String verification(String application) {
        return manager.refused(VERIFY, "i", Map.of("application", application));
    }

    private String publication() {
        return manager.refused(
                "mutation($i: PublishResultsInput!) { publishResults(input: $i) { state } }",
                "i",
                Map.of("campaign", campaign, "version", version()));
    }

    private static List<String> grants(JsonNode result) {
        var ids = new ArrayList<String>();
        result.get("grants").forEach(grant -> ids.add(grant.get("id").asString()));
        return ids;
    }

    private static JsonNode with(JsonNode list, String pointer, String value) {
        for (var each : list) {
            if (each.at(pointer).asString().equals(value)) {
                return each;
            }
        }
        throw new AssertionError(pointer + " is nowhere " + value + " in " + list);
    }
}
