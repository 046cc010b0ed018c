package cn.zhengping.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The notice of Suining end to end, over the API of the distribution with its packaged region. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class SuiningTest {

    private static final String PROGRESS =
            "query($c: ID!) { reviewProgress(campaign: $c) { groups { name applications draft submitted expected signed } } }";

    private final List<String> said = new ArrayList<>();
    private ConfigurableApplicationContext context;
    private Demo demo;
    private Person manager;
    private String campaign;

    @BeforeAll
    void the_demo_is_loaded(@TempDir Path data) {
        context = Zhengping.start(
                data, false, new String[] {"--server.port=0", "--zhengping.plugins.folder=target/zhengping/plugins"});
        demo = new Demo(context, Zhengping.address(context), (key, arguments) -> said.add(key));
        demo.load();
        manager = demo.person("suining-manager", "510900");
        campaign = manager.ask("{ campaigns(first: 1) { edges { node { id } } } }")
                .at("/campaigns/edges/0/node/id")
                .asString();
    }

    @AfterAll
    void stop() {
        context.close();
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
        manager.ask(
                "mutation($c: ID!, $v: Int!) { publishResults(input: {campaign: $c, version: $v}) { state } }",
                "c",
                campaign,
                "v",
                Demo.read(manager, campaign).get("version").asInt());

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

    private static List<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
