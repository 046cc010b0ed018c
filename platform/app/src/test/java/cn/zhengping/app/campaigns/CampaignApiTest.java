package cn.zhengping.app.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Role;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApplicationTest
class CampaignApiTest {

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
                        "{ units(filter: {kind: TOWNSHIP_CENTRE}, first: 1) { nodes: edges { node { id name } } } }")
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
                        "query($c: ID!) { applications(campaign: $c) { edges { node { unitName applicant { name } area { code } } } } }",
                        "c",
                        campaign)
                .at("/applications/edges/0/node");
        assertThat(seen.at("/applicant/name").asString()).isEqualTo("船山区");
        assertThat(seen.at("/area/code").asString()).isEqualTo("510903");
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
