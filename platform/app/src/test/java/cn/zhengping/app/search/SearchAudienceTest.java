package cn.zhengping.app.search;

import static cn.zhengping.app.search.Finding.SEARCH;
import static cn.zhengping.app.search.Finding.eventually;
import static cn.zhengping.app.search.Finding.titles;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Actor.Holding;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * A district of 西宁 that hands the same evidence in to its province, to its city and to itself, and has put it to criteria of its
 * own: what each of them is told of it, by hits, counts, filters and ranks.
 */
@ApplicationTest
class SearchAudienceTest {

    private static final String PROVINCE = "630000";
    private static final String CITY = "630100";
    private static final String DISTRICT = "630104";
    private static final String NEIGHBOUR = "630105";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    private People people;

    private final Map<String, String> campaigns = new HashMap<>();
    private final Map<String, String> applications = new HashMap<>();
    private Api clerk;
    private Api own;
    private String unit;
    /** Found by nothing else. */
    private String word;

    @BeforeEach
    void three_campaigns_that_the_unit_has_applied_to() {
        word = "xq" + NUMBER.incrementAndGet() + "zj";
        for (var tenant : List.of(PROVINCE, CITY, DISTRICT)) {
            people.tenant(tenant);
            people.as("sa-admin", tenant, Role.TENANT_ADMIN)
                    .ask("mutation { activatePlugin(id: \"testland\", version: \"1.0.0\") { active } }");
        }
        clerk = people.as("sa-clerk", DISTRICT, Role.UNIT_CLERK);
        own = people.as("sa-manager", DISTRICT, Role.CAMPAIGN_MANAGER);
        unit = clerk.ask(
                        "mutation($i: CreateUnitInput!) { createUnit(input: $i) { id } }",
                        "i",
                        Map.of("kind", "TOWNSHIP_CENTRE", "name", word + "便民服务中心", "division", DISTRICT))
                .at("/createUnit/id")
                .asString();
        for (var organiser : List.of(PROVINCE, CITY, DISTRICT)) {
            apply(organiser);
        }
    }

    /** To a campaign of its own; the latest of each organiser counts. */
    private void apply(String organiser) {
        var campaign = manager(organiser)
                .ask(
                        "mutation($p: [PhaseInput!]) { createCampaign(input: {template: \"testland@1.0.0/acceptance\","
                                + " titles: [{id: \"centre\"}], phases: $p}) { id } }",
                        "p",
                        List.of(
                                Map.of("kind", "APPLICATION", "late", "REFUSED"),
                                Map.of("kind", "REVIEW", "late", "MARKED")))
                .at("/createCampaign/id")
                .asString();
        campaigns.put(organiser, campaign);
        step(organiser, "openCampaign");
        applications.put(
                organiser,
                clerk.ask(
                                "mutation($i: ApplyInput!) { applyToCampaign(input: $i) { id } }",
                                "i",
                                Map.of("organiser", organiser, "campaign", campaign, "title", "centre", "unit", unit))
                        .at("/applyToCampaign/id")
                        .asString());
        step(organiser, "closeApplications");
    }

    private Api manager(String tenant) {
        return people.as("sa-manager", tenant, Role.CAMPAIGN_MANAGER);
    }

    private int version(String organiser) {
        return manager(organiser)
                .ask("query($c: ID!) { campaign(id: $c) { version } }", "c", campaign(organiser))
                .at("/campaign/version")
                .asInt();
    }

    private String campaign(String organiser) {
        return Objects.requireNonNull(campaigns.get(organiser));
    }

    private String application(String organiser) {
        return Objects.requireNonNull(applications.get(organiser));
    }

    private void step(String organiser, String mutation) {
        manager(organiser)
                .ask(
                        "mutation($c: ID!, $v: Int!) { " + mutation + "(campaign: $c, version: $v) { id } }",
                        "c",
                        campaign(organiser),
                        "v",
                        version(organiser));
    }

    /** Lets somebody's group review the district. */
    private Api reviewing(String organiser, String login, Role... roles) {
        var reviewer = people.as(login, organiser, roles);
        manager(organiser)
                .ask(
                        "mutation($i: FormGroupInput!) { formGroup(input: $i) { id } }",
                        "i",
                        Map.of(
                                "campaign",
                                campaign(organiser),
                                "name",
                                "评审组",
                                "home",
                                NEIGHBOUR,
                                "members",
                                List.of(Map.of("login", login, "leader", true))));
        manager(organiser)
                .ask(
                        "mutation($i: DrawInput!) { drawGroups(input: $i) { seed } }",
                        "i",
                        Map.of("campaign", campaign(organiser), "version", version(organiser)));
        return reviewer;
    }

    private JsonNode evidence(String title) {
        return clerk.ask(
                        "mutation($i: CreateEvidenceInput!) { createEvidence(input: $i) { id version } }",
                        "i",
                        Map.of("about", Map.of("unit", unit), "title", title, "content", link()))
                .get("createEvidence");
    }

    private JsonNode revise(JsonNode evidence, String title) {
        return clerk.ask(
                        "mutation($i: ReviseEvidenceInput!) { reviseEvidence(input: $i) { id version } }",
                        "i",
                        Map.of(
                                "evidence",
                                evidence.get("id").asString(),
                                "version",
                                evidence.get("version").asInt(),
                                "title",
                                title,
                                "content",
                                link()))
                .get("reviseEvidence");
    }

    private static Map<String, Object> link() {
        return Map.of("link", Map.of("address", "https://example.gov.cn/a"));
    }

    private void attach(JsonNode evidence, String standard, String criterion) {
        clerk.ask(
                "mutation($i: AttachEvidenceInput!) { attachEvidence(input: $i) { id } }",
                "i",
                Map.of(
                        "evidence",
                        evidence.get("id").asString(),
                        "to",
                        Map.of(
                                "criteria",
                                List.of(Map.of("standard", "testland@1.0.0/" + standard, "criterion", criterion)))));
    }

    /** @return id of the attachment */
    private String handIn(JsonNode evidence, String organiser, String criterion) {
        return clerk.ask(
                        "mutation($i: HandInEvidenceInput!) { handInEvidence(input: $i) { attachments { id } } }",
                        "i",
                        Map.of(
                                "evidence",
                                evidence.get("id").asString(),
                                "version",
                                evidence.get("version").asInt(),
                                "organiser",
                                organiser,
                                "application",
                                application(organiser),
                                "findings",
                                List.of(Map.of("criterion", criterion))))
                .at("/handInEvidence/attachments")
                .valueStream()
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .get("id")
                .asString();
    }

    private JsonNode search(Api somebody, Object... filter) {
        var filters = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < filter.length; i += 2) {
            filters.add(Map.of("facet", filter[i], "values", List.of(filter[i + 1])));
        }
        filters.add(Map.of("facet", "KIND", "values", List.of("EVIDENCE")));
        return somebody.ask(SEARCH, "q", word, "f", filters, "c", List.of("CAMPAIGN", "CRITERION"))
                .get("search");
    }

    private static Set<String> counted(JsonNode hits, String facet) {
        var values = new HashSet<String>();
        hits.get("counts")
                .valueStream()
                .filter(each -> each.get("facet").asString().equals(facet))
                .flatMap(each -> each.get("values").valueStream())
                .forEach(value -> {
                    assertThat(value.get("hits").asInt()).isEqualTo(1);
                    values.add(value.get("value").asString());
                });
        return values;
    }

    private void assertKnows(Api somebody, Set<String> campaignsOf, Set<String> criteria) {
        var hits = search(somebody);
        assertThat(hits.get("totalCount").asInt()).isEqualTo(1);
        assertThat(counted(hits, "CAMPAIGN")).isEqualTo(campaignsOf);
        assertThat(counted(hits, "CRITERION")).isEqualTo(criteria);
        for (var organiser : List.of(PROVINCE, CITY, DISTRICT)) {
            assertThat(search(somebody, "CAMPAIGN", campaign(organiser))
                            .get("totalCount")
                            .asInt())
                    .as(organiser)
                    .isEqualTo(campaignsOf.contains(campaign(organiser)) ? 1 : 0);
        }
        for (var criterion : List.of(
                "centre/hall.sign",
                "centre/hall.area",
                "centre/matters.in",
                "centre/hall.order",
                "station/all.judged")) {
            assertThat(search(somebody, "CRITERION", criterion)
                            .get("totalCount")
                            .asInt())
                    .as(criterion)
                    .isEqualTo(criteria.contains(criterion) ? 1 : 0);
        }
    }

    @Test
    void counts_and_filters_tell_nobody_where_else_evidence_was_handed_in_or_what_for() {
        var evidence = evidence(word + "设立通知");
        attach(evidence, "centre", "hall.order");
        attach(evidence, "station", "all.judged");
        handIn(evidence, CITY, "hall.sign");
        handIn(evidence, PROVINCE, "hall.area");
        handIn(evidence, DISTRICT, "matters.in");
        var ofCity = reviewing(CITY, "sa-city-" + word, Role.INSPECTOR);
        var ofDistrict = reviewing(DISTRICT, "sa-district-" + word, Role.INSPECTOR, Role.OBSERVER);
        eventually(() -> search(ofCity).get("totalCount").asInt() == 1
                && search(manager(PROVINCE)).get("totalCount").asInt() == 1
                && search(own, "CAMPAIGN", campaign(DISTRICT)).get("totalCount").asInt() == 1);

        assertKnows(ofCity, Set.of(campaign(CITY)), Set.of("centre/hall.sign"));
        assertKnows(manager(CITY), Set.of(campaign(CITY)), Set.of("centre/hall.sign"));
        assertKnows(
                people.as("sa-scoped", CITY, new Holding(Role.OBSERVER, DISTRICT)),
                Set.of(campaign(CITY)),
                Set.of("centre/hall.sign"));
        assertThat(search(people.as("sa-elsewhere", CITY, new Holding(Role.OBSERVER, NEIGHBOUR)))
                        .get("totalCount")
                        .asInt())
                .isZero();
        assertKnows(manager(PROVINCE), Set.of(campaign(PROVINCE)), Set.of("centre/hall.area"));
        var all = Set.copyOf(campaigns.values());
        var everything = Set.of(
                "centre/hall.sign", "centre/hall.area", "centre/matters.in", "centre/hall.order", "station/all.judged");
        assertKnows(clerk, all, everything);
        assertKnows(own, all, everything);
        assertKnows(ofDistrict, all, everything);
        assertThat(search(manager(CITY)).at("/edges/0/node/id").asString())
                .isEqualTo(evidence.get("id").asString() + "@1@" + application(CITY));
        assertThat(search(clerk).at("/edges/0/node/id")).isEqualTo(evidence.get("id"));
    }

    @Test
    void the_group_of_a_tenant_that_organises_for_itself_knows_no_more_than_any_group() {
        var evidence = evidence(word + "设立通知");
        attach(evidence, "centre", "hall.order");
        handIn(evidence, DISTRICT, "matters.in");
        var group = reviewing(DISTRICT, "sa-own-" + word, Role.INSPECTOR);
        eventually(() -> search(group).get("totalCount").asInt() == 1);

        assertKnows(group, Set.of(campaign(DISTRICT)), Set.of("centre/matters.in"));
    }

    @Test
    void what_is_attached_in_private_ranks_for_its_owner_alone() {
        var evidence = evidence(word);
        attach(evidence, "centre", "hall.area");
        handIn(evidence, CITY, "hall.sign");
        eventually(() -> search(manager(CITY)).get("totalCount").asInt() == 1);

        assertThat(forCriterion(clerk, Map.of("unit", unit), "hall.area")).containsExactly(word);
        var application = Map.of("application", application(CITY));
        assertThat(forCriterion(manager(CITY), application, "hall.area")).isEmpty();
        assertThat(forCriterion(manager(CITY), application, "hall.sign")).containsExactly(word);
    }

    @Test
    void for_an_application_each_piece_is_found_once_and_only_as_it_was_handed_in_to_it() {
        var evidence = evidence(word + "旧");
        var elsewhere = Map.of("application", application(CITY));
        handIn(evidence, CITY, "hall.sign");
        apply(CITY);
        var here = Map.of("application", application(CITY));
        handIn(evidence, CITY, "hall.sign");
        var itself = Map.of("application", application(DISTRICT));
        handIn(evidence, DISTRICT, "hall.sign");
        var group = reviewing(DISTRICT, "sa-once-" + word, Role.INSPECTOR);
        eventually(() -> search(manager(CITY)).get("totalCount").asInt() == 2
                && search(own, "CAMPAIGN", campaign(DISTRICT)).get("totalCount").asInt() == 1
                && search(group).get("totalCount").asInt() == 1);

        assertThat(ids(manager(CITY), elsewhere))
                .containsExactly(evidence.get("id").asString() + "@1@" + elsewhere.get("application"));
        assertThat(ids(manager(CITY), here))
                .containsExactly(evidence.get("id").asString() + "@1@" + here.get("application"));
        assertThat(ids(own, itself)).containsExactly(evidence.get("id").asString());
        assertThat(ids(group, itself))
                .containsExactly(evidence.get("id").asString() + "@1@" + itself.get("application"));

        revise(evidence, word + "新");
        eventually(() -> search(own).get("totalCount").asInt() == 2);
        assertThat(forCriterion(own, itself, "hall.sign")).containsExactly(word + "旧");
    }

    private static List<String> ids(Api somebody, Map<String, String> of) {
        return ask(somebody, of, "hall.sign")
                .get("edges")
                .valueStream()
                .map(edge -> edge.at("/node/id").asString())
                .toList();
    }

    private static List<String> forCriterion(Api somebody, Map<String, String> of, String criterion) {
        return titles(ask(somebody, of, criterion));
    }

    private static JsonNode ask(Api somebody, Map<String, String> of, String criterion) {
        return somebody.ask(
                        "query($o: EvidenceOfInput!, $c: String!) { evidenceForCriterion(of: $o,"
                                + " standard: \"testland@1.0.0/centre\", criterion: $c) { edges { node { id title { text } } } } }",
                        "o",
                        of,
                        "c",
                        criterion)
                .get("evidenceForCriterion");
    }

    @Test
    void each_finds_what_it_was_given_until_it_is_taken_back_also_after_a_rebuild() {
        var evidence = evidence(word + "旧");
        var toCity = handIn(evidence, CITY, "hall.sign");
        handIn(evidence, PROVINCE, "hall.area");
        handIn(evidence, DISTRICT, "matters.in");
        var revised = revise(evidence, word + "新");
        eventually(() ->
                titlesFor(clerk).equals(Set.of(word + "新")) && titlesFor(own).size() == 2);
        rebuilt_it_is_the_same(Set.of(word + "旧"), Set.of(word + "旧"));

        handIn(revised, PROVINCE, "hall.area");
        eventually(() -> titlesFor(manager(PROVINCE)).equals(Set.of(word + "新")));
        rebuilt_it_is_the_same(Set.of(word + "旧"), Set.of(word + "新"));

        clerk.ask("mutation($a: ID!) { takeBackEvidence(attachment: $a) { id } }", "a", toCity);
        eventually(() -> titlesFor(manager(CITY)).isEmpty());
        assertThat(counted(search(clerk), "CAMPAIGN")).isEqualTo(Set.of(campaign(PROVINCE), campaign(DISTRICT)));
        rebuilt_it_is_the_same(Set.of(), Set.of(word + "新"));

        clerk.ask(
                "mutation($e: ID!, $v: Int!) { withdrawEvidence(evidence: $e, version: $v) { id } }",
                "e",
                revised.get("id").asString(),
                "v",
                revised.get("version").asInt());
        eventually(() -> titlesFor(clerk).isEmpty()
                && titlesFor(own).isEmpty()
                && titlesFor(manager(PROVINCE)).isEmpty());
    }

    private Set<String> titlesFor(Api somebody) {
        return Set.copyOf(titles(search(somebody)));
    }

    private void rebuilt_it_is_the_same(Set<String> city, Set<String> province) {
        var admin = people.as("sa-admin", DISTRICT, Role.TENANT_ADMIN);
        var rebuild = admin.ask("mutation { rebuildSearchIndex { id } }")
                .at("/rebuildSearchIndex/id")
                .asString();
        eventually(() -> admin.ask("query($id: ID!) { searchRebuild(id: $id) { state } }", "id", rebuild)
                .at("/searchRebuild/state")
                .asString()
                .equals("DONE"));
        eventually(() -> titlesFor(manager(CITY)).equals(city));
        assertThat(titlesFor(manager(PROVINCE))).isEqualTo(province);
        assertThat(titlesFor(clerk)).isEqualTo(Set.of(word + "新"));
        assertThat(titlesFor(own))
                .as("as the owner, and as it was handed in")
                .isEqualTo(Set.of(word + "新", word + "旧"));
    }
}
