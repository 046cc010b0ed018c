package cn.zhengping.dist;

import static cn.zhengping.dist.RunningDemo.each;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the packaged regions hold, as a county sees it over the API. */
@ExtendWith(RunningDemo.Shared.class)
class PackagedRegionsTest {

    @Test
    void every_region_is_shown_whole(RunningDemo running) {
        var demo = running.demo();
        var all = each(demo.person("luoshan-admin", "411521").ask("""
                                { plugins {
                                    id active
                                    unitLabels { kind label }
                                    standards { ref total sections { items { criteria { id appliesTo { unitKinds duties } } } } }
                                    campaignTemplates { ref ranking phases { kind handIns { id formats } } titles { id acts { kind by level } outcomes { grants { stars } } } }
                                    staffPolicies { rules { ref sections { items { criteria { id } } } } occasion grades { employment grades { label } } }
                                    hallPlans { id windows windowGroups { id windows } }
                                    ratingProcesses { steps { kind } }
                                    forms { fields { id } }
                                    serviceLanguages { situations { id forbidden feeds { policy criterion } } }
                                } }""").get("plugins"));
        var henan = plugin(all, "henan");
        var hunan = plugin(all, "hunan");
        var sichuan = plugin(all, "sichuan");

        assertThat(henan.get("active").asBoolean()).isTrue();
        assertThat(each(henan.get("standards")))
                .extracting(PackagedRegionsTest::criteria)
                .containsExactly(26, 22);
        // Indicators 1 to 3 have a lead unit and others, whose duties differ.
        assertThat(henan.get("standards").findValues("duties").stream()
                        .flatMap(duties -> each(duties).stream())
                        .map(JsonNode::asString)
                        .distinct())
                .containsExactlyInAnyOrder(
                        "lead-benefits",
                        "other-benefits",
                        "lead-proofs",
                        "other-proofs",
                        "lead-commitment",
                        "other-commitment");
        assertThat(henan.at("/campaignTemplates/0/ranking").asString()).isEqualTo("SHARE_MET");
        assertThat(hunan.at("/hallPlans/0/windows").asInt()).isEqualTo(3 + 2 + 1 + 1 + 1 + 1 + 1 + 1);
        assertThat(each(hunan.at("/ratingProcesses/0/steps")))
                .extracting(step -> step.get("kind").asString())
                .containsExactly("CONTACT", "RECTIFY", "CALL_BACK", "RECORD");
        assertThat(each(hunan.get("staffPolicies")))
                .extracting(policy -> policy.get("occasion").asString())
                .containsOnly("POSTING");
        // Annexes 3 and 4, and the eight rules of annex 5, of which rule 6 is two.
        assertThat(each(sichuan.get("staffPolicies")))
                .extracting(policy -> criteria(policy.get("rules")))
                .containsExactlyInAnyOrder(28 + 9, 16 + 9);
        assertThat(each(sichuan.at("/staffPolicies/0/grades"))).hasSize(4);
        assertThat(each(sichuan.at("/serviceLanguages/0/situations")))
                .hasSize(8)
                .filteredOn(situation -> !situation.get("forbidden").isEmpty())
                .hasSize(4);
        assertThat(each(sichuan.at("/forms/0/fields"))).hasSize(7);
    }

    private static JsonNode plugin(List<JsonNode> all, String id) {
        return all.stream()
                .filter(plugin -> plugin.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static int criteria(JsonNode standard) {
        return each(standard.get("sections")).stream()
                .flatMap(section -> each(section.get("items")).stream())
                .mapToInt(item -> item.get("criteria").size())
                .sum();
    }
}
