package cn.zhengping.app.search;

import static cn.zhengping.app.search.Finding.SUGGEST;
import static cn.zhengping.app.search.Finding.eventually;
import static cn.zhengping.app.search.Finding.found;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Actor.Holding;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.search.Notes.Note;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.divisions.DivisionCode;
import cn.zhengping.tenants.divisions.DivisionDirectory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** 云南, its city 玉溪, and of that two counties: who finds what of one another. */
@ApplicationTest
class SearchRightsTest {

    private static final String PROVINCE = "530000";
    private static final String CITY = "530400";
    private static final String HONGTA = "530402";
    private static final String JIANGCHUAN = "530403";

    private static final List<String> TOWNSHIPS =
            DivisionDirectory.shared().children(DivisionCode.parse(HONGTA)).stream()
                    .map(division -> division.code().value())
                    .limit(2)
                    .toList();

    @Autowired
    private People people;

    @Autowired
    private Notes notes;

    @Autowired
    private Areas areas;

    private final Map<String, Api> everybody = new LinkedHashMap<>();

    @BeforeEach
    void people() {
        for (var code : List.of(PROVINCE, CITY, HONGTA, JIANGCHUAN)) {
            people.tenant(code);
            for (var role : Role.values()) {
                if (role != Role.PLATFORM_OPERATOR) {
                    everybody.put(code + " " + role, people.as(login(role) + "-" + code, code, role));
                }
            }
        }
        for (var township : TOWNSHIPS) {
            for (var role : List.of(Role.UNIT_CLERK, Role.OBSERVER, Role.TENANT_ADMIN)) {
                everybody.put(
                        township + " " + role,
                        people.as(login(role) + "-" + township, HONGTA, new Holding(role, township)));
            }
        }
        everybody.put("530400@530402 OBSERVER", people.as("sr-city-scoped", CITY, new Holding(Role.OBSERVER, HONGTA)));
    }

    private static String login(Role role) {
        return "sr-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Api somebody(String who) {
        return Objects.requireNonNull(everybody.get(who));
    }

    /** Writes a note with these readers, and asks everybody for it. */
    private Set<String> whoFinds(String tenant, String word, Set<String> readers) {
        var note = notes.write(new TenantCode(tenant), Note.of(word + "台账", word + "情况登记", readers));
        awaitIndexed(tenant, note);
        return finders(word);
    }

    /** Until it is indexed, whoever may find it. */
    private void awaitIndexed(String tenant, Note note) {
        var admin = somebody(tenant + " TENANT_ADMIN");
        eventually(() -> waiting(admin) == 0);
        var witness = Readers.wholeTenant(new TenantCode(tenant));
        var mark = notes.write(new TenantCode(tenant), Note.of("见证" + note.id(), "见证", Set.of(witness)));
        eventually(() -> !found(admin, "\"" + mark.title() + "\"").isEmpty());
    }

    private static int waiting(Api admin) {
        return admin.ask("{ searchIndexStatus { waiting } }")
                .at("/searchIndexStatus/waiting")
                .asInt();
    }

    private Set<String> finders(String word) {
        var finders = new HashSet<String>();
        everybody.forEach((who, api) -> {
            var hits = api.ask(Finding.SEARCH, "q", word, "c", List.of("KIND", "REGION", "UNIT"))
                    .get("search");
            var suggestions = api.ask(SUGGEST, "t", word).get("suggest");
            if (hits.get("edges").isEmpty()) {
                assertThat(hits.get("totalCount").asInt()).as(who).isZero();
                assertThat(hits.get("counts"))
                        .as(who)
                        .allMatch(counts -> counts.get("values").isEmpty());
                assertThat(suggestions).as(who).isEmpty();
            } else {
                assertThat(suggestions).as(who).hasSize(1);
                finders.add(who);
            }
        });
        return finders;
    }

    private static Set<String> allOf(String tenant) {
        var all = new HashSet<String>();
        for (var role : Role.values()) {
            if (role != Role.PLATFORM_OPERATOR) {
                all.add(tenant + " " + role);
            }
        }
        if (tenant.equals(HONGTA)) {
            for (var township : TOWNSHIPS) {
                all.addAll(Set.of(township + " UNIT_CLERK", township + " OBSERVER", township + " TENANT_ADMIN"));
            }
        }
        if (tenant.equals(CITY)) {
            all.add("530400@530402 OBSERVER");
        }
        return all;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private static final Set<String> ALL_SEEING_OF_HONGTA =
            Set.of("530402 TENANT_ADMIN", "530402 CAMPAIGN_MANAGER", "530402 OBSERVER", "530402 INTEGRATOR");

    private static final Set<String> ALL_SEEING_OF_CITY =
            Set.of("530400 TENANT_ADMIN", "530400 CAMPAIGN_MANAGER", "530400 OBSERVER", "530400 INTEGRATOR");

    private Set<String> ofTownship(String township) {
        var hongta = new TenantCode(HONGTA);
        return union(Set.of(Readers.wholeTenant(hongta)), Readers.divisions(hongta, areas.line(township)));
    }

    @Test
    void what_is_for_the_members_of_a_tenant_is_found_by_all_of_them_and_nobody_else() {
        assertThat(whoFinds(HONGTA, "甲甲甲", Set.of(Readers.members(new TenantCode(HONGTA)))))
                .isEqualTo(allOf(HONGTA));
    }

    @Test
    void what_is_for_those_below_is_found_there_and_not_above() {
        assertThat(whoFinds(CITY, "乙乙乙", Set.of(Readers.below(new TenantCode(CITY)))))
                .isEqualTo(union(allOf(CITY), union(allOf(HONGTA), allOf(JIANGCHUAN))));
    }

    @Test
    void what_a_township_has_is_found_by_those_who_act_for_it_or_read_everything() {
        var first = TOWNSHIPS.getFirst();

        assertThat(whoFinds(HONGTA, "丙丙丙", ofTownship(first)))
                .isEqualTo(union(
                        ALL_SEEING_OF_HONGTA,
                        Set.of(
                                "530402 UNIT_CLERK",
                                first + " UNIT_CLERK",
                                first + " OBSERVER",
                                first + " TENANT_ADMIN")));
    }

    @Test
    void what_was_handed_in_is_found_by_those_who_read_everything_at_the_organiser() {
        var first = TOWNSHIPS.getFirst();
        var own = union(
                ALL_SEEING_OF_HONGTA,
                Set.of("530402 UNIT_CLERK", first + " UNIT_CLERK", first + " OBSERVER", first + " TENANT_ADMIN"));

        assertThat(whoFinds(HONGTA, "丁丁丁", union(ofTownship(first), Set.of(Readers.organiser(new TenantCode(CITY))))))
                .isEqualTo(union(own, ALL_SEEING_OF_CITY));
    }

    @Test
    void nobody_finds_what_has_no_readers_and_the_operator_nothing_at_all() {
        assertThat(whoFinds(HONGTA, "戊戊戊", Set.of())).isEmpty();
        assertThat(people.operator().refused(Finding.SEARCH, "q", "戊戊戊")).isEqualTo("ROLE_MISSING");
        assertThat(people.operator().refused(SUGGEST, "t", "戊")).isEqualTo("ROLE_MISSING");
        assertThat(people.anonymous()
                        .post(Finding.SEARCH, Map.of("q", "戊"), "zh")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoever_may_not_read_it_any_more_does_not_find_it() {
        var hongta = new TenantCode(HONGTA);
        var note = Note.of("己己己台账", "己己己", Set.of(Readers.members(hongta)));
        awaitIndexed(HONGTA, notes.write(hongta, note));
        assertThat(finders("己己己")).isEqualTo(allOf(HONGTA));

        awaitIndexed(HONGTA, notes.write(hongta, note.readBy(Set.of(Readers.wholeTenant(hongta)))));
        assertThat(finders("己己己")).isEqualTo(ALL_SEEING_OF_HONGTA);
    }

    @Test
    void a_group_finds_what_was_handed_in_from_its_areas_once_they_are_drawn() {
        var city = new TenantCode(CITY);
        people.as("sr-activator", CITY, Role.TENANT_ADMIN)
                .ask("mutation { activatePlugin(id: \"testland\", version: \"1.0.0\") { active } }");
        var manager = somebody("530400 CAMPAIGN_MANAGER");
        var campaign = manager.ask(
                        "mutation { createCampaign(input: {template: \"testland@1.0.0/acceptance\", titles: [{id: \"centre\"}]}) { id } }")
                .at("/createCampaign/id")
                .asString();
        step(manager, campaign, "openCampaign");
        var application = apply(HONGTA, campaign);
        apply(JIANGCHUAN, campaign);
        step(manager, campaign, "closeApplications");
        form(manager, campaign, "红塔组", HONGTA, "sr-leader-h", "sr-member-h");
        form(manager, campaign, "江川组", JIANGCHUAN, "sr-leader-j", "sr-member-j");
        for (var login : List.of("sr-leader-h", "sr-member-h", "sr-leader-j", "sr-member-j")) {
            everybody.put(login, people.as(login, CITY, Role.INSPECTOR));
        }
        var ofHongta = Readers.area(city, UUID.fromString(campaign), HONGTA);
        var ofJiangchuan = Readers.area(city, UUID.fromString(campaign), JIANGCHUAN);
        var elsewhere = Readers.area(city, UUID.randomUUID(), HONGTA);

        assertThat(whoFinds(HONGTA, "庚庚庚", Set.of(ofHongta))).isEmpty();
        assertThat(whoFinds(JIANGCHUAN, "辛辛辛", Set.of(ofJiangchuan))).isEmpty();
        assertThat(whoFinds(HONGTA, "壬壬壬", Set.of(elsewhere))).isEmpty();

        draw(manager, campaign);

        assertThat(finders("庚庚庚")).isEqualTo(Set.of("sr-leader-j", "sr-member-j"));
        assertThat(finders("辛辛辛")).isEqualTo(Set.of("sr-leader-h", "sr-member-h"));
        assertThat(finders("壬壬壬")).isEmpty();
        only_its_reviewers_are_shown_evidence_for_a_criterion(application, ofHongta);

        // Formed anew, a group has lost its areas, and whoever is in it no more has, too.
        var group = manager.ask("query($c: ID!) { campaign(id: $c) { groups { id name } } }", "c", campaign)
                .at("/campaign/groups");
        for (var each : group) {
            if (each.get("name").asString().equals("红塔组")) {
                form(manager, campaign, each.get("id").asString(), "红塔组", HONGTA, "sr-leader-h", "sr-member-new");
            }
        }
        everybody.put("sr-member-new", people.as("sr-member-new", CITY, Role.INSPECTOR));
        assertThat(finders("辛辛辛")).isEmpty();
        draw(manager, campaign);
        assertThat(finders("辛辛辛")).isEqualTo(Set.of("sr-leader-h", "sr-member-new"));
    }

    private void only_its_reviewers_are_shown_evidence_for_a_criterion(JsonNode application, String readers) {
        var ask = "query($a: ID!) { evidenceForCriterion(of: {application: $a}, standard: \"testland@1.0.0/centre\","
                + " criterion: \"hall.sign\") { totalCount edges { node { title { text } } } } }";
        var id = application.get("id").asString();
        awaitIndexed(
                HONGTA,
                notes.write(
                        new TenantCode(HONGTA),
                        new Note(UUID.randomUUID(), "门头照片", "有标识", Set.of(readers), UUID.fromString(id), null)));

        assertThat(somebody("sr-leader-j")
                        .ask(ask, "a", id)
                        .at("/evidenceForCriterion/edges/0/node/title/text")
                        .asString())
                .isEqualTo("门头照片");
        assertThat(somebody("sr-leader-h").refused(ask, "a", id)).isEqualTo("APPLICATION_UNKNOWN");
        assertThat(somebody("530402 UNIT_CLERK").refused(ask, "a", id)).isEqualTo("APPLICATION_UNKNOWN");
        // Sees the application, and yet nothing that was handed in to its group alone.
        assertThat(somebody("530400 OBSERVER")
                        .ask(ask, "a", id)
                        .at("/evidenceForCriterion/totalCount")
                        .asInt())
                .isZero();
    }

    private JsonNode apply(String county, String campaign) {
        var clerk = somebody(county + " UNIT_CLERK");
        var unit = clerk.ask(
                        "mutation($i: CreateUnitInput!) { createUnit(input: $i) { id } }",
                        "i",
                        Map.of("kind", "TOWNSHIP_CENTRE", "name", county + "便民服务中心", "division", county))
                .at("/createUnit/id")
                .asString();
        return clerk.ask(
                        "mutation($i: ApplyInput!) { applyToCampaign(input: $i) { id unitId } }",
                        "i",
                        Map.of("organiser", CITY, "campaign", campaign, "title", "centre", "unit", unit))
                .get("applyToCampaign");
    }

    private static int version(Api manager, String campaign) {
        return manager.ask("query($c: ID!) { campaign(id: $c) { version } }", "c", campaign)
                .at("/campaign/version")
                .asInt();
    }

    private static void step(Api manager, String campaign, String mutation) {
        manager.ask(
                "mutation($c: ID!, $v: Int!) { " + mutation + "(campaign: $c, version: $v) { id } }",
                "c",
                campaign,
                "v",
                version(manager, campaign));
    }

    private static void draw(Api manager, String campaign) {
        manager.ask(
                "mutation($i: DrawInput!) { drawGroups(input: $i) { seed } }",
                "i",
                Map.of("campaign", campaign, "version", version(manager, campaign)));
    }

    private void form(Api manager, String campaign, String name, String home, String leader, String member) {
        form(manager, campaign, null, name, home, leader, member);
    }

    private void form(
            Api manager,
            String campaign,
            @Nullable String group,
            String name,
            String home,
            String leader,
            String member) {
        people.as(leader, CITY, Role.INSPECTOR);
        people.as(member, CITY, Role.INSPECTOR);
        var input = new HashMap<String, Object>(Map.of(
                "campaign",
                campaign,
                "name",
                name,
                "home",
                home,
                "members",
                List.of(Map.of("login", leader, "leader", true), Map.of("login", member))));
        if (group != null) {
            input.put("group", group);
        }
        manager.ask("mutation($i: FormGroupInput!) { formGroup(input: $i) { id } }", "i", input);
    }
}
