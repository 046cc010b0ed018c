package cn.zhengping.app.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Role;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApplicationTest
class CampaignApiTest {

    private static final String CREATE =
            "mutation($t: [CampaignTitleInput!]) { createCampaign(input: {template: \"testland@1.0.0/acceptance\", titles: $t}) { titles { id standard } } }";

    @Autowired
    private People people;

    private Api manager;
    private Api clerk;

    @BeforeEach
    void a_city_and_a_county() {
        people.tenant("510000");
        people.tenant("510900");
        people.tenant("510903");
        people.as("c-admin", "510900", Role.TENANT_ADMIN)
                .ask("mutation { activatePlugin(id: \"testland\", version: \"1.0.0\") { active } }");
        manager = people.as("c-manager", "510900", Role.CAMPAIGN_MANAGER);
        clerk = people.as("c-clerk", "510903", Role.UNIT_CLERK);
    }

    @Test
    void a_county_applies_with_a_township_centre_of_its_own() {
        var campaign = opened();

        var unit = clerk.ask(
                        "{ units(filter: {kind: TOWNSHIP_CENTRE}, first: 1) { nodes: edges { node { id name catalogue { number } } } } }")
                .at("/units/nodes/0/node");
        var application = clerk.ask(
                        """
                        mutation($input: ApplyInput!) { applyToCampaign(input: $input) { id unitName state late } }""",
                        "input",
                        Map.of(
                                "organiser",
                                "510900",
                                "campaign",
                                campaign,
                                "title",
                                "centre",
                                "unit",
                                unit.get("id").asString()))
                .get("applyToCampaign");

        assertThat(application.get("state").asString()).isEqualTo("SUBMITTED");
        assertThat(application.get("unitName")).isEqualTo(unit.get("name"));
        var seen = manager.ask(
                        "query($c: ID!) { applications(campaign: $c) { edges { node { unitName applicant { name } area { code } group { name } } } } }",
                        "c",
                        campaign)
                .at("/applications/edges/0/node");
        assertThat(seen.at("/applicant/name").asString()).isEqualTo("船山区");
        assertThat(seen.at("/area/code").asString()).isEqualTo("510903");
        assertThat(seen.get("group").isNull()).as("before the draw").isTrue();
        assertThat(unit.get("catalogue").isNull()).as("not published any").isTrue();
    }

    @Test
    void nobody_without_a_token_is_served() {
        assertThat(people.anonymous()
                        .post("{ campaigns { edges { node { id } } } }", Map.of(), "zh")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void only_campaign_managers_prepare_campaigns() {
        assertThat(people.as("c-observer", "510900", Role.OBSERVER)
                        .refused(
                                "mutation { createCampaign(input: {template: \"testland@1.0.0/acceptance\"}) { id } }"))
                .isEqualTo("ROLE_MISSING");
    }

    @Test
    void a_title_whose_template_has_no_standard_is_judged_by_the_organisers_own() {
        var created = create(Map.of("id", "park", "standard", "testland@1.0.0/park"), Map.of("id", "centre"));

        assertThat(created.at("/createCampaign/titles").toString())
                .isEqualTo("[{\"id\":\"centre\",\"standard\":\"testland@1.0.0/centre\"},"
                        + "{\"id\":\"park\",\"standard\":\"testland@1.0.0/park\"}]");
    }

    @Test
    void a_title_is_bound_to_what_can_judge_it_or_not_at_all() {
        assertThat(refusal("park", null)).isEqualTo("TITLE_WITHOUT_STANDARD");
        assertThat(refusal("park", "park")).isEqualTo("REF_ILL_FORMED");
        assertThat(refusal("park", "testland@1.0.0/parks")).isEqualTo("STANDARD_UNKNOWN");
        assertThat(refusal("park", "testland@9.0.0/park")).isEqualTo("PLUGIN_UNKNOWN");
        assertThat(refusal("park", "testland@1.0.0/centre")).isEqualTo("STANDARD_OF_OTHER_UNIT_KIND");
        assertThat(refusal("parks", "testland@1.0.0/park")).isEqualTo("TITLE_UNKNOWN");
        assertThat(refusal("centre", "testland@1.0.0/posting")).isEqualTo("STANDARD_OF_STAFF");
        assertThat(refused()).isEqualTo("TITLE_WITHOUT_STANDARD");
        assertThat(refused(Map.of("id", "centre"), Map.of("id", "centre"))).isEqualTo("TITLE_TWICE");
        people.tenant("511100");
        assertThat(people.as("c-inactive", "511100", Role.CAMPAIGN_MANAGER)
                        .refused(CREATE, "t", List.of(Map.of("id", "park", "standard", "testland@1.0.0/park"))))
                .isEqualTo("PLUGIN_NOT_ACTIVE");
    }

    @Test
    void a_standard_that_leaves_items_open_is_adjusted_before_anybody_is_judged_by_it() {
        var asked = List.of(Map.of("id", "centre", "standard", "testland@1.0.0/unfinished"));

        assertThat(manager.refused(CREATE, "t", asked)).isEqualTo("STANDARD_UNFINISHED");
        assertThat(manager.post(CREATE, Map.of("t", asked), "en").body())
                .contains("own.rubric")
                .contains("adjustStandard");
        assertThat(manager.ask("{ standard(ref: \"testland@1.0.0/unfinished\") { version } }")
                        .at("/standard/version")
                        .asString())
                .isEqualTo("1");
    }

    private JsonNode create(Object... titles) {
        return manager.ask(CREATE, "t", List.of(titles));
    }

    private String refused(Object... titles) {
        return manager.refused(CREATE, "t", List.of(titles));
    }

    private String refusal(String title, @Nullable String standard) {
        return refused(standard == null ? Map.of("id", title) : Map.of("id", title, "standard", standard));
    }

    private String opened() {
        var created = manager.ask(
                        "mutation { createCampaign(input: {template: \"testland@1.0.0/acceptance\"}) { id version titles { id } } }")
                .get("createCampaign");
        assertThat(created.get("titles").size()).isEqualTo(2);
        return manager.ask(
                        "mutation($c: ID!, $v: Int!) { openCampaign(campaign: $c, version: $v) { id state } }",
                        "c",
                        created.get("id").asString(),
                        "v",
                        created.get("version").asInt())
                .at("/openCampaign/id")
                .asString();
    }
}
