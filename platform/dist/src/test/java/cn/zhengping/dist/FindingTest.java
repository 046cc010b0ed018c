package cn.zhengping.dist;

import static cn.zhengping.dist.RunningDemo.each;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What was handed in and published in the demo is found by those who may read it, and by nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RunningDemo.Shared.class)
class FindingTest {

    private static final String SEARCH = """
            query($q: String!, $f: [SearchFilterInput!]! = []) { search(query: $q, filters: $f, counts: [KIND, UNIT, FILE_TYPE], first: 50) {
              totalCount counts { facet values { value label hits } }
              edges { node { tenant kind id title { text } passages { page text { text segments { text marked } } } } } } }""";
    private static final String ROSTER = "窗口工作制度和值班安排";
    /** Reading the demo's files takes as long as the machine is busy. */
    private static final long PATIENCE_SECONDS = 120;

    private Demo demo;
    private String address;
    private String campaign;

    @BeforeAll
    void the_demo_is_loaded_and_read(RunningDemo running) throws InterruptedException {
        demo = running.demo();
        address = Zhengping.address(running.context());
        campaign = manager()
                .ask("{ campaigns(first: 1) { edges { node { id } } } }")
                .at("/campaigns/edges/0/node/id")
                .asString();
        for (var deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000; ; ) {
            if (found(manager(), "值班表").get("totalCount").asInt() == 2
                    && handedIn("premises.windows.integrated").stream()
                            .noneMatch(
                                    photo -> photo.at("/files/0/file/download").isNull())
                    && !found(demo.person("510903-clerk", "510903"), "市级示范便民服务中心", "CLAUSE")
                            .get("edges")
                            .isEmpty()) {
                return;
            }
            assertThat(System.nanoTime()).as("read and found in time").isLessThan(deadline);
            Thread.sleep(250);
        }
    }

    private Person manager() {
        return demo.person("suining-manager", "510900");
    }

    private Person inspector(int group) {
        return demo.person("group" + group + "-member-a", "510900");
    }

    private static JsonNode found(Person person, String query, String... kinds) {
        return person.ask(
                        SEARCH,
                        "q",
                        query,
                        "f",
                        kinds.length == 0 ? List.of() : List.of(Map.of("facet", "KIND", "values", kinds)))
                .get("search");
    }

    private static List<String> titles(JsonNode found) {
        return each(found.get("edges")).stream()
                .map(edge -> edge.at("/node/title/text").asString())
                .toList();
    }

    /** What the first group is shown of what lies with its applications. */
    private List<JsonNode> handedIn(String criterion) {
        return each(inspector(1)
                        .ask(
                                "query($c: ID!) { applications(campaign: $c, first: 100) { edges { node { id } } } }",
                                "c",
                                campaign)
                        .at("/applications/edges"))
                .stream()
                .flatMap(application -> each(inspector(1)
                                .ask("""
                                        query($a: ID!, $c: String!) { handedInEvidence(application: $a, filter: {criterion: $c}) { edges { node {
                                          id title unitName files { file { download } capture { takenAt latitude longitude camera }
                                          lookAlikes { same distance sameCampaign handedIn unitName criterion } } } } } }""", "a", application.at("/node/id").asString(), "c", criterion)
                                .at("/handedInEvidence/edges"))
                        .stream())
                .map(edge -> edge.get("node"))
                .toList();
    }

    @Test
    void a_group_finds_what_was_handed_in_to_it_with_the_page_and_the_words_marked() {
        var hit = each(found(inspector(1), "值班表").get("edges")).getFirst().get("node");

        assertThat(hit.at("/title/text").asString()).isEqualTo(ROSTER);
        assertThat(hit.at("/passages/0/page").asInt()).isEqualTo(2);
        assertThat(each(hit.at("/passages/0/text/segments")))
                .filteredOn(segment -> segment.get("marked").asBoolean())
                .extracting(segment -> segment.get("text").asString())
                .contains("值班表");
    }

    @Test
    void a_group_learns_nothing_of_what_another_one_reviews() {
        var second = found(inspector(2), "值班表");

        assertThat(titles(second)).containsExactly("窗口人员配备和值班表");
        assertThat(second.get("totalCount").asInt()).isEqualTo(1);
        assertThat(each(second.get("counts")).stream()
                        .flatMap(facet -> each(facet.get("values")).stream())
                        .map(value -> value.get("hits").asInt()))
                .allMatch(hits -> hits == 1);
        for (var nobody : List.of(inspector(3), demo.person("510904-clerk", "510904"))) {
            assertThat(titles(found(nobody, ROSTER))).doesNotContain(ROSTER);
            assertThat(suggested(nobody, "ckgzzd")).isEmpty();
        }
        var third = found(inspector(3), "值班表", "EVIDENCE");
        assertThat(third.get("totalCount").asInt()).isZero();
        assertThat(each(third.get("counts")))
                .allMatch(facet -> facet.get("values").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ckgzzd", "chuangkougongzuo", "窗口工作"})
    void a_title_is_suggested_by_its_characters_its_pinyin_and_its_initials(String typed) {
        assertThat(suggested(inspector(1), typed)).contains(ROSTER);
    }

    private static List<String> suggested(Person person, String typed) {
        return each(person.ask("query($t: String!) { suggest(typed: $t, kinds: [EVIDENCE]) { text } }", "t", typed)
                        .get("suggest"))
                .stream()
                .map(suggestion -> suggestion.get("text").asString())
                .toList();
    }

    @Test
    void the_evidence_of_a_unit_is_ranked_by_the_wording_of_a_criterion() {
        var application = handedInTo("staff.training.regular");

        var hits = inspector(1)
                .ask("""
                        query($a: ID!, $s: String!, $c: String!) { evidenceForCriterion(of: {application: $a}, standard: $s, criterion: $c) {
                          edges { node { title { text } } } } }""", "a", application, "s", Demo.REF + "model-township-centre", "c", "staff.training.regular")
                .get("evidenceForCriterion");

        assertThat(titles(hits).getFirst()).isEqualTo("窗口人员培训台账");
    }

    private String handedInTo(String criterion) {
        return inspector(1)
                .ask(
                        "query($i: ID!) { handedInEvidenceById(id: $i) { application { id } } }",
                        "i",
                        handedIn(criterion).getFirst().get("id").asString())
                .at("/handedInEvidenceById/application/id")
                .asString();
    }

    @Test
    void a_clause_of_the_city_is_found_in_a_district_and_not_in_another_city() {
        var clause = each(found(demo.person("510903-clerk", "510903"), "市级示范便民服务中心", "CLAUSE")
                        .get("edges"))
                .getFirst()
                .get("node");

        assertThat(clause.get("tenant").asString()).isEqualTo("510900");
        assertThat(titles(found(demo.person("luoshan-clerk", "411521"), "市级示范便民服务中心", "CLAUSE")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"青府发〔2013〕2号", "青府发[2013]2号", "青府发（2013）2号", "青府发【2013】2号", "青府发2013"})
    void a_document_is_found_by_its_number_in_any_brackets(String number) {
        var document = each(found(demo.person("qingshen-clerk", "511425"), number, "DOCUMENT")
                        .get("edges"))
                .getFirst()
                .get("node");

        assertThat(document.at("/title/text").asString()).contains("青神县");
    }

    @Test
    void a_photo_that_was_sent_again_is_shown_to_the_group_with_where_and_when_the_first_was_taken() {
        var photos = handedIn("premises.windows.integrated");
        var first = only(photos, photo -> photo.get("title").asString().equals("大厅综合窗口现场照片"));
        var again = only(photos, photo -> photo.get("title").asString().equals("综合窗口照片"));

        assertThat(first.at("/files/0/capture/takenAt").asString()).isEqualTo("2026-09-16T09:42:18");
        assertThat(first.at("/files/0/capture/latitude").asDouble()).isBetween(30.51, 30.53);
        assertThat(again.at("/files/0/capture").isNull()).isTrue();
        var alike = again.at("/files/0/lookAlikes/0");
        assertThat(alike.get("same").asBoolean()).isFalse();
        assertThat(alike.get("sameCampaign").asBoolean()).isTrue();
        assertThat(alike.get("handedIn").asString()).isEqualTo(first.get("id").asString());
        assertThat(alike.get("unitName").asString())
                .isEqualTo(first.get("unitName").asString());
    }

    @Test
    void what_others_download_of_a_photo_does_not_say_where_it_was_taken() throws IOException, InterruptedException {
        try (var original = Demo.class.getResourceAsStream("evidence/hall.jpg")) {
            assertThat(new String(original.readAllBytes(), ISO_8859_1)).contains("Exif", "Demo Camera 1");
        }
        var photo = only(
                handedIn("premises.windows.integrated"),
                each -> each.get("title").asString().equals("大厅综合窗口现场照片"));

        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address)
                                        .resolve(photo.at("/files/0/file/download")
                                                .asString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(new String(answer.body(), ISO_8859_1))
                .startsWith("ÿØ")
                .doesNotContain("Exif")
                .doesNotContain("Demo Camera");
    }

    private static JsonNode only(List<JsonNode> all, Predicate<JsonNode> wanted) {
        assertThat(all).filteredOn(wanted).hasSize(1);
        return all.stream().filter(wanted).findFirst().orElseThrow();
    }
}
