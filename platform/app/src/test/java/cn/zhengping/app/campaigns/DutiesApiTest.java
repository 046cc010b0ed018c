package cn.zhengping.app.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Role;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A standard that asks leads and others different things, and stations only where they lead. */
@ApplicationTest
class DutiesApiTest {

    private static final String CITY = "510700";
    private static final String COUNTY = "510703";
    private static final String START =
            "mutation($c: ID!, $v: Int!) { startReview(campaign: $c, version: $v) { state } }";
    private static final String SET = "mutation($i: SetDutiesInput!) { setDuties(input: $i) { version duties } }";

    @Autowired
    private People people;

    private Api manager;
    private Api clerk;
    private String campaign;

    @BeforeEach
    void a_campaign_that_takes_applications() {
        people.tenant("510000");
        people.tenant(CITY);
        people.tenant(COUNTY);
        people.as("d-admin", CITY, Role.TENANT_ADMIN)
                .ask("mutation { activatePlugin(id: \"testland\", version: \"1.0.0\") { active } }");
        manager = people.as("d-manager", CITY, Role.CAMPAIGN_MANAGER);
        clerk = people.as("d-clerk", COUNTY, Role.UNIT_CLERK);
        campaign = manager.ask("mutation { createCampaign(input: {template: \"testland@1.0.0/evaluation\"}) { id } }")
                .at("/createCampaign/id")
                .asString();
        step("openCampaign");
    }

    @Test
    void a_title_says_which_duties_its_standard_knows() {
        assertThat(manager.ask("query($c: ID!) { campaign(id: $c) { titles { id duties } } }", "c", campaign)
                        .at("/campaign/titles")
                        .toString())
                .isEqualTo(
                        "[{\"id\":\"centres\",\"duties\":[\"lead\",\"other\"]},{\"id\":\"stations\",\"duties\":[\"lead\"]}]");
    }

    @Test
    void duties_are_those_of_the_standard_and_are_shown_to_both_sides() {
        var application = applied("TOWNSHIP_CENTRE", "centres");

        var message = message(SET, "i", Map.of("application", application, "version", 0, "duties", List.of("deputy")));
        assertThat(message).contains("DUTY_UNKNOWN").contains("deputy").contains("lead, other");
        var given = set(application, 0, "other", "lead", "lead");

        assertThat(given.get("duties").toString()).isEqualTo("[\"lead\",\"other\"]");
        assertThat(refusedToSet(manager, application, 0, "lead")).isEqualTo("STALE_VERSION");
        assertThat(clerk.ask(
                                "query($o: String!, $c: ID!) { ownApplications(organiser: $o, campaign: $c) { duties } }",
                                "o",
                                CITY,
                                "c",
                                campaign)
                        .at("/ownApplications/0/duties")
                        .size())
                .isEqualTo(2);
        assertThat(refusedToSet(people.as("d-observer", CITY, Role.OBSERVER), application, 1, "lead"))
                .isEqualTo("ROLE_MISSING");
        assertThat(refusedToSet(people.as("d-county", COUNTY, Role.CAMPAIGN_MANAGER), application, 1, "lead"))
                .isEqualTo("APPLICATION_UNKNOWN");
    }

    @Test
    void where_a_standard_asks_all_the_same_there_is_no_duty_to_give() {
        campaign = manager.ask("mutation { createCampaign(input: {template: \"testland@1.0.0/acceptance\"}) { id } }")
                .at("/createCampaign/id")
                .asString();
        step("openCampaign");

        assertThat(refusedToSet(manager, applied("TOWNSHIP_CENTRE", "centre"), 0, "lead"))
                .isEqualTo("DUTIES_WITHOUT_MEANING");
    }

    @Test
    void a_review_begins_once_every_unit_has_something_to_answer_and_then_duties_stand() {
        var centre = applied("TOWNSHIP_CENTRE", "centres");
        var station = applied("VILLAGE_STATION", "stations");
        grouped();

        assertThat(message(START, "c", campaign, "v", version()))
                .contains("DUTIES_MISSING")
                .contains("某某便民服务中心")
                .contains("lead, other");
        set(centre, 0, "other");
        assertThat(message(START, "c", campaign, "v", version()))
                .contains("NOTHING_TO_ANSWER")
                .contains("试验评估标准");
        set(station, 0, "lead");
        step("startReview");

        assertThat(refusedToSet(manager, centre, 1, "lead")).isEqualTo("DUTIES_STAND");
    }

    @Test
    void what_was_withdrawn_gets_no_duties_and_needs_none() {
        var application = applied("TOWNSHIP_CENTRE", "centres");
        clerk.ask(
                "mutation($o: String!, $a: ID!) { withdrawApplication(organiser: $o, application: $a) { state } }",
                "o",
                CITY,
                "a",
                application);

        assertThat(refusedToSet(manager, application, 1, "lead")).isEqualTo("APPLICATION_ALREADY_WITHDRAWN");
        set(applied("TOWNSHIP_CENTRE", "centres"), 0, "lead");
        grouped();
        step("startReview");
    }

    private JsonNode set(String application, int version, String... duties) {
        return manager.ask(SET, "i", Map.of("application", application, "version", version, "duties", List.of(duties)))
                .get("setDuties");
    }

    private static String refusedToSet(Api by, String application, int version, String duty) {
        return by.refused(SET, "i", Map.of("application", application, "version", version, "duties", List.of(duty)));
    }

    /** The error as it stands in the answer. */
    private String message(String document, Object... variables) {
        manager.refused(document, variables);
        return manager.send(
                        document,
                        variables.length == 2
                                ? Map.of((String) variables[0], variables[1])
                                : Map.of((String) variables[0], variables[1], (String) variables[2], variables[3]))
                .get("errors")
                .toString();
    }

    private String applied(String kind, String title) {
        var unit = clerk.ask(
                        "mutation($i: CreateUnitInput!) { createUnit(input: $i) { id } }",
                        "i",
                        Map.of("kind", kind, "name", "某某便民服务中心", "division", COUNTY))
                .at("/createUnit/id")
                .asString();
        return clerk.ask(
                        "mutation($i: ApplyInput!) { applyToCampaign(input: $i) { id } }",
                        "i",
                        Map.of("organiser", CITY, "campaign", campaign, "title", title, "unit", unit))
                .at("/applyToCampaign/id")
                .asString();
    }

    private void grouped() {
        step("closeApplications");
        people.as("d-leader", CITY, Role.GROUP_LEADER);
        manager.ask(
                "mutation($i: FormGroupInput!) { formGroup(input: $i) { id } }",
                "i",
                Map.of(
                        "campaign",
                        campaign,
                        "name",
                        "评估组",
                        "home",
                        "510704",
                        "members",
                        List.of(Map.of("login", "d-leader", "leader", true))));
        manager.ask(
                "mutation($i: DrawInput!) { drawGroups(input: $i) { seed } }",
                "i",
                Map.of("campaign", campaign, "version", version()));
    }

    private void step(String mutation) {
        manager.ask(
                "mutation($c: ID!, $v: Int!) { " + mutation + "(campaign: $c, version: $v) { state } }",
                "c",
                campaign,
                "v",
                version());
    }

    private int version() {
        return manager.ask("query($c: ID!) { campaign(id: $c) { version } }", "c", campaign)
                .at("/campaign/version")
                .asInt();
    }
}
