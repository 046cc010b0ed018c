package cn.zhengping.app.policies;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Role;
import cn.zhengping.app.search.EntriesChanged;
import cn.zhengping.app.search.SearchSource;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.MovableClock;
import cn.zhengping.app.testing.People;
import cn.zhengping.app.testing.Statements;
import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A province, a city and a county below it, and a neighbour: who writes papers, who reads them, what rests on them. */
@ApplicationTest
class PolicyApiTest {

    private static final String PROVINCE = "640000";
    private static final String CITY = "640100";
    private static final String COUNTY = "640104";
    private static final String NEIGHBOUR = "640200";
    private static final String STANDARD = "testland@1.0.0/station";
    private static final String CRITERION = "all.judged";

    private static final String DOCUMENT =
            " { id version state owner { code } title issuer issuedOn effectiveFrom validUntil number { text issuer year sequence } region { code } standing revision clauseCount fileType file { id } repeal { since owner { code } document number } } ";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Autowired
    private People people;

    @Autowired
    private MovableClock clock;

    @Autowired
    private List<SearchSource> sources;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ConfigurableApplicationContext context;

    private Api province;
    private Api city;
    private Api county;
    private Api observer;

    @BeforeEach
    void tenants() {
        List.of(PROVINCE, CITY, COUNTY, NEIGHBOUR).forEach(people::tenant);
        province = people.as("p-province", PROVINCE, Role.TENANT_ADMIN);
        city = people.as("p-city", CITY, Role.TENANT_ADMIN);
        county = people.as("p-county", COUNTY, Role.TENANT_ADMIN);
        observer = people.as("p-observer", COUNTY, Role.OBSERVER);
        county.ask("mutation { activatePlugin(id: \"testland\", version: \"1.0.0\") { active } }");
    }

    private static String paper(int sequence) {
        return """
                某某自治区人民政府办公厅文件
                宁政办发〔2023〕%d号
                某某自治区人民政府办公厅
                关于规范便民服务的通知
                各市人民政府:
                    现通知如下。
                一、设置窗口
                (一)综合窗口。
                (二)“办不成事”窗口。
                二、本通知自2023年6月1日起施行,有效期3年。
                某某自治区人民政府办公厅
                2023年5月20日
                """.formatted(sequence);
    }

    private static JsonNode importText(Api admin, String text, Map<String, ?> metadata) {
        return admin.ask(
                        "mutation($i: ImportPolicyTextInput!) { importPolicyText(input: $i)" + DOCUMENT + "}",
                        "i",
                        Map.of("text", text, "metadata", metadata))
                .get("importPolicyText");
    }

    private static JsonNode publish(Api admin, JsonNode draft) {
        return admin.ask(
                        "mutation($d: ID!, $v: Int!) { publishPolicy(document: $d, version: $v)" + DOCUMENT + "}",
                        "d",
                        id(draft),
                        "v",
                        version(draft))
                .get("publishPolicy");
    }

    private static JsonNode published(Api admin) {
        return publish(admin, importText(admin, paper(NUMBERS.incrementAndGet()), Map.of()));
    }

    private static String id(JsonNode document) {
        return document.get("id").asString();
    }

    private static int version(JsonNode document) {
        return document.get("version").asInt();
    }

    private static JsonNode document(Api reader, String owner, String id) {
        return reader.ask(
                        "query($o: String, $d: ID!) { policyDocument(owner: $o, id: $d)" + DOCUMENT + "}",
                        "o",
                        owner,
                        "d",
                        id)
                .get("policyDocument");
    }

    private static List<JsonNode> clauses(Api reader, String owner, String document) {
        var all = new ArrayList<JsonNode>();
        reader.ask(
                        "query($o: String, $d: ID!) { policyClauses(owner: $o, document: $d, first: 100) { edges { node { id path parent depth kind label heading text page document { id } } } } }",
                        "o",
                        owner,
                        "d",
                        document)
                .at("/policyClauses/edges")
                .forEach(edge -> all.add(edge.get("node")));
        return all;
    }

    private static String clause(Api reader, String owner, String document, String path) {
        return clauses(reader, owner, document).stream()
                .filter(clause -> clause.get("path").asString().equals(path))
                .map(PolicyApiTest::id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_paper_is_imported_as_what_it_says_and_shown_once_it_is_published() {
        var number = NUMBERS.incrementAndGet();
        var draft = importText(province, paper(number), Map.of());

        assertThat(draft.get("state").asString()).isEqualTo("DRAFT");
        assertThat(draft.at("/number/text").asString()).isEqualTo("宁政办发〔2023〕" + number + "号");
        assertThat(draft.at("/number/issuer").asString()).isEqualTo("宁政办发");
        assertThat(draft.get("title").asString()).isEqualTo("某某自治区人民政府办公厅关于规范便民服务的通知");
        assertThat(draft.get("issuer").asString()).isEqualTo("某某自治区人民政府办公厅");
        assertThat(draft.get("issuedOn").asString()).isEqualTo("2023-05-20");
        assertThat(draft.get("effectiveFrom").asString()).isEqualTo("2023-06-01");
        assertThat(draft.get("validUntil").asString()).isEqualTo("2026-05-31");
        assertThat(draft.at("/region/code").asString()).isEqualTo(PROVINCE);
        assertThat(draft.get("clauseCount").asInt()).isEqualTo(6);
        assertThat(people.as("p-province-observer", PROVINCE, Role.OBSERVER)
                        .refused("query($d: ID!) { policyDocument(id: $d) { id } }", "d", id(draft)))
                .isEqualTo("DOCUMENT_UNKNOWN");
        assertThat(observer.refused(
                        "query($d: ID!) { policyDocument(owner: \"640000\", id: $d) { id } }", "d", id(draft)))
                .isEqualTo("DOCUMENT_UNKNOWN");
        assertThat(titles(observer, PROVINCE, Map.of("state", "DRAFT"))).isEmpty();

        publish(province, draft);

        for (var reader : List.of(city, county, observer)) {
            assertThat(document(reader, PROVINCE, id(draft)).at("/owner/code").asString())
                    .isEqualTo(PROVINCE);
        }
        assertThat(observer.ask("{ policyOwners { code } }").get("policyOwners").toString())
                .isEqualTo("[{\"code\":\"640104\"},{\"code\":\"640100\"},{\"code\":\"640000\"}]");
        assertThat(titles(observer, PROVINCE, Map.of("number", "宁政办发[2023]" + number + "号")))
                .hasSize(1);
        assertThat(titles(observer, PROVINCE, Map.of("title", "便民", "issuer", "办公厅", "year", 2023)))
                .isNotEmpty();
    }

    private static List<String> titles(Api reader, String owner, Map<String, ?> filter) {
        var titles = new ArrayList<String>();
        reader.ask(
                        "query($o: String, $f: PolicyFilter) { policyDocuments(owner: $o, filter: $f, first: 100) { edges { node { title } } } }",
                        "o",
                        owner,
                        "f",
                        filter)
                .at("/policyDocuments/edges")
                .forEach(edge -> titles.add(edge.at("/node/title").asString()));
        return titles;
    }

    @Test
    void a_library_is_read_by_those_below_and_by_nobody_else() {
        var paper = published(city);
        var neighbour = people.as("p-neighbour", NEIGHBOUR, Role.TENANT_ADMIN);

        for (var stranger : List.of(province, neighbour)) {
            assertThat(stranger.refused("{ policyDocuments(owner: \"640100\") { edges { node { id } } } }"))
                    .isEqualTo("LIBRARY_UNKNOWN");
            assertThat(stranger.refused("query($d: ID!) { policyDocument(id: $d) { id } }", "d", id(paper)))
                    .isEqualTo("DOCUMENT_UNKNOWN");
            assertThat(stranger.refused(
                            "query($d: ID!) { policyClauses(owner: \"640100\", document: $d) { edges { node { id } } } }",
                            "d",
                            id(paper)))
                    .isEqualTo("LIBRARY_UNKNOWN");
        }
        assertThat(people.anonymous()
                        .post("{ policyOwners { code } }", Map.of(), "zh-CN")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void only_admins_write() {
        assertThat(observer.refused("mutation { importPolicyText(input: {text: \"某\"}) { id } }"))
                .isEqualTo("ROLE_MISSING");
        assertThat(observer.refused("{ proposePolicyMetadata(content: {text: \"某\"}) { clauses } }"))
                .isEqualTo("ROLE_MISSING");
        assertThat(observer.refused(
                        "mutation($d: ID!) { citePolicy(input: {standard: \"testland@1.0.0/station\", criterion: \"x\", document: $d}) { id } }",
                        "d",
                        "00000000-0000-0000-0000-000000000000"))
                .isEqualTo("ROLE_MISSING");
    }

    @Test
    void a_proposal_says_where_each_thing_was_read_and_imports_nothing() {
        var before = titles(county, COUNTY, Map.of()).size();
        var proposal = county.ask(
                        "query($t: String!) { proposePolicyMetadata(content: {text: $t}) { number { value sure place { words page } } issuedOn { value } validUntil { value place { words } } repeals { title } clauses } }",
                        "t",
                        paper(999))
                .get("proposePolicyMetadata");

        assertThat(proposal.at("/number/value").asString()).isEqualTo("宁政办发〔2023〕999号");
        assertThat(proposal.at("/number/place/words").asString()).isEqualTo("宁政办发〔2023〕999号");
        assertThat(proposal.at("/validUntil/place/words").asString()).isEqualTo("有效期3年");
        assertThat(proposal.get("clauses").asInt()).isEqualTo(6);
        assertThat(titles(county, COUNTY, Map.of())).hasSize(before);
    }

    @Test
    void what_a_person_says_goes_before_what_was_read_and_can_be_changed() {
        var draft = importText(city, "某某。\n一、甲\n", Map.of("title", "关于某事的通知", "region", COUNTY));
        assertThat(draft.at("/region/code").asString()).isEqualTo(COUNTY);
        assertThat(draft.get("issuer").isNull()).isTrue();
        assertThat(refusedPublish(city, draft)).isEqualTo("ISSUER_MISSING");

        var number = NUMBERS.incrementAndGet();
        var update = "mutation($i: UpdatePolicyInput!) { updatePolicy(input: $i)" + DOCUMENT + "}";
        var described = city.ask(
                        update,
                        "i",
                        Map.of(
                                "document", id(draft),
                                "version", version(draft),
                                "metadata",
                                        Map.of(
                                                "title",
                                                "关于某事的决定",
                                                "issuer",
                                                "某某市人民政府",
                                                "number",
                                                "某府发[2024]" + number + "号")))
                .get("updatePolicy");
        assertThat(described.get("title").asString()).isEqualTo("关于某事的决定");
        assertThat(described.at("/number/text").asString()).isEqualTo("某府发〔2024〕" + number + "号");
        assertThat(described.at("/region/code").asString()).isEqualTo(CITY);
        publish(city, described);

        assertThat(city.refused(
                        update,
                        "i",
                        Map.of("document", id(draft), "version", version(draft), "metadata", Map.of("title", "某"))))
                .isEqualTo("STALE_VERSION");
        assertThat(refusedImport(city, "某\n", Map.of("title", "某", "number", "某府发（2024）" + number + "号")))
                .isEqualTo("NUMBER_TAKEN");
    }

    private static String refusedPublish(Api admin, JsonNode draft) {
        return admin.refused(
                "mutation($d: ID!, $v: Int!) { publishPolicy(document: $d, version: $v) { id } }",
                "d",
                id(draft),
                "v",
                version(draft));
    }

    private static String refusedImport(Api admin, String text, Map<String, ?> metadata) {
        return admin.refused(
                "mutation($i: ImportPolicyTextInput!) { importPolicyText(input: $i) { id } }",
                "i",
                Map.of("text", text, "metadata", metadata));
    }

    @Test
    void bad_input_is_refused_with_what_is_wrong() {
        assertThat(refusedImport(city, " \u3000\n\t\u00a0", Map.of())).isEqualTo("TEXT_EMPTY");
        assertThat(refusedImport(city, "a".repeat(500_001), Map.of("title", "某")))
                .isEqualTo("TEXT_TOO_LONG");
        assertThat(refusedImport(city, "1.\n".repeat(5_001), Map.of("title", "某")))
                .isEqualTo("TOO_MANY_CLAUSES");
        assertThat(refusedImport(city, "某某", Map.of())).isEqualTo("TITLE_MISSING");
        assertThat(refusedImport(city, "某", Map.of("title", "某".repeat(301)))).isEqualTo("TITLE_ILL_FORMED");
        assertThat(refusedImport(city, "某", Map.of("title", "某", "issuer", "某".repeat(201))))
                .isEqualTo("ISSUER_ILL_FORMED");
        assertThat(refusedImport(city, "某", Map.of("title", "某", "number", "2022年187号")))
                .isEqualTo("NUMBER_ILL_FORMED");
        assertThat(refusedImport(city, "某", Map.of("title", "某", "issuedOn", "2024-01-02", "validUntil", "2024-01-01")))
                .isEqualTo("VALIDITY_CONTRADICTORY");
        assertThat(refusedImport(city, "某", Map.of("title", "某", "region", "999999")))
                .isEqualTo("REGION_UNKNOWN");
        assertThat(refusedImport(city, "某", Map.of("title", "某", "region", NEIGHBOUR)))
                .isEqualTo("REGION_ELSEWHERE");
        assertThat(
                        city.refused(
                                "{ proposePolicyMetadata(content: {file: \"00000000-0000-0000-0000-000000000000\"}) { clauses } }"))
                .isEqualTo("UPLOAD_UNKNOWN");
    }

    @Test
    void the_same_request_twice_imports_once() {
        var input = Map.of("text", paper(NUMBERS.incrementAndGet()), "idempotencyKey", "once-" + NUMBERS.get());
        var mutation = "mutation($i: ImportPolicyTextInput!) { importPolicyText(input: $i) { id } }";

        var first = city.ask(mutation, "i", input);

        assertThat(city.ask(mutation, "i", input)).isEqualTo(first);
        var other = new HashMap<String, Object>(input);
        other.put("text", "另一份");
        assertThat(city.refused(mutation, "i", other)).isEqualTo("IDEMPOTENCY_CONFLICT");
    }

    @Test
    void clauses_can_be_linked_to_and_keep_their_ids_through_another_import() {
        var paper = published(city);
        var clauses = clauses(observer, CITY, id(paper));

        assertThat(clauses)
                .extracting(clause -> clause.get("path").asString())
                .containsExactly("开头", "一", "一/(一)", "一/(二)", "二", "落款");
        assertThat(clauses.get(2).get("text").asString()).isEqualTo("(一)综合窗口。");
        assertThat(clauses.get(2).get("heading").asString()).isEqualTo("综合窗口");
        assertThat(clauses.get(2).get("parent").asString()).isEqualTo(id(clauses.get(1)));
        assertThat(clauses.get(2).at("/document/id").asString()).isEqualTo(id(paper));
        assertThat(observer.ask(
                                "query($d: ID!, $p: ID!) { policyClauses(owner: \"640100\", document: $d, parent: $p) { edges { node { path } } } }",
                                "d",
                                id(paper),
                                "p",
                                id(clauses.get(1)))
                        .at("/policyClauses/edges"))
                .hasSize(2);

        var replaced = replace(city, paper, paper(1).replace('(', '（').replace(')', '）') + "\n附件1\n表\n");

        assertThat(replaced.get("revision").asInt()).isEqualTo(2);
        assertThat(replaced.get("clauseCount").asInt()).isEqualTo(7);
        assertThat(replaced.at("/number/text")).isEqualTo(paper.at("/number/text"));
        assertThat(clauses(observer, CITY, id(paper)).subList(0, 6))
                .extracting(PolicyApiTest::id)
                .isEqualTo(clauses.stream().map(PolicyApiTest::id).toList());
        assertThat(observer.ask(
                                "query($c: ID!) { policyClause(owner: \"640100\", id: $c) { text document { title } } }",
                                "c",
                                id(clauses.get(2)))
                        .at("/policyClause/text")
                        .asString())
                .isEqualTo("（一）综合窗口。");
    }

    private static final String REPLACE =
            "mutation($i: ReplacePolicyTextInput!) { replacePolicyText(input: $i)" + DOCUMENT + "}";

    private static JsonNode replace(Api admin, JsonNode document, String text) {
        return admin.ask(REPLACE, "i", replacement(document, text)).get("replacePolicyText");
    }

    private static Map<String, Object> replacement(JsonNode document, String text) {
        return Map.of("document", id(document), "version", version(document), "content", Map.of("text", text));
    }

    private static final String CITE =
            "mutation($i: CitePolicyInput!) { citePolicy(input: $i) { id plugin standard criterion document { id title } clause { path } } }";

    private static Map<String, Object> citation(String owner, JsonNode document, String clause) {
        return Map.of(
                "standard",
                STANDARD,
                "criterion",
                CRITERION,
                "owner",
                owner,
                "document",
                id(document),
                "clause",
                clause);
    }

    private static List<JsonNode> flags(Api reader, String asOf) {
        var flags = new ArrayList<JsonNode>();
        reader.ask(
                        "query($d: Date) { repealedCitations(asOf: $d, first: 100) { edges { node { standard criterion text origin standing document { id } clause { path } } } } }",
                        "d",
                        asOf)
                .at("/repealedCitations/edges")
                .forEach(edge -> flags.add(edge.get("node")));
        return flags;
    }

    private static List<JsonNode> flags(Api reader, String asOf, JsonNode document) {
        return flags(reader, asOf).stream()
                .filter(flag -> flag.at("/document/id").asString().equals(id(document)))
                .toList();
    }

    @Test
    void a_criterion_that_cites_a_clause_of_the_province_is_flagged_once_that_is_repealed() {
        var paper = published(province);
        var clause = clause(county, PROVINCE, id(paper), "一/(二)");

        var cited = county.ask(CITE, "i", citation(PROVINCE, paper, clause)).get("citePolicy");

        assertThat(cited.get("plugin").asString()).isEqualTo("testland");
        assertThat(cited.at("/clause/path").asString()).isEqualTo("一/(二)");
        assertThat(county.ask(CITE, "i", citation(PROVINCE, paper, clause)).at("/citePolicy/id"))
                .isEqualTo(cited.get("id"));
        assertThat(observer.ask(
                                "query($f: PolicyCitationFilter) { policyCitations(filter: $f) { edges { node { criterion document { title owner { code } } clause { path } } } } }",
                                "f",
                                Map.of("standard", STANDARD, "criterion", CRITERION, "document", id(paper)))
                        .at("/policyCitations/edges"))
                .singleElement()
                .satisfies(
                        edge -> assertThat(edge.at("/node/document/owner/code").asString())
                                .isEqualTo(PROVINCE));
        assertThat(flags(observer, "2024-01-01", paper)).isEmpty();
        assertThat(flags(observer, "2026-05-31", paper)).isEmpty();
        assertThat(flags(observer, "2026-06-01", paper)).singleElement().satisfies(flag -> {
            assertThat(flag.get("standing").asString()).isEqualTo("EXPIRED");
            assertThat(flag.get("standard").asString()).isEqualTo(STANDARD);
            assertThat(flag.get("origin").asString()).isEqualTo("TENANT");
            assertThat(flag.at("/clause/path").asString()).isEqualTo("一/(二)");
        });

        var repealed = repeal(province, paper, "2025-03-01", Map.of("number", "宁政发[2025]3号"));

        assertThat(repealed.at("/repeal/number").asString()).isEqualTo("宁政发〔2025〕3号");
        assertThat(flags(observer, "2025-02-28", paper)).isEmpty();
        assertThat(flags(observer, "2025-03-01", paper))
                .singleElement()
                .satisfies(flag -> assertThat(flag.get("standing").asString()).isEqualTo("REPEALED"));
        clock.stopOn(LocalDate.of(2025, 3, 1));
        try {
            assertThat(document(observer, PROVINCE, id(paper)).get("standing").asString())
                    .isEqualTo("REPEALED");
            clock.stopOn(LocalDate.of(2025, 2, 28));
            assertThat(document(observer, PROVINCE, id(paper)).get("standing").asString())
                    .isEqualTo("IN_FORCE");
        } finally {
            clock.goOn();
        }
        assertThat(titles(observer, PROVINCE, Map.of("inForceOn", "2025-03-01", "number", number(paper))))
                .isEmpty();
        assertThat(titles(observer, PROVINCE, Map.of("inForceOn", "2025-02-28", "number", number(paper))))
                .hasSize(1);

        province.ask(
                "mutation($d: ID!, $v: Int!) { restorePolicy(document: $d, version: $v) { standing } }",
                "d",
                id(paper),
                "v",
                version(repealed));
        assertThat(flags(observer, "2025-03-01", paper)).isEmpty();
    }

    private static String number(JsonNode document) {
        return document.at("/number/text").asString();
    }

    private static JsonNode repeal(Api admin, JsonNode document, String since, Map<String, ?> by) {
        return admin.ask(
                        "mutation($i: RepealPolicyInput!) { repealPolicy(input: $i)" + DOCUMENT + "}",
                        "i",
                        Map.of("document", id(document), "version", version(document), "since", since, "by", by))
                .get("repealPolicy");
    }

    @Test
    void a_paper_is_repealed_by_one_of_a_library_above() {
        var old = published(city);
        var by = published(province);

        var repealed =
                repeal(city, old, "2024-01-01", Map.of("document", Map.of("owner", PROVINCE, "document", id(by))));

        assertThat(repealed.at("/repeal/owner/code").asString()).isEqualTo(PROVINCE);
        assertThat(repealed.at("/repeal/document").asString()).isEqualTo(id(by));
        assertThat(repealed.at("/repeal/number").asString()).isEqualTo(number(by));
        var again = "mutation($i: RepealPolicyInput!) { repealPolicy(input: $i) { id } }";
        assertThat(city.refused(
                        again,
                        "i",
                        Map.of(
                                "document", id(old),
                                "version", version(repealed),
                                "since", "2024-01-01",
                                "by", Map.of("number", "某府发〔2024〕1号"))))
                .isEqualTo("ALREADY_REPEALED");
        assertThat(province.refused(
                        again,
                        "i",
                        Map.of(
                                "document", id(by),
                                "version", version(by),
                                "since", "2024-01-01",
                                "by", Map.of("number", number(by)))))
                .isEqualTo("REPEALED_BY_ITSELF");
        assertThat(city.refused(
                        again,
                        "i",
                        Map.of(
                                "document", id(old),
                                "version", version(repealed),
                                "since", "2024-01-01",
                                "by", Map.of("document", Map.of("owner", NEIGHBOUR, "document", id(by))))))
                .isEqualTo("LIBRARY_UNKNOWN");
    }

    @Test
    void a_paper_of_a_pack_is_found_in_the_library_and_flagged_with_all_that_comes_from_it() {
        var paper = publish(city, importText(city, paper(NUMBERS.incrementAndGet()), Map.of("title", "试验通知")));
        var sources = observer.ask(
                "query($r: String!) { standard(ref: $r) { sources { title policyDocument { id owner { code } } } } }",
                "r",
                STANDARD);

        assertThat(sources.at("/standard/sources/0/policyDocument/owner/code").asString())
                .isEqualTo(CITY);
        assertThat(flags(observer, "2027-01-01", paper)).anySatisfy(flag -> {
            assertThat(flag.get("standard").asString()).isEqualTo(STANDARD);
            assertThat(flag.get("criterion").asString()).isEqualTo(CRITERION);
            assertThat(flag.get("origin").asString()).isEqualTo("PACK");
            assertThat(flag.get("text").asString()).isNotBlank();
        });
        delete(city, paper);
    }

    private static void delete(Api admin, JsonNode document) {
        admin.ask(
                "mutation($d: ID!, $v: Int!) { deletePolicy(document: $d, version: $v) }",
                "d",
                id(document),
                "v",
                version(document));
    }

    @Test
    void what_is_cited_here_or_below_is_neither_deleted_nor_loses_that_clause() {
        var paper = published(province);
        var second = clause(county, PROVINCE, id(paper), "二");
        var citation = county.ask(CITE, "i", citation(PROVINCE, paper, second))
                .at("/citePolicy/id")
                .asString();
        var delete = "mutation($d: ID!, $v: Int!) { deletePolicy(document: $d, version: $v) }";

        assertThat(province.refused(delete, "d", id(paper), "v", version(paper)))
                .isEqualTo("DOCUMENT_CITED");
        assertThat(province.refused(REPLACE, "i", replacement(paper, "通知\n一、甲\n")))
                .isEqualTo("CLAUSE_CITED");
        var replaced = replace(province, paper, "通知\n一、甲\n二、乙\n");

        county.ask("mutation($c: ID!) { uncitePolicy(citation: $c) }", "c", citation);
        delete(province, replaced);
        assertThat(province.refused("query($d: ID!) { policyDocument(id: $d) { id } }", "d", id(paper)))
                .isEqualTo("DOCUMENT_UNKNOWN");

        var own = published(county);
        county.ask(CITE, "i", citation(COUNTY, own, clause(county, COUNTY, id(own), "一")));
        assertThat(county.refused(delete, "d", id(own), "v", version(own))).isEqualTo("DOCUMENT_CITED");
        assertThat(county.refused(REPLACE, "i", replacement(own, "通知\n"))).isEqualTo("CLAUSE_CITED");
    }

    @Test
    void a_list_costs_no_more_statements_however_many_papers_it_names() {
        citeOneOfEach();
        var few = Statements.of(this::listCitations);
        citeOneOfEach();
        citeOneOfEach();

        assertThat(Statements.of(this::listCitations)).isEqualTo(few);
    }

    private void citeOneOfEach() {
        for (var owner : Map.of(PROVINCE, province, CITY, city, COUNTY, county).entrySet()) {
            var paper = published(owner.getValue());
            county.ask(CITE, "i", citation(owner.getKey(), paper, clause(county, owner.getKey(), id(paper), "一")));
        }
    }

    private void listCitations() {
        observer.ask("""
                { policyCitations(first: 100) { edges { node { document { title owner { name } file { id } } clause { path document { title } } } } }
                  repealedCitations(asOf: "2030-01-01", first: 100) { edges { node { document { title } clause { path } } } } }""");
    }

    @Test
    void only_what_is_there_can_be_cited() {
        var paper = published(county);
        var clause = clause(county, COUNTY, id(paper), "一");
        var draft = importText(county, "某\n", Map.of("title", "某"));
        var unknown = "00000000-0000-0000-0000-000000000000";

        assertThat(county.refused(CITE, "i", citation(COUNTY, draft, clause))).isEqualTo("NOT_PUBLISHED");
        assertThat(county.refused(CITE, "i", citation(COUNTY, paper, unknown))).isEqualTo("CLAUSE_UNKNOWN");
        assertThat(county.refused(CITE, "i", citation(CITY, paper, clause))).isEqualTo("DOCUMENT_UNKNOWN");
        assertThat(county.refused(CITE, "i", citation(NEIGHBOUR, paper, clause)))
                .isEqualTo("LIBRARY_UNKNOWN");
        var other = new HashMap<>(citation(COUNTY, paper, clause));
        other.put("criterion", "all.other");
        assertThat(county.refused(CITE, "i", other)).isEqualTo("CRITERION_UNKNOWN");
        assertThat(city.refused(CITE, "i", citation(PROVINCE, published(province), clause)))
                .isEqualTo("CLAUSE_UNKNOWN");
        assertThat(city.refused(
                        "mutation($i: CitePolicyInput!) { citePolicy(input: $i) { id } }",
                        "i",
                        Map.of("standard", STANDARD, "criterion", CRITERION, "document", id(published(city)))))
                .isEqualTo("PLUGIN_NOT_ACTIVE");
    }

    @Test
    void what_is_published_is_to_be_found_by_everybody_below() {
        var changes = new ConcurrentLinkedQueue<EntriesChanged>();
        var listener = new ApplicationListener<ApplicationEvent>() {
            @Override
            public void onApplicationEvent(ApplicationEvent event) {
                if (event instanceof PayloadApplicationEvent<?> carrier
                        && carrier.getPayload() instanceof EntriesChanged changed
                        && changed.recipient().value().equals(CITY)) {
                    changes.add(changed);
                }
            }
        };
        context.addApplicationListener(listener);
        try {
            var draft = importText(city, paper(NUMBERS.incrementAndGet()), Map.of("region", COUNTY));
            assertThat(changes).isEmpty();
            assertThat(ids(EntryKind.DOCUMENT)).doesNotContain(id(draft));
            assertThat(entries(EntryKind.DOCUMENT, Set.of(id(draft)))).isEmpty();
            var paper = publish(city, draft);
            var clauses = clauses(city, CITY, id(paper)).stream()
                    .map(PolicyApiTest::id)
                    .toList();

            assertThat(changes)
                    .extracting(EntriesChanged::kind)
                    .containsExactlyInAnyOrder(EntryKind.DOCUMENT, EntryKind.CLAUSE);
            assertThat(changes)
                    .flatExtracting(EntriesChanged::ids)
                    .contains(id(paper))
                    .containsAll(clauses);
            assertThat(ids(EntryKind.DOCUMENT)).contains(id(paper)).doesNotHaveDuplicates();
            assertThat(ids(EntryKind.CLAUSE)).containsAll(clauses).doesNotHaveDuplicates();

            var entry = entries(EntryKind.DOCUMENT, Set.of(id(paper))).getFirst();
            assertThat(entry.readers()).containsExactly("below:640100");
            assertThat(entry.number()).isEqualTo(number(paper));
            assertThat(entry.date()).isEqualTo(LocalDate.of(2023, 5, 20));
            assertThat(entry.values())
                    .containsEntry(Facet.REGION, Set.of(COUNTY, CITY, PROVINCE))
                    .containsEntry(Facet.ISSUER, Set.of("某某自治区人民政府办公厅"))
                    .containsEntry(Facet.YEAR, Set.of("2023"));
            assertThat(entry.passages()).hasSize(6);
            var clause = entries(EntryKind.CLAUSE, Set.of(clauses.get(3))).getFirst();
            assertThat(clause.title()).isEqualTo("某某自治区人民政府办公厅关于规范便民服务的通知 一/(二)");
            assertThat(clause.passages())
                    .singleElement()
                    .satisfies(passage -> assertThat(passage.text()).isEqualTo("(二)“办不成事”窗口。"));

            changes.clear();
            replace(city, paper, "通知\n一、甲\n");
            assertThat(changes).flatExtracting(EntriesChanged::ids).containsAll(clauses);
            assertThat(entries(EntryKind.CLAUSE, Set.copyOf(clauses))).hasSize(2);
        } finally {
            context.removeApplicationListener(listener);
        }
    }

    private List<String> ids(EntryKind kind) {
        return in(() -> {
            var ids = new ArrayList<String>();
            var source = source(kind);
            for (var page = source.idsAfter(null, 2); !page.isEmpty(); page = source.idsAfter(ids.getLast(), 2)) {
                ids.addAll(page);
            }
            return ids;
        });
    }

    private List<Entry> entries(EntryKind kind, Set<String> ids) {
        return in(() -> source(kind).entries(ids, 1));
    }

    private SearchSource source(EntryKind kind) {
        return sources.stream().filter(it -> it.kind() == kind).findFirst().orElseThrow();
    }

    private <T> T in(Supplier<T> work) {
        return CurrentTenant.call(
                new TenantCode(CITY), () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}
