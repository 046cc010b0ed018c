package cn.zhengping.app.standards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.app.access.Actor.Holding;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.database.OwnerDatabase;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import cn.zhengping.app.testing.TestPlugin;
import cn.zhengping.pluginhost.PluginHost;
import cn.zhengping.pluginhost.PluginSignature;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A city with two counties, one of them with a zone, and what each sees of the plugins of the others. */
@ApplicationTest
class PluginLifeTest {

    private static final String PROVINCE = "620000";
    private static final String CITY = "620400";
    private static final String JINGYUAN = "620421";
    private static final String HUINING = "620422";

    private static final String INSTALL =
            "mutation($i: InstallPluginInput!) { installPlugin(input: $i) { id version sha256 code signedBy issuer active previous region standards { ref title version unitKinds } campaignTemplates { ref title version } } }";
    private static final String CHECK =
            "query($i: InstallPluginInput!) { checkPlugin(input: $i) { sha256 id version code signedBy region standards { ref } campaignTemplates { ref } problems { code file line column path message } } }";
    private static final String PLUGINS =
            "{ plugins { id version sha256 issuer tenant active previous problem region standards { ref } } }";
    private static final String ACTIVATE =
            "mutation($p: String!, $v: String!) { activatePlugin(id: $p, version: $v) { active } }";
    private static final String DEACTIVATE =
            "mutation($p: String!, $v: String!) { deactivatePlugin(id: $p, version: $v) { active } }";
    private static final String UPGRADE =
            "mutation($p: String!, $f: String!, $t: String!) { upgradePlugin(id: $p, from: $f, to: $t) { version active previous } }";
    private static final String ROLL_BACK =
            "mutation($p: String!) { rollBackPlugin(id: $p) { version active previous } }";
    private static final String TITLE = "query($r: String!) { standard(ref: $r) { title } }";

    @Autowired
    private People people;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private OwnerDatabase owner;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private PluginHost host;

    private Api operator;
    private Api city;
    private Api jingyuan;
    private Api huining;

    @BeforeEach
    void a_city_with_two_counties() {
        for (var code : List.of(PROVINCE, CITY, JINGYUAN, HUINING)) {
            people.tenant(code);
        }
        operator = people.operator();
        city = people.as("pl-city", CITY, Role.TENANT_ADMIN);
        jingyuan = people.as("pl-jingyuan", JINGYUAN, Role.TENANT_ADMIN);
        huining = people.as("pl-huining", HUINING, Role.TENANT_ADMIN);
    }

    @Test
    void a_tenant_installs_a_data_pack_for_itself_as_often_as_it_likes() throws Exception {
        var archive = TestPlugin.of("often", "1.0.0").archive();

        var installed = jingyuan.ask(INSTALL, "i", input(archive)).get("installPlugin");

        assertThat(installed.get("id").asString()).isEqualTo("often");
        assertThat(installed.get("sha256").asString()).isEqualTo(sha256(archive));
        assertThat(installed.get("issuer").asString()).isEqualTo("OWN");
        assertThat(installed.get("active").asBoolean()).isFalse();
        assertThat(installed.get("code").asBoolean()).isFalse();
        assertThat(installed.at("/standards/0/ref").asString()).startsWith("often@1.0.0/");
        assertThat(jingyuan.ask(INSTALL, "i", input(archive)).get("installPlugin"))
                .isEqualTo(installed);
        assertThat(stored("often")).isEqualTo("1 1");
        assertThat(bytes(sha256(archive))).isEqualTo(archive);
    }

    @Test
    void an_upload_is_the_same_mutation_by_another_way() {
        var archive = TestPlugin.of("uploaded", "1.0.0").archive();

        var answer = jingyuan.upload("/plugins", Map.of("plugin", archive));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer.body()).get("data")).isEqualTo(jingyuan.ask(INSTALL, "i", input(archive)));
    }

    @Test
    void an_upload_that_is_refused_says_so_as_graphql_does() {
        var archive = TestPlugin.of("wrong", "1.0.0")
                .changed("standards/centre.yaml", "total: 100", "total: 99")
                .changed("standards/station.yaml", "judged: {}", "judges: {}")
                .archive();

        var answer = jingyuan.upload("/plugins", Map.of("plugin", archive));
        var byMutation = jingyuan.send(INSTALL, Map.of("i", input(archive))).at("/errors/0");

        assertThat(answer.statusCode()).isEqualTo(400);
        var error = json(answer.body()).at("/errors/0");
        assertThat(error.at("/extensions/code").asString()).isEqualTo("PLUGIN_REJECTED");
        assertThat(error.at("/extensions/classification").asString()).isEqualTo("BAD_REQUEST");
        assertThat(error.get("extensions")).isEqualTo(byMutation.get("extensions"));
        var problems = error.at("/extensions/problems");
        assertThat(problems)
                .extracting(problem -> problem.get("file").asString())
                .contains("standards/centre.yaml", "standards/station.yaml");
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.get("line").asInt()).isPositive();
            assertThat(problem.get("path").asString()).isNotBlank();
            assertThat(problem.get("message").asString()).isNotBlank();
        });
        assertThat(stored("wrong")).isEqualTo("0 0");
    }

    @Test
    void an_upload_that_is_no_form_or_too_large_or_by_somebody_else_is_refused() {
        var archive = TestPlugin.of("nowhere", "1.0.0").archive();
        refused(jingyuan.post("/plugins", "application/json", archive), 400, "UPLOAD_NOT_A_FORM");
        refused(
                jingyuan.post(
                        "/plugins",
                        "multipart/form-data; boundary=x",
                        "--x\r\nbroken".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                400,
                "UPLOAD_NOT_A_FORM");
        refused(jingyuan.upload("/plugins", Map.of("archive", archive)), 400, "UPLOAD_WITHOUT_PLUGIN");
        var random = new byte[21 << 20];
        new Random(1).nextBytes(random);
        refused(jingyuan.upload("/plugins", Map.of("plugin", random)), 413, "UPLOAD_TOO_LARGE");
        var manager = people.as("pl-manager", JINGYUAN, Role.CAMPAIGN_MANAGER);
        refused(manager.upload("/plugins", Map.of("plugin", archive)), 403, "ROLE_MISSING");
        var limited = people.as("pl-limited", JINGYUAN, new Holding(Role.TENANT_ADMIN, "620421100"));
        refused(limited.upload("/plugins", Map.of("plugin", archive)), 403, "OUTSIDE_SCOPE");
        assertThat(people.anonymous()
                        .upload("/plugins", Map.of("plugin", archive))
                        .statusCode())
                .isEqualTo(401);
        assertThat(stored("nowhere")).isEqualTo("0 0");
    }

    @Test
    void two_threads_that_install_the_same_leave_one_of_it() throws Exception {
        var archive = TestPlugin.of("at-once", "1.0.0").archive();
        var tasks = new ArrayList<Callable<JsonNode>>();
        for (var i = 0; i < 8; i++) {
            tasks.add(() -> jingyuan.ask(INSTALL, "i", input(archive)));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = new ArrayList<JsonNode>();
            for (var answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            assertThat(answers).hasSize(8).containsOnly(answers.getFirst());
        }
        assertThat(stored("at-once")).isEqualTo("1 1");
    }

    @Test
    void what_a_tenant_sees_cannot_be_replaced_under_its_version() {
        install(city, TestPlugin.of("taken", "1.0.0"));
        var other = TestPlugin.of("taken", "1.0.0").file("README.md", "changed").archive();

        for (var tenant : List.of(city, jingyuan)) {
            assertThat(tenant.refused(INSTALL, "i", input(other))).isEqualTo("VERSION_TAKEN");
            assertThat(tenant.ask(CHECK, "i", input(other)).at("/checkPlugin/problems"))
                    .extracting(problem -> problem.get("code").asString())
                    .containsExactly("VERSION_TAKEN");
        }
        assertThat(stored("taken")).isEqualTo("1 1");
        install(jingyuan, TestPlugin.of("taken", "1.0.1").file("README.md", "changed"));
    }

    @Test
    void tenants_that_do_not_see_each_other_may_mean_different_things_by_one_version() {
        install(jingyuan, TestPlugin.of("same", "1.0.0").changed("standards/station.yaml", "试验便民服务站标准", "靖远标准"));
        install(huining, TestPlugin.of("same", "1.0.0").changed("standards/station.yaml", "试验便民服务站标准", "会宁标准"));

        assertThat(title(jingyuan, "same@1.0.0/station")).isEqualTo("靖远标准");
        assertThat(title(huining, "same@1.0.0/station")).isEqualTo("会宁标准");
        assertThat(city.refused(TITLE, "r", "same@1.0.0/station")).isEqualTo("PLUGIN_UNKNOWN");
        install(city, TestPlugin.of("same", "1.0.0").changed("standards/station.yaml", "试验便民服务站标准", "白银标准"));
        assertThat(title(city, "same@1.0.0/station")).isEqualTo("白银标准");
        assertThat(title(jingyuan, "same@1.0.0/station")).isEqualTo("靖远标准");
    }

    @Test
    void a_tenant_sees_its_own_its_parents_and_the_platforms_plugins_and_no_others() throws Exception {
        install(city, TestPlugin.of("of-city", "1.0.0"));
        var own = install(jingyuan, TestPlugin.of("of-jingyuan", "1.0.0"));
        install(operator, TestPlugin.of("of-platform", "1.0.0"));

        assertThat(seen(jingyuan))
                .contains("of-city ABOVE 620400", "of-jingyuan OWN 620421", "of-platform PLATFORM null")
                .contains("testland PLATFORM null");
        assertThat(seen(huining))
                .contains("of-city ABOVE 620400", "of-platform PLATFORM null")
                .noneMatch(plugin -> plugin.startsWith("of-jingyuan"));
        assertThat(seen(operator)).contains("of-platform OWN null").noneMatch(plugin -> plugin.startsWith("of-city"));
        assertThat(huining.refused(TITLE, "r", "of-jingyuan@1.0.0/centre")).isEqualTo("PLUGIN_UNKNOWN");
        assertThat(huining.refused(ACTIVATE, "p", "of-jingyuan", "v", "1.0.0")).isEqualTo("PLUGIN_UNKNOWN");
        var ofCity = city.ask(PLUGINS).get("plugins");
        assertThat(jingyuan.ask(ACTIVATE, "p", "of-city", "v", "1.0.0")
                        .at("/activatePlugin/active")
                        .asBoolean())
                .isTrue();
        assertThat(asTenant(
                        JINGYUAN,
                        "select sha256 = '"
                                + with(ofCity, "of-city", "1.0.0").get("sha256").asString()
                                + "' from plugin_pin where plugin_id = 'of-city'"))
                .isTrue();
        the_database_itself_keeps_them_apart(own);
    }

    private void the_database_itself_keeps_them_apart(String sha256) {
        assertThat(asTenant(JINGYUAN, "select platform.plugin_bytes('" + sha256 + "') is not null"))
                .isTrue();
        assertThat(asTenant(HUINING, "select platform.plugin_bytes('" + sha256 + "') is not null"))
                .isFalse();
        for (var sql : List.of(
                "select true from platform.plugin_artifact",
                "select true from platform.plugin_installation",
                "select true from platform.plugins_seen('620421')",
                "update plugin_pin set sha256 = ''",
                "delete from plugin_activation_event")) {
            assertThatExceptionOfType(BadSqlGrammarException.class)
                    .as(sql)
                    .isThrownBy(() -> asTenant(HUINING, sql))
                    .withStackTraceContaining("permission denied");
        }
    }

    @Test
    void a_check_says_what_an_archive_would_be_and_installs_nothing() throws Exception {
        var archive = TestPlugin.of("checked", "1.0.0").archive();
        var good = jingyuan.ask(CHECK, "i", input(archive)).get("checkPlugin");
        assertThat(good.get("sha256").asString()).isEqualTo(sha256(archive));
        assertThat(good.get("id").asString()).isEqualTo("checked");
        assertThat(good.get("region").asString()).isEqualTo("试验省");
        assertThat(good.get("standards"))
                .extracting(standard -> standard.get("ref").asString())
                .contains("checked@1.0.0/centre", "checked@1.0.0/station");
        assertThat(good.get("campaignTemplates"))
                .extracting(template -> template.get("ref").asString())
                .contains("checked@1.0.0/acceptance");
        assertThat(good.get("problems")).isEmpty();
        var uploaded = json(jingyuan.upload("/plugins/check", Map.of("plugin", archive))
                        .body())
                .at("/data/checkPlugin");
        assertThat(uploaded.get("sha256")).isEqualTo(good.get("sha256"));
        assertThat(uploaded.get("problems")).isEmpty();

        var bad = jingyuan.ask(
                        CHECK,
                        "i",
                        input(TestPlugin.of("Checked", "1.0")
                                .changed("standards/centre.yaml", "total: 100", "total: 99")
                                .archive()))
                .get("checkPlugin");
        assertThat(bad.get("id").isNull()).isTrue();
        assertThat(bad.get("problems"))
                .extracting(problem -> problem.get("code").asString())
                .startsWith("PLUGIN_ID")
                .contains("POINTS_DO_NOT_ADD_UP");
        assertThat(jingyuan.ask(CHECK, "i", input(new byte[] {1, 2, 3}))
                        .at("/checkPlugin/problems/0/code")
                        .asString())
                .isEqualTo("NOT_AN_ARCHIVE");
        assertThat(stored("checked")).isEqualTo("0 0");
        assertThat(people.as("pl-manager", JINGYUAN, Role.CAMPAIGN_MANAGER).refused(CHECK, "i", input(archive)))
                .isEqualTo("ROLE_MISSING");
    }

    @Test
    void what_cannot_be_a_file_is_refused() {
        var archive = TestPlugin.of("named", "1.0.0").archive();
        for (var name : List.of(" ", "a\0b", "a".repeat(201))) {
            var input = new HashMap<>(input(archive));
            input.put("fileName", name);
            assertThat(jingyuan.refused(INSTALL, "i", input)).isEqualTo("FILE_NAME_ILL_FORMED");
        }
        assertThat(jingyuan.refused(INSTALL, "i", Map.of("fileName", "a.jar", "content", "no base 64")))
                .isEqualTo("BASE64_INVALID");
    }

    @Test
    void code_is_installed_by_the_operator_alone_and_activated_by_tenants() {
        var first = TestPlugin.withCode("with-code", "1.0.0", 1).archive();
        var second = TestPlugin.withCode("with-code", "2.0.0", 3).archive();
        assertThat(jingyuan.refused(INSTALL, "i", input(first, TestPlugin.signature(first))))
                .isEqualTo("CODE_BY_OPERATOR");
        assertThat(jingyuan.ask(CHECK, "i", input(first, TestPlugin.signature(first)))
                        .at("/checkPlugin/problems/0/code")
                        .asString())
                .isEqualTo("CODE_BY_OPERATOR");
        problem(operator, "CODE_ENTRY", input(first));
        problem(operator, "CODE_ENTRY", input(first));
        problem(operator, "SIGNATURE_WRONG", input(first, TestPlugin.signature(second)));
        var stranger = TestPlugin.newKeys().getPrivate();
        problem(
                operator,
                "SIGNATURE_WRONG",
                input(
                        first,
                        PluginSignature.sign(TestPlugin.KEY, stranger, first).toBytes()));
        problem(
                operator,
                "SIGNATURE_KEY",
                input(first, PluginSignature.sign("stranger", stranger, first).toBytes()));
        var tampered = first.clone();
        tampered[tampered.length / 2] ^= 1;
        problem(operator, null, input(tampered, TestPlugin.signature(first)));
        assertThat(stored("with-code")).isEqualTo("0 0");

        for (var archive : List.of(first, second)) {
            var installed = operator.ask(INSTALL, "i", input(archive, TestPlugin.signature(archive)))
                    .get("installPlugin");
            assertThat(installed.get("code").asBoolean()).isTrue();
            assertThat(installed.get("signedBy").asString()).isEqualTo(TestPlugin.KEY);
        }
        assertThat(jingyuan.ask(ACTIVATE, "p", "with-code", "v", "1.0.0")
                        .at("/activatePlugin/active")
                        .asBoolean())
                .isTrue();
        assertThat(title(jingyuan, "with-code@2.0.0/station")).isEqualTo("试验便民服务站标准");
    }

    @Test
    void a_standard_that_leaves_criteria_to_those_below_is_shown_and_opens_no_campaign() {
        install(city, TestPlugin.of("unfinished", "1.0.0").file("standards/station.yaml", """
                standard: station
                version: "1"
                title: 留白标准
                unitKinds: [VILLAGE_STATION]
                total: 100
                sources:
                  - {id: paper, title: 试验通知, issuer: 试验机关}
                sections:
                  - id: all
                    title: 全部
                    points: 100
                    items:
                      - {id: all.own, title: 自定, points: 100, open: {criteria: true}}
                """));
        assertThat(title(jingyuan, "unfinished@1.0.0/station")).isEqualTo("留白标准");
        jingyuan.ask(ACTIVATE, "p", "unfinished", "v", "1.0.0");
        assertThat(
                        people.as("pl-manager", JINGYUAN, Role.CAMPAIGN_MANAGER)
                                .refused(
                                        "mutation { createCampaign(input: {template: \"unfinished@1.0.0/acceptance\"}) { id } }"))
                .isEqualTo("STANDARD_UNFINISHED");
    }

    @Test
    void two_versions_are_compared_criterion_by_criterion() {
        install(jingyuan, TestPlugin.of("compared", "1.0.0"));
        install(
                jingyuan,
                TestPlugin.of("compared", "2.0.0")
                        .changed(
                                "standards/centre.yaml", "hall.sign, text: 有标识的，得20分。", "hall.sign, text: 有醒目标识的，得20分。")
                        .changed("standards/centre.yaml", "perItem: 10", "perItem: 5")
                        .changed("standards/centre.yaml", "hall.order", "hall.service"));

        var diff = jingyuan.ask("""
                        { standardDiff(before: "compared@1.0.0/centre", after: "compared@2.0.0/centre") {
                            before { ref } after { ref } whole sections { id } items { id }
                            criteria { id kinds itemBefore itemAfter before { text } after { text } } caps { id } } }""").get("standardDiff");

        assertThat(diff.at("/after/ref").asString()).isEqualTo("compared@2.0.0/centre");
        assertThat(diff.get("whole")).isEmpty();
        assertThat(diff.get("criteria"))
                .extracting(change -> change.get("id").asString() + " "
                        + change.at("/kinds/0").asString())
                .containsExactly(
                        "hall.sign REWORDED", "hall.service ADDED", "matters.in RULE_CHANGED", "hall.order REMOVED");
        assertThat(diff.at("/criteria/0/after/text").asString()).isEqualTo("有醒目标识的，得20分。");
        assertThat(
                        huining.refused(
                                "{ standardDiff(before: \"testland@1.0.0/centre\", after: \"compared@2.0.0/centre\") { whole } }"))
                .isEqualTo("PLUGIN_UNKNOWN");
    }

    private static final String ADJUST =
            "mutation($i: AdjustStandardInput!) { adjustStandard(input: $i) { id version issuer active standards { ref version sections { items { criteria { id points text } } } } } }";

    /** The county fills the slot of 60 points and takes two points from one item for another. */
    @Test
    void a_tenant_adjusts_what_its_parent_left_open_and_nothing_else() {
        install(city, TestPlugin.of("issued", "1.0.0").file("standards/station.yaml", """
                standard: station
                version: "1"
                title: 白银标准
                unitKinds: [VILLAGE_STATION]
                total: 100
                sources:
                  - {id: paper, title: 试验通知, issuer: 试验机关}
                sections:
                  - id: all
                    title: 全部
                    points: 100
                    items:
                      - {id: slot, title: 自定, points: 60, open: {criteria: true}}
                      - id: more
                        title: 可加
                        points: 20
                        open: {points: {least: 10, most: 25}, wording: true}
                        criteria: [{id: more.one, text: 有标识, points: 20, rule: {met: {}}, source: {document: paper, row: "1"}}]
                      - id: less
                        title: 可减
                        points: 15
                        open: {points: {least: 10, most: 25}}
                        criteria: [{id: less.one, text: 整洁, points: 15, rule: {judged: {}}, source: {document: paper, row: "2"}}]
                      - id: closed
                        title: 不可改
                        points: 5
                        criteria: [{id: closed.one, text: 制度, points: 5, rule: {met: {}}, source: {document: paper, row: "3"}}]
                """));
        var filled = Map.of(
                "addedCriterion",
                Map.of(
                        "item",
                        "slot",
                        "criterion",
                        "{id: slot.own, text: 自定六十分, points: 60, rule: {judged: {}}, source: {document: own, row: \"1\"}}"));
        var paper = Map.of("addedSource", Map.of("id", "own", "title", "靖远办法", "issuer", "靖远"));
        var points = List.of(
                Map.of("itemPoints", Map.of("item", "more", "points", "22")),
                Map.of("itemPoints", Map.of("item", "less", "points", "13")));
        var wording = Map.of("addedWording", Map.of("criterion", "more.one", "zh", "标识为双语"));
        var wanted = List.of(paper, filled, points.get(0), points.get(1), wording);
        var input = Map.of("standard", "issued@1.0.0/station", "version", "1.0.0", "changes", wanted);

        for (var time = 0; time < 2; time++) {
            var own = jingyuan.ask(ADJUST, "i", input).get("adjustStandard");
            assertThat(own.get("id").asString()).isEqualTo("issued-620421");
            assertThat(own.get("issuer").asString()).isEqualTo("OWN");
            assertThat(own.get("active").asBoolean()).isFalse();
            assertThat(own.at("/standards/0/sections/0/items"))
                    .extracting(item -> item.at("/criteria/0/id").asString() + " "
                            + item.at("/criteria/0/points").asString())
                    .containsExactly("slot.own 60", "more.one 22", "less.one 13", "closed.one 5");
            assertThat(own.at("/standards/0/sections/0/items/1/criteria/0/text").asString())
                    .isEqualTo("有标识\n标识为双语");
        }
        assertThat(seen(huining)).noneMatch(plugin -> plugin.startsWith("issued-620421"));

        assertThat(problems("2.0.0", Map.of("itemPoints", Map.of("item", "closed", "points", "6")), filled, paper))
                .contains("changes[0] POINTS_NOT_OPEN");
        assertThat(problems("2.0.0", Map.of("itemPoints", Map.of("item", "more", "points", "30"))))
                .containsExactly("changes[0] POINTS_OUT_OF_BOUNDS");
        assertThat(problems("2.0.0", wording)).containsExactly("changes STILL_UNFINISHED");
        assertThat(problems("2.0.0", Map.of("addedCriterion", Map.of("item", "slot", "criterion", "{id: slot.own}"))))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("changes[0] MISSING_FIELD"));
        assertThat(city.refused(ADJUST, "i", input)).isEqualTo("STANDARD_IS_OWN");
        var other = new HashMap<String, Object>(input);
        other.put("changes", List.of(paper, filled));
        assertThat(jingyuan.refused(ADJUST, "i", other)).isEqualTo("VERSION_TAKEN");
        assertThat(people.as("pl-manager", JINGYUAN, Role.CAMPAIGN_MANAGER).refused(ADJUST, "i", input))
                .isEqualTo("ROLE_MISSING");
    }

    private List<String> problems(String version, Object... changes) {
        var error = jingyuan.send(
                        ADJUST,
                        Map.of(
                                "i",
                                Map.of(
                                        "standard",
                                        "issued@1.0.0/station",
                                        "version",
                                        version,
                                        "changes",
                                        List.of(changes))))
                .at("/errors/0/extensions");
        assertThat(error.path("code").asString()).as(error.toString()).isEqualTo("ADJUSTMENT_REFUSED");
        var problems = new ArrayList<String>();
        error.get("problems")
                .forEach(problem -> problems.add(problem.get("file").asString() + " "
                        + problem.get("code").asString()));
        return problems;
    }

    @Test
    void a_node_that_has_not_loaded_it_takes_it_from_the_database() throws Exception {
        var sha256 = install(jingyuan, TestPlugin.of("elsewhere", "1.0.0"));
        assertThat(host.unload(sha256)).isTrue();

        assertThat(title(jingyuan, "elsewhere@1.0.0/centre")).isEqualTo("试验便民服务中心标准");
        assertThat(host.find(sha256)).isPresent();
    }

    @Test
    void what_is_damaged_in_the_database_is_not_loaded_and_hides_nothing_else() throws Exception {
        var sha256 = install(huining, TestPlugin.of("damaged", "1.0.0"));
        host.unload(sha256);
        damage(sha256);

        assertThat(huining.refused(TITLE, "r", "damaged@1.0.0/centre")).isEqualTo("PLUGIN_DAMAGED");
        var listed = with(huining.ask(PLUGINS).get("plugins"), "damaged", "1.0.0");
        assertThat(listed.get("problem").asString()).contains("damaged@1.0.0");
        assertThat(listed.get("standards")).isEmpty();
        assertThat(seen(huining)).contains("testland PLATFORM null");
    }

    @Test
    void an_upgrade_changes_both_versions_or_neither() {
        install(jingyuan, TestPlugin.of("grown", "1.0.0"));
        install(jingyuan, TestPlugin.of("grown", "2.0.0"));
        var damaged = install(jingyuan, TestPlugin.of("grown", "3.0.0"));
        jingyuan.ask(ACTIVATE, "p", "grown", "v", "1.0.0");

        assertThat(jingyuan.refused(UPGRADE, "p", "grown", "f", "1.0.0", "t", "9.0.0"))
                .isEqualTo("PLUGIN_UNKNOWN");
        assertThat(jingyuan.refused(UPGRADE, "p", "grown", "f", "2.0.0", "t", "1.0.0"))
                .isEqualTo("PLUGIN_NOT_ACTIVE");
        assertThat(jingyuan.refused(UPGRADE, "p", "grown", "f", "1.0.0", "t", "1.0.0"))
                .isEqualTo("UPGRADE_TO_ITSELF");
        host.unload(damaged);
        damage(damaged);
        assertThat(jingyuan.refused(UPGRADE, "p", "grown", "f", "1.0.0", "t", "3.0.0"))
                .isEqualTo("PLUGIN_DAMAGED");
        assertThat(active(jingyuan, "grown")).containsExactly("1.0.0 <- null");
        assertThat(people.as("pl-manager", JINGYUAN, Role.CAMPAIGN_MANAGER)
                        .refused(UPGRADE, "p", "grown", "f", "1.0.0", "t", "2.0.0"))
                .isEqualTo("ROLE_MISSING");

        for (var time = 0; time < 2; time++) {
            var upgraded = jingyuan.ask(UPGRADE, "p", "grown", "f", "1.0.0", "t", "2.0.0")
                    .get("upgradePlugin");
            assertThat(upgraded.get("version").asString()).isEqualTo("2.0.0");
            assertThat(upgraded.get("previous").asString()).isEqualTo("1.0.0");
        }
        assertThat(active(jingyuan, "grown")).containsExactly("2.0.0 <- 1.0.0");
        jingyuan.ask(ACTIVATE, "p", "grown", "v", "1.0.0");
        assertThat(jingyuan.refused(UPGRADE, "p", "grown", "f", "1.0.0", "t", "2.0.0"))
                .isEqualTo("PLUGIN_ALREADY_ACTIVE");
        jingyuan.ask(DEACTIVATE, "p", "grown", "v", "1.0.0");

        var back = jingyuan.ask(ROLL_BACK, "p", "grown").get("rollBackPlugin");
        assertThat(back.get("version").asString()).isEqualTo("1.0.0");
        assertThat(active(jingyuan, "grown")).containsExactly("1.0.0 <- null");
        assertThat(jingyuan.refused(ROLL_BACK, "p", "grown")).isEqualTo("NOTHING_TO_ROLL_BACK");

        assertThat(events(jingyuan, "grown"))
                .containsExactly(
                        "ROLLED_BACK 2.0.0 1.0.0",
                        "DEACTIVATED 1.0.0 null",
                        "ACTIVATED null 1.0.0",
                        "UPGRADED 1.0.0 2.0.0",
                        "ACTIVATED null 1.0.0");
        assertThat(people.as("pl-clerk", JINGYUAN, Role.UNIT_CLERK)
                        .refused("{ pluginEvents(first: 1) { edges { node { act } } } }"))
                .isEqualTo("ROLE_MISSING");
    }

    @Test
    void of_two_upgrades_at_once_one_is_done() throws Exception {
        for (var version : List.of("1.0.0", "2.0.0", "3.0.0")) {
            install(huining, TestPlugin.of("raced", version));
        }
        huining.ask(ACTIVATE, "p", "raced", "v", "1.0.0");
        var tasks = new ArrayList<Callable<JsonNode>>();
        for (var to : List.of("2.0.0", "3.0.0")) {
            tasks.add(() -> huining.send(UPGRADE, Map.of("p", "raced", "f", "1.0.0", "t", to)));
        }
        var refused = 0;
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var answer : threads.invokeAll(tasks)) {
                refused += answer.get().has("errors") ? 1 : 0;
            }
        }
        assertThat(refused).isEqualTo(1);
        assertThat(active(huining, "raced")).hasSize(1);
    }

    private void damage(String sha256) {
        JdbcClient.create(owner.connections())
                .sql(
                        "update platform.plugin_artifact set bytes = overlay(bytes placing '\\x00'::bytea from 100) where sha256 = ?")
                .param(sha256)
                .update();
    }

    private static String install(Api api, TestPlugin plugin) {
        return api.ask(INSTALL, "i", input(plugin.archive()))
                .at("/installPlugin/sha256")
                .asString();
    }

    private static void problem(Api api, @Nullable String code, Map<String, ?> input) {
        var error = api.send(INSTALL, Map.of("i", input)).at("/errors/0/extensions");
        assertThat(error.get("code").asString()).isEqualTo("PLUGIN_REJECTED");
        if (code != null) {
            assertThat(error.at("/problems/0/code").asString()).isEqualTo(code);
        }
    }

    private static void refused(java.net.http.HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        var error = json(answer.body()).at("/errors/0");
        assertThat(error.at("/extensions/code").asString()).isEqualTo(code);
        assertThat(error.get("message").asString()).matches("(?s).*\\p{IsHan}.*");
    }

    private static Map<String, Object> input(byte[] archive) {
        return Map.of("fileName", "plugin.jar", "content", Base64.getEncoder().encodeToString(archive));
    }

    private static Map<String, Object> input(byte[] archive, byte[] signature) {
        var input = new HashMap<>(input(archive));
        input.put("signature", Base64.getEncoder().encodeToString(signature));
        return input;
    }

    private static String title(Api api, String ref) {
        return api.ask(TITLE, "r", ref).at("/standard/title").asString();
    }

    private static List<String> seen(Api api) {
        var seen = new ArrayList<String>();
        api.ask(PLUGINS)
                .get("plugins")
                .forEach(plugin -> seen.add(
                        plugin.get("id").asString() + " " + plugin.get("issuer").asString() + " "
                                + plugin.get("tenant").asString("null")));
        return seen;
    }

    private static List<String> active(Api api, String id) {
        var active = new ArrayList<String>();
        for (var plugin : api.ask(PLUGINS).get("plugins")) {
            if (plugin.get("id").asString().equals(id) && plugin.get("active").asBoolean()) {
                active.add(plugin.get("version").asString() + " <- "
                        + plugin.get("previous").asString("null"));
            }
        }
        return active;
    }

    private static List<String> events(Api api, String id) {
        var events = new ArrayList<String>();
        for (var edge : api.ask(
                        "{ pluginEvents(first: 50) { edges { node { pluginId act fromVersion toVersion accountName happenedAt } } } }")
                .at("/pluginEvents/edges")) {
            var event = edge.get("node");
            if (event.get("pluginId").asString().equals(id)) {
                assertThat(event.get("accountName").asString()).isEqualTo("pl-jingyuan");
                events.add(event.get("act").asString() + " "
                        + event.get("fromVersion").asString("null") + " "
                        + event.get("toVersion").asString("null"));
            }
        }
        return events;
    }

    private static JsonNode with(JsonNode plugins, String id, String version) {
        for (var plugin : plugins) {
            if (plugin.get("id").asString().equals(id)
                    && plugin.get("version").asString().equals(version)) {
                return plugin;
            }
        }
        throw new AssertionError("no " + id + "@" + version + " in " + plugins);
    }

    private static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body);
    }

    private static String sha256(byte[] archive) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    }

    /** How many artifacts and installations there are. */
    private String stored(String id) {
        return asPlatform("""
                select count(distinct a.sha256) || ' ' || count(*) filter (where i.sha256 is not null)
                from plugin_artifact a left join plugin_installation i on i.sha256 = a.sha256
                where plugin_id = '%s'""".formatted(id), String.class);
    }

    private byte[] bytes(String sha256) {
        return asPlatform("select bytes from plugin_artifact where sha256 = '" + sha256 + "'", byte[].class);
    }

    private <T> T asPlatform(String sql, Class<T> type) {
        return CurrentTenant.<T, RuntimeException>platform(
                () -> transaction.execute(status -> jdbc.sql(sql).query(type).single()));
    }

    private boolean asTenant(String tenant, String sql) {
        return CurrentTenant.<Boolean, RuntimeException>call(
                new TenantCode(tenant),
                () -> transaction.execute(status -> sql.startsWith("select")
                        ? jdbc.sql(sql).query(Boolean.class).single()
                        : jdbc.sql(sql).update() > 0));
    }
}
