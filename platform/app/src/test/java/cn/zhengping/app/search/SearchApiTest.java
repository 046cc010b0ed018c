package cn.zhengping.app.search;

import static cn.zhengping.app.search.Finding.SEARCH;
import static cn.zhengping.app.search.Finding.SUGGEST;
import static cn.zhengping.app.search.Finding.eventually;
import static cn.zhengping.app.search.Finding.found;
import static cn.zhengping.app.search.Finding.titles;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Role;
import cn.zhengping.app.search.Notes.Note;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import cn.zhengping.app.testing.TestPlugin;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** 大理, its county 漾濞, and what is asked over the API. */
@ApplicationTest
class SearchApiTest {

    private static final String PREFECTURE = "532900";
    private static final TenantCode DALI = new TenantCode(PREFECTURE);
    private static final String COUNTY = "532922";
    private static final TenantCode YANGBI = new TenantCode(COUNTY);

    private static final String SAVE =
            "mutation($i: SaveSearchInput!) { saveSearch(input: $i) { id version name query match sort counts filters { facet values } } }";
    private static final String RENAME =
            "mutation($id: ID!, $v: Int!, $n: String!) { renameSavedSearch(id: $id, version: $v, name: $n) { version name } }";
    private static final String RUN =
            "query($id: ID!) { runSavedSearch(id: $id) { totalCount edges { node { title { text } } } } }";
    private static final String SET_SYNONYMS =
            "mutation($v: Int!, $g: [[String!]!]!) { setSearchSynonyms(version: $v, groups: $g) { version groups { tenant words } inherited { tenant words } } }";
    private static final String EVIDENCE =
            "query($of: EvidenceOfInput!, $s: String!, $c: String!) { evidenceForCriterion(of: $of, standard: $s, criterion: $c) { totalCount edges { node { id title { text } } } } }";

    @Autowired
    private People people;

    @Autowired
    private Notes notes;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private Api admin;
    private Api county;

    @BeforeEach
    void people() {
        people.tenant("530000");
        people.tenant(PREFECTURE);
        people.tenant(COUNTY);
        admin = people.as("sa-admin", PREFECTURE, Role.TENANT_ADMIN);
        county = people.as("sa-county", COUNTY, Role.TENANT_ADMIN);
    }

    private Note note(TenantCode tenant, String title, String text) {
        return notes.write(tenant, Note.of(title, text, Set.of(Readers.members(tenant))));
    }

    private static JsonNode search(Api somebody, String query) {
        return Finding.search(somebody, query);
    }

    private static JsonNode search(Api somebody, Map<String, ?> variables) {
        var answer = somebody.send(SEARCH, variables);
        assertThat(answer.path("errors").toString()).isEmpty();
        return answer.at("/data/search");
    }

    @Test
    void what_is_found_comes_with_its_marks_and_pages() {
        note(DALI, "母婴室管理办法", "大厅设置母婴室，配备<b>尿布台</b>和洗手池。");
        eventually(() -> !found(admin, "母婴室").isEmpty());

        var hits = search(admin, "母婴室");

        assertThat(hits.get("totalCount").asInt()).isEqualTo(1);
        var node = hits.at("/edges/0/node");
        assertThat(node.get("tenant").asString()).isEqualTo(PREFECTURE);
        assertThat(node.get("kind").asString()).isEqualTo("EVIDENCE");
        assertThat(node.at("/title/segments").toString())
                .isEqualTo("[{\"text\":\"母婴室\",\"marked\":true},{\"text\":\"管理办法\",\"marked\":false}]");
        var passage = node.at("/passages/0");
        assertThat(passage.get("page").asInt()).isEqualTo(3);
        var whole = new StringBuilder();
        passage.at("/text/segments")
                .forEach(segment -> whole.append(segment.get("text").asString()));
        assertThat(whole.toString())
                .isEqualTo(passage.at("/text/text").asString())
                .contains("<b>尿布台</b>");
        assertThat(passage.at("/text/segments"))
                .anyMatch(segment -> segment.get("marked").asBoolean()
                        && segment.get("text").asString().equals("母婴室"));
    }

    @Test
    void what_is_changed_or_deleted_is_found_as_it_is_now() {
        var note = note(DALI, "旧名称登记表", "旧名称");
        eventually(() -> found(admin, "旧名称").size() == 1);

        notes.write(DALI, note.titled("新名称登记表"));
        eventually(() -> found(admin, "新名称").size() == 1);
        notes.delete(DALI, note.id());
        eventually(() -> found(admin, "新名称").isEmpty());
    }

    @Test
    void pages_follow_one_another_while_more_is_indexed() {
        for (var i = 0; i < 45; i++) {
            note(DALI, "分页材料" + i, "分页");
        }
        eventually(() -> search(admin, "分页材料").get("totalCount").asInt() == 45);

        var seen = new ArrayList<String>();
        @Nullable String after = null;
        do {
            var page = search(
                    admin, after == null ? Map.of("q", "分页材料", "n", 20) : Map.of("q", "分页材料", "n", 20, "a", after));
            assertThat(page.get("totalCount").asInt()).isEqualTo(45);
            seen.addAll(titles(page));
            var edges = page.get("edges");
            assertThat(edges.get(edges.size() - 1).get("cursor")).isEqualTo(page.at("/pageInfo/endCursor"));
            after = page.at("/pageInfo/hasNextPage").asBoolean()
                    ? page.at("/pageInfo/endCursor").asString()
                    : null;
            if (seen.size() == 20) {
                note(DALI, "分页材料后来的", "分页");
                eventually(() -> search(admin, "分页材料").get("totalCount").asInt() == 46);
            }
        } while (after != null);

        assertThat(seen).hasSize(45).doesNotHaveDuplicates().doesNotContain("分页材料后来的");
    }

    @Test
    void what_cannot_be_asked_is_refused_with_what_to_do() {
        assertThat(admin.refused(SEARCH, "q", "长".repeat(1001))).isEqualTo("TEXT_TOO_LONG");
        assertThat(admin.refused(SEARCH, "q", "词 ".repeat(65))).isEqualTo("TOO_MANY_WORDS");
        assertThat(admin.refused(SEARCH, "q", "-排除")).isEqualTo("ONLY_EXCLUSIONS");
        assertThat(admin.refused(SEARCH, "q", "词", "a", "nonsense")).isEqualTo("CURSOR_INVALID");
        var ofAnotherList = Base64.getEncoder().encodeToString("O_5".getBytes(StandardCharsets.UTF_8));
        assertThat(admin.refused(SEARCH, "q", "词", "a", ofAnotherList)).isIn("SEARCH_CURSOR_INVALID", "CURSOR_INVALID");
        assertThat(admin.refused(SEARCH, "q", "词", "n", 101)).isEqualTo("PAGE_TOO_LARGE");
        var many = IntStream.range(0, 201).mapToObj(Integer::toString).toList();
        assertThat(admin.refused(SEARCH, "q", "词", "f", List.of(Map.of("facet", "YEAR", "values", many))))
                .isEqualTo("TOO_MANY_FILTERS");
        assertThat(admin.refused(SEARCH, "q", "词", "f", List.of(Map.of("facet", "KIND", "values", List.of("PAPER")))))
                .isEqualTo("KIND_UNKNOWN");
        assertThat(admin.refused(SUGGEST, "t", "长".repeat(101))).isEqualTo("TEXT_TOO_LONG");
    }

    @Test
    void a_cursor_of_another_search_is_refused() {
        for (var i = 0; i < 3; i++) {
            note(DALI, "游标材料" + i, "游标");
        }
        eventually(() -> search(admin, "游标材料").get("totalCount").asInt() == 3);
        var cursor = search(admin, Map.of("q", "游标材料", "n", 1))
                .at("/pageInfo/endCursor")
                .asString();

        assertThat(admin.refused(SEARCH, "q", "另一个", "a", cursor)).isEqualTo("SEARCH_CURSOR_INVALID");
    }

    @Test
    void criteria_are_found_as_long_as_their_plugin_is_active() {
        people.tenant("532923");
        var xiangyun = people.as("sa-xiangyun", "532923", Role.TENANT_ADMIN);
        var inspector = people.as("sa-xiangyun-inspector", "532923", Role.INSPECTOR);
        assertThat(found(xiangyun, "有标识的")).isEmpty();

        activate(xiangyun, "testland", "1.0.0");
        eventually(() -> !found(inspector, "有标识的").isEmpty());
        var hits = search(inspector, Map.of("q", "有标识的", "c", List.of("KIND", "REGION", "CRITERION")));
        assertThat(hits.at("/edges/0/node/kind").asString()).isEqualTo("CRITERION");
        assertThat(hits.at("/edges/0/node/id").asString()).isEqualTo("testland@1.0.0/centre/hall.sign");
        assertThat(hits.at("/edges/0/node/title/text").asString()).isEqualTo("设施：有标识的，得20分。");
        assertThat(labels(hits, "KIND"))
                .contains("CRITERION 评估标准 " + hits.get("totalCount").asInt());
        assertThat(labels(hits, "REGION")).anyMatch(label -> label.startsWith("532923 祥云县 "));
        assertThat(labels(hits, "CRITERION")).anyMatch(label -> label.startsWith("centre/hall.sign 有标识的，得20分。 "));
        assertThat(found(inspector, "现场查看")).contains("设施：有标识的，得20分。");
        assertThat(search(inspector, Map.of("q", "一级")).get("edges"))
                .anyMatch(edge -> edge.at("/node/id").asString().endsWith("/hall.area"));
        assertThat(xiangyun.ask(SUGGEST, "t", "设施").get("suggest"))
                .anyMatch(each -> each.get("text").asString().equals("设施：有标识的，得20分。"));
        assertThat(found(admin, "有标识的")).isEmpty();

        xiangyun.ask(
                "mutation($i: InstallPluginInput!) { installPlugin(input: $i) { id } }",
                "i",
                Map.of(
                        "fileName",
                        "testland.jar",
                        "content",
                        Base64.getEncoder()
                                .encodeToString(TestPlugin.of("testland", "3.0.0")
                                        .changed("standards/centre.yaml", "有标识的", "有醒目门牌的")
                                        .archive())));
        xiangyun.ask("mutation { upgradePlugin(id: \"testland\", from: \"1.0.0\", to: \"3.0.0\") { active } }");
        eventually(() -> !found(inspector, "醒目门牌").isEmpty()
                && found(inspector, "\"有标识的\"").isEmpty());
        xiangyun.ask("mutation { rollBackPlugin(id: \"testland\") { active } }");
        eventually(() ->
                found(inspector, "醒目门牌").isEmpty() && !found(inspector, "有标识的").isEmpty());
        xiangyun.ask("mutation { deactivatePlugin(id: \"testland\", version: \"1.0.0\") { active } }");
        eventually(() -> found(inspector, "有标识的").isEmpty());
    }

    private static void activate(Api somebody, String id, String version) {
        somebody.ask(
                "mutation($p: String!, $v: String!) { activatePlugin(id: $p, version: $v) { active } }",
                "p",
                id,
                "v",
                version);
    }

    private static List<String> labels(JsonNode hits, String facet) {
        var labels = new ArrayList<String>();
        for (var counts : hits.get("counts")) {
            if (counts.get("facet").asString().equals(facet)) {
                counts.get("values")
                        .forEach(count -> labels.add(count.get("value").asString() + " "
                                + count.get("label").asString() + " "
                                + count.get("hits").asInt()));
            }
        }
        return labels;
    }

    @Test
    void what_is_saved_is_run_by_the_rights_of_whoever_runs_it() {
        note(DALI, "保存搜索材料", "保存");
        eventually(() -> found(admin, "保存搜索材料").size() == 1);
        var saved = admin.ask(
                        SAVE,
                        "i",
                        Map.of(
                                "name",
                                " 我的搜索 ",
                                "query",
                                "保存搜索材料",
                                "filters",
                                List.of(Map.of("facet", "KIND", "values", List.of("EVIDENCE"))),
                                "counts",
                                List.of("YEAR", "KIND"),
                                "sort",
                                "NEWEST"))
                .get("saveSearch");
        var id = saved.get("id").asString();

        assertThat(saved.toString())
                .contains("\"name\":\"我的搜索\",\"query\":\"保存搜索材料\",\"match\":\"WORDS\",\"sort\":\"NEWEST\"")
                .contains(
                        "\"counts\":[\"KIND\",\"YEAR\"],\"filters\":[{\"facet\":\"KIND\",\"values\":[\"EVIDENCE\"]}]");
        assertThat(admin.ask(RUN, "id", id).at("/runSavedSearch/totalCount").asInt())
                .isEqualTo(1);
        assertThat(admin.refused(SAVE, "i", Map.of("name", "我的搜索", "query", "x")))
                .isEqualTo("SAVED_SEARCH_NAME_TAKEN");
        assertThat(admin.refused(SAVE, "i", Map.of("name", "  ", "query", "x")))
                .isEqualTo("SAVED_SEARCH_NAME_ILL_FORMED");
        assertThat(admin.ask(RENAME, "id", id, "v", saved.get("version").asInt(), "n", "别的")
                        .at("/renameSavedSearch/name")
                        .asString())
                .isEqualTo("别的");
        assertThat(admin.refused(RENAME, "id", id, "v", saved.get("version").asInt(), "n", "又一个"))
                .isEqualTo("STALE_VERSION");

        var colleague = people.as("sa-colleague", PREFECTURE, Role.TENANT_ADMIN);
        for (var other : List.of(colleague, county)) {
            assertThat(other.refused(RUN, "id", id)).isEqualTo("SAVED_SEARCH_UNKNOWN");
            assertThat(other.refused("mutation($id: ID!) { deleteSavedSearch(id: $id) }", "id", id))
                    .isEqualTo("SAVED_SEARCH_UNKNOWN");
            assertThat(other.ask("{ savedSearches { id } }").get("savedSearches"))
                    .isEmpty();
        }
        assertThat(admin.ask("{ savedSearches { name } }").get("savedSearches"))
                .extracting(each -> each.get("name").asString())
                .containsExactly("别的");
        admin.ask("mutation($id: ID!) { deleteSavedSearch(id: $id) }", "id", id);
        assertThat(admin.refused(RUN, "id", id)).isEqualTo("SAVED_SEARCH_UNKNOWN");
    }

    @Test
    void what_was_saved_before_there_was_a_rule_against_it_is_listed_and_finds_what_it_did() {
        var early = people.as("sa-early", PREFECTURE, Role.TENANT_ADMIN);
        var id = early.ask(
                        SAVE,
                        "i",
                        Map.of(
                                "name",
                                "早先的",
                                "query",
                                "x",
                                "filters",
                                List.of(Map.of("facet", "KIND", "values", List.of("EVIDENCE")))))
                .at("/saveSearch/id")
                .asString();
        CurrentTenant.run(
                DALI,
                () -> transaction.executeWithoutResult(status -> jdbc.sql(
                                "update saved_search set question = replace(question::text, 'EVIDENCE', 'PAPER')::jsonb where id = ?")
                        .param(UUID.fromString(id))
                        .update()));

        assertThat(early.ask("{ savedSearches { filters { values } } }")
                        .at("/savedSearches/0/filters/0/values/0")
                        .asString())
                .isEqualTo("PAPER");
        assertThat(early.ask(RUN, "id", id).at("/runSavedSearch/totalCount").asInt())
                .isZero();
    }

    @Test
    void nobody_saves_more_than_a_hundred() {
        var collector = people.as("sa-collector", PREFECTURE, Role.OBSERVER);
        for (var i = 0; i < 100; i++) {
            collector.ask(SAVE, "i", Map.of("name", "第" + i, "query", "x"));
        }

        assertThat(collector.refused(SAVE, "i", Map.of("name", "又一个", "query", "x")))
                .isEqualTo("TOO_MANY_SAVED_SEARCHES");
    }

    @Test
    void a_tenants_synonyms_hold_in_it_and_below() {
        note(DALI, "白族翻译服务点公示", "翻译");
        note(YANGBI, "彝语服务点台账", "翻译");
        eventually(() ->
                found(admin, "白族翻译服务点").size() == 1 && found(county, "彝语服务点").size() == 1);
        assertThat(found(county, "双语窗口")).isEmpty();

        var set = admin.ask(SET_SYNONYMS, "v", 0, "g", List.of(List.of("双语窗口", "服务点", "服务点")))
                .get("setSearchSynonyms");
        assertThat(set.toString())
                .isEqualTo(
                        "{\"version\":1,\"groups\":[{\"tenant\":\"532900\",\"words\":[\"双语窗口\",\"服务点\"]}],\"inherited\":[]}");
        assertThat(found(admin, "双语窗口")).contains("白族翻译服务点公示");
        eventually(() -> found(county, "双语窗口").contains("彝语服务点台账"));
        assertThat(county.ask("{ searchSynonyms { version groups { words } inherited { tenant words } } }")
                        .get("searchSynonyms")
                        .toString())
                .isEqualTo(
                        "{\"version\":0,\"groups\":[],\"inherited\":[{\"tenant\":\"532900\",\"words\":[\"双语窗口\",\"服务点\"]}]}");

        assertThat(admin.refused(SET_SYNONYMS, "v", 0, "g", List.of())).isEqualTo("STALE_VERSION");
        assertThat(admin.refused(SET_SYNONYMS, "v", 1, "g", List.of(List.of("一个"))))
                .isEqualTo("SYNONYM_ALONE");
        assertThat(admin.refused(SET_SYNONYMS, "v", 1, "g", List.of(List.of("\"一 个\"", "两个"))))
                .isEqualTo("SYNONYM_ILL_FORMED");
        assertThat(admin.refused(
                        SET_SYNONYMS,
                        "v",
                        1,
                        "g",
                        IntStream.range(0, 201)
                                .mapToObj(i -> List.of("甲" + i, "乙" + i))
                                .toList()))
                .isEqualTo("TOO_MANY_SYNONYMS");
        assertThat(people.as("sa-observer", PREFECTURE, Role.OBSERVER).refused(SET_SYNONYMS, "v", 1, "g", List.of()))
                .isEqualTo("ROLE_MISSING");
        assertThat(admin.ask(SET_SYNONYMS, "v", 1, "g", List.of())
                        .at("/setSearchSynonyms/version")
                        .asInt())
                .isEqualTo(2);
        assertThat(found(admin, "双语窗口")).isEmpty();
    }

    @Test
    void evidence_for_a_criterion_is_ranked_by_its_text_and_by_what_it_was_handed_in_for() {
        activate(county, "testland", "1.0.0");
        var unit = county.ask(
                        "mutation($i: CreateUnitInput!) { createUnit(input: $i) { id } }",
                        "i",
                        Map.of("kind", "TOWNSHIP_CENTRE", "name", "苍山西镇便民服务中心", "division", COUNTY))
                .at("/createUnit/id")
                .asString();
        var other = county.ask(
                        "mutation($i: CreateUnitInput!) { createUnit(input: $i) { id } }",
                        "i",
                        Map.of("kind", "TOWNSHIP_CENTRE", "name", "漾江镇便民服务中心", "division", COUNTY))
                .at("/createUnit/id")
                .asString();
        of(unit, "门头标识照片说明", "大厅门头有标识，现场查看设施。", null);
        of(unit, "食堂菜单", "土豆白菜", null);
        of(unit, "标识牌采购合同", "有标识的采购", "centre/hall.sign");
        of(other, "门头标识照片说明二", "大厅门头有标识，现场查看设施。", null);
        eventually(() -> found(county, "门头标识").containsAll(List.of("门头标识照片说明", "门头标识照片说明二"))
                && found(county, "采购合同").contains("标识牌采购合同")
                && found(county, "食堂菜单").contains("食堂菜单"));

        var hits = county.ask(EVIDENCE, "of", Map.of("unit", unit), "s", "testland@1.0.0/centre", "c", "hall.sign")
                .get("evidenceForCriterion");

        assertThat(titles(hits)).containsExactlyInAnyOrder("标识牌采购合同", "门头标识照片说明");
        assertThat(county.refused(EVIDENCE, "of", Map.of("unit", unit), "s", "testland@1.0.0/centre", "c", "nonsense"))
                .isEqualTo("CRITERION_UNKNOWN");
        assertThat(admin.refused(EVIDENCE, "of", Map.of("unit", unit), "s", "testland@1.0.0/centre", "c", "hall.sign"))
                .isEqualTo("UNIT_UNKNOWN");
        assertThat(admin.refused(
                        EVIDENCE,
                        "of",
                        Map.of("application", UUID.randomUUID().toString()),
                        "s",
                        "testland@1.0.0/centre",
                        "c",
                        "hall.sign"))
                .isEqualTo("APPLICATION_UNKNOWN");
        var counted = search(county, Map.of("q", "标识", "c", List.of("UNIT")));
        assertThat(labels(counted, "UNIT")).anyMatch(label -> label.startsWith(unit + " 苍山西镇便民服务中心 "));
    }

    private void of(String unit, String title, String text, @Nullable String criterion) {
        notes.write(
                YANGBI,
                new Note(
                        UUID.randomUUID(),
                        title,
                        text,
                        Set.of(Readers.wholeTenant(YANGBI)),
                        UUID.fromString(unit),
                        criterion));
    }

    @Test
    void filters_narrow_and_counts_say_how_much_is_behind_each() {
        note(YANGBI, "筛选材料甲", "筛选");
        note(YANGBI, "筛选材料乙", "筛选");
        eventually(() -> found(county, "筛选材料").size() == 2);

        var none = search(
                county,
                Map.of(
                        "q",
                        "筛选材料",
                        "f",
                        List.of(Map.of("facet", "KIND", "values", List.of("DOCUMENT"))),
                        "c",
                        List.of("KIND", "REGION")));

        assertThat(none.get("totalCount").asInt()).isZero();
        assertThat(labels(none, "KIND")).containsExactly("EVIDENCE 佐证材料 2");
        assertThat(labels(none, "REGION")).isEmpty();
        assertThat(search(county, Map.of("q", "筛选材料", "f", List.of(Map.of("facet", "KIND", "values", List.of()))))
                        .get("totalCount")
                        .asInt())
                .isZero();
        assertThat(new HashSet<>(titles(search(
                        county,
                        Map.of(
                                "q",
                                "",
                                "f",
                                List.of(Map.of("facet", "REGION", "values", List.of(COUNTY))),
                                "n",
                                100)))))
                .contains("筛选材料甲", "筛选材料乙");
    }
}
