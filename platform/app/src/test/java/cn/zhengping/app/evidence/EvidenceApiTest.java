package cn.zhengping.app.evidence;

import static cn.zhengping.app.evidence.EvidenceFixture.CITY;
import static cn.zhengping.app.evidence.EvidenceFixture.EVIDENCE;
import static cn.zhengping.app.evidence.EvidenceFixture.GONGJING;
import static cn.zhengping.app.evidence.EvidenceFixture.HANDED_IN;
import static cn.zhengping.app.evidence.EvidenceFixture.HAND_IN;
import static cn.zhengping.app.evidence.EvidenceFixture.STANDARD;
import static cn.zhengping.app.evidence.EvidenceFixture.ZILIUJING;
import static cn.zhengping.app.evidence.EvidenceFixture.found;
import static cn.zhengping.app.evidence.EvidenceFixture.handIn;
import static cn.zhengping.app.evidence.EvidenceFixture.handedIn;
import static cn.zhengping.app.evidence.EvidenceFixture.jpeg;
import static cn.zhengping.app.evidence.EvidenceFixture.link;
import static cn.zhengping.app.evidence.EvidenceFixture.made;
import static cn.zhengping.app.evidence.EvidenceFixture.phase;
import static cn.zhengping.app.evidence.EvidenceFixture.picture;
import static cn.zhengping.app.evidence.EvidenceFixture.received;
import static cn.zhengping.app.evidence.EvidenceFixture.resized;
import static cn.zhengping.app.evidence.EvidenceFixture.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.zhengping.app.access.Actor.Holding;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.search.Readers;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.MovableClock;
import cn.zhengping.app.testing.People;
import cn.zhengping.app.testing.Statements;
import cn.zhengping.search.Entry;
import cn.zhengping.search.Facet;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ApplicationTest
class EvidenceApiTest {

    private static final byte[] PAPER = "关于设立便民服务中心的通知\n".getBytes(StandardCharsets.UTF_8);
    /** Reading a file takes a process of its own. */
    @Autowired
    private People people;

    @Autowired
    private MovableClock clock;

    @Autowired
    private Purge purge;

    @Autowired
    private EvidenceSource source;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @AfterEach
    void let_the_clock_go_on() {
        clock.goOn();
    }

    private EvidenceFixture reviewing() {
        return new EvidenceFixture(people, port).reviewing();
    }

    @Test
    void what_a_clerk_hands_in_is_read_by_the_group_that_reviews_it_and_by_no_other() {
        var all = reviewing();
        var unit = all.units.getFirst();
        var application = all.applications.getFirst();
        var file = all.uploaded(all.clerk, Map.of("unit", unit), "../通知.txt", PAPER);
        var evidence = made(all.clerk, unit, " 设立通知 ", Map.of("file", file));
        assertThat(evidence.get("title").asString()).isEqualTo("设立通知");
        assertThat(evidence.at("/current/digest").asString()).matches("[0-9a-f]{64}");

        var attached = all.clerk
                .ask(
                        "mutation($i: AttachEvidenceInput!) { attachEvidence(input: $i) {" + EVIDENCE + "} }",
                        "i",
                        attach(evidence, criteria("hall.sign", "hall.area")))
                .get("attachEvidence");
        assertThat(attached.get("attachments")).hasSize(2);
        assertThat(received(all.inspector, application))
                .as("the own collection")
                .isEmpty();
        for (var criterion : List.of("hall.sign", "hall.area")) {
            assertThat(list(all.clerk, Map.of("unit", unit, "criterion", criterion(criterion))))
                    .hasSize(1);
        }
        assertThat(list(all.clerk, Map.of("unit", unit, "criterion", criterion("hall.order"))))
                .isEmpty();

        var handedIn = handedIn(all.clerk, evidence, application, "hall.sign", "hall.area");

        assertThat(handedIn.get("attachments")).hasSize(4);
        await().untilAsserted(
                        () -> assertThat(received(all.inspector, application)).hasSize(2));
        var seen = received(all.inspector, application).getFirst();
        assertThat(seen.get("unitName").asString()).isEqualTo("长土便民服务中心");
        assertThat(seen.get("criterion").asString()).isEqualTo("hall.area");
        assertThat(seen.get("digest")).isEqualTo(evidence.at("/current/digest"));
        assertThat(seen.at("/applicant/code").asString()).isEqualTo(GONGJING);
        await().untilAsserted(() -> assertThat(received(all.inspector, application)
                        .getFirst()
                        .at("/files/0/file/download")
                        .isNull())
                .isFalse());
        var download = received(all.inspector, application)
                .getFirst()
                .at("/files/0/file/download")
                .asString();
        assertThat(all.get(download).body()).isEqualTo(PAPER);
        await().untilAsserted(() -> assertThat(text(all.inspector, seen, file)).contains("便民服务中心"));

        var documents = Map.of(
                "query($a: ID!) { handedInEvidence(application: $a) { edges { node { id } } } }",
                application,
                "query($a: ID!) { handedInEvidenceById(id: $a) { id } }",
                seen.get("id").asString());
        documents.forEach((document, id) -> {
            assertThat(all.stranger.refused(document, "a", id)).endsWith("_UNKNOWN");
            assertThat(all.clerk.refused(document, "a", id))
                    .as("of another tenant")
                    .endsWith("_UNKNOWN");
            all.manager.ask(document, "a", id);
        });
        assertThat(all.stranger.refused(
                        "query($h: ID!, $f: ID!) { handedInText(handedIn: $h, file: $f) { text } }",
                        "h",
                        seen.get("id").asString(),
                        "f",
                        file))
                .isEqualTo("EVIDENCE_UNKNOWN");
    }

    private static String text(Api by, JsonNode seen, String file) {
        return by.ask(
                        "query($h: ID!, $f: ID!) { handedInText(handedIn: $h, file: $f) { number text } }",
                        "h",
                        seen.get("id").asString(),
                        "f",
                        file)
                .get("handedInText")
                .toString();
    }

    private static Map<String, Object> attach(JsonNode evidence, List<Map<String, Object>> criteria) {
        return Map.of("evidence", evidence.get("id").asString(), "to", Map.of("criteria", criteria));
    }

    private static List<Map<String, Object>> criteria(String... ids) {
        var all = new ArrayList<Map<String, Object>>();
        for (var id : ids) {
            all.add(criterion(id));
        }
        return all;
    }

    private static Map<String, Object> criterion(String id) {
        return Map.of("standard", STANDARD, "criterion", id);
    }

    private static List<JsonNode> list(Api by, Map<String, Object> filter) {
        return by.ask(
                        "query($f: EvidenceFilter) { evidence(filter: $f, first: 100) { edges { node {" + EVIDENCE
                                + "} } } }",
                        "f",
                        filter)
                .at("/evidence/edges")
                .valueStream()
                .map(edge -> edge.get("node"))
                .toList();
    }

    @Test
    void the_same_photo_handed_in_twice_is_shown_to_reviewers_as_far_as_they_may_know() {
        var all = reviewing();
        var original = picture(7, 1200, 900);
        var first = all.photo(all.clerk, all.units.get(0), "标识", jpeg(original, 0.95f));
        var smaller = all.photo(all.clerk, all.units.get(1), "门头", jpeg(resized(original, 500, 375), 0.6f));
        var elsewhere = all.photo(all.otherClerk, all.otherUnit, "大门", jpeg(original, 0.5f));
        var different = all.photo(all.clerk, all.units.get(1), "另一处", jpeg(picture(8, 1200, 900), 0.9f));
        handedIn(all.clerk, first, all.applications.get(0), "hall.sign");
        handedIn(all.clerk, smaller, all.applications.get(1), "hall.area");
        handedIn(all.clerk, different, all.applications.get(1), "hall.order");
        handedIn(all.otherClerk, elsewhere, all.otherApplication, "hall.sign");

        await().untilAsserted(() -> {
            assertThat(received(all.inspector, all.applications.get(0))).hasSize(1);
            assertThat(received(all.inspector, all.applications.get(1))).hasSize(2);
            assertThat(alike(all.inspector, all.applications.get(0), first)).hasSize(2);
            assertThat(alike(all.inspector, all.applications.get(1), different)).isEmpty();
        });
        assertThat(alike(all.inspector, all.applications.get(0), first))
                .as("the inspector reviews both units of 贡井, and not 自流井")
                .allSatisfy(each -> {
                    assertThat(each.get("same").asBoolean()).isFalse();
                    assertThat(each.get("distance").asInt()).isLessThanOrEqualTo(8);
                    assertThat(each.get("sameCampaign").asBoolean()).isTrue();
                })
                .extracting(each -> each.get("unitName").toString())
                .containsExactlyInAnyOrder("\"艾叶便民服务中心\"", "null");
        assertThat(alike(all.manager, all.applications.get(0), first))
                .extracting(each -> each.get("unitName").asString() + " "
                        + each.get("criterion").asString() + " "
                        + each.at("/campaign/id").asString())
                .containsExactlyInAnyOrder("艾叶便民服务中心 hall.area " + all.campaign, "仲权便民服务中心 hall.sign " + all.campaign);
        assertThat(alike(
                        people.as("e-alike", CITY, new Holding(Role.OBSERVER, GONGJING)),
                        all.applications.get(0),
                        first))
                .extracting(each -> each.get("unitName").toString())
                .as("who reads everything of 贡井")
                .containsExactlyInAnyOrder("\"艾叶便民服务中心\"", "null");
        assertThat(alike(all.stranger, all.otherApplication, elsewhere))
                .hasSize(2)
                .allSatisfy(each -> {
                    for (var hidden : List.of("unitName", "criterion", "handedIn", "campaign")) {
                        assertThat(each.get(hidden).isNull()).as(hidden).isTrue();
                    }
                });
    }

    private static List<JsonNode> alike(Api by, String application, JsonNode evidence) {
        return received(by, application).stream()
                .filter(each -> each.get("evidenceId").equals(evidence.get("id")))
                .findFirst()
                .orElseThrow()
                .at("/files/0/lookAlikes")
                .valueStream()
                .toList();
    }

    @Test
    void what_was_handed_in_stays_as_it_was_until_a_later_revision_takes_its_place() {
        var all = reviewing();
        var application = all.applications.getFirst();
        var evidence = link(all.clerk, all.units.getFirst(), "网址");
        handedIn(all.clerk, evidence, application, "hall.sign");
        await().untilAsserted(
                        () -> assertThat(received(all.inspector, application)).hasSize(1));

        var revised = revised(all.clerk, evidence, "新网址");

        assertThat(revised.get("revisions")).hasSize(2);
        assertThat(revised.at("/revisions/0/digest")).isNotEqualTo(revised.at("/revisions/1/digest"));
        assertThat(refusedToRevise(all.clerk, evidence, "又一个")).isEqualTo("STALE_VERSION");
        assertThat(refusedToRevise(all.clerk, revised, "新网址")).isEqualTo("NOTHING_CHANGED");
        assertThat(all.clerk.refused(HAND_IN, "i", handIn(evidence, application, "hall.sign")))
                .as("the version that was read")
                .isEqualTo("STALE_VERSION");
        assertThat(received(all.inspector, application))
                .extracting(each -> each.get("title").asString())
                .containsExactly("网址");

        var twice = handedIn(all.clerk, revised, application, "hall.sign");

        assertThat(twice.get("attachments"))
                .extracting(each -> each.get("state").asString() + each.get("revision"))
                .containsExactly("REPLACED1", "STANDING2");
        await().untilAsserted(() -> assertThat(received(all.inspector, application))
                .extracting(each -> each.get("title").asString())
                .containsExactly("新网址"));
        assertThat(all.clerk.refused(HAND_IN, "i", handIn(revised, application, "hall.sign")))
                .isEqualTo("ALREADY_ATTACHED");
        var attachment = twice.at("/attachments/1/id").asString();
        all.clerk.ask("mutation($a: ID!) { takeBackEvidence(attachment: $a) { id } }", "a", attachment);
        await().untilAsserted(
                        () -> assertThat(received(all.inspector, application)).isEmpty());
        assertThat(all.clerk.refused("mutation($a: ID!) { takeBackEvidence(attachment: $a) { id } }", "a", attachment))
                .isEqualTo("ALREADY_TAKEN_BACK");
    }

    private static JsonNode revised(Api by, JsonNode evidence, String title) {
        return by.ask(
                        "mutation($i: ReviseEvidenceInput!) { reviseEvidence(input: $i) {" + EVIDENCE + "} }",
                        "i",
                        revision(evidence, title))
                .get("reviseEvidence");
    }

    private static String refusedToRevise(Api by, JsonNode evidence, String title) {
        return by.refused(
                "mutation($i: ReviseEvidenceInput!) { reviseEvidence(input: $i) { id } }",
                "i",
                revision(evidence, title));
    }

    private static Map<String, Object> revision(JsonNode evidence, String title) {
        return Map.of(
                "evidence",
                evidence.get("id").asString(),
                "version",
                evidence.get("version").asInt(),
                "title",
                title,
                "content",
                Map.of("link", Map.of("address", "https://example.gov.cn/a")));
    }

    private static Map<String, Object> answer(
            String criterion, Map<String, Object> answer, @Nullable Map<String, Object> evidence) {
        return Map.of(
                "criterion", criterion, "answer", answer, "evidence", evidence == null ? List.of() : List.of(evidence));
    }

    private static List<Map<String, Object>> answers(@Nullable Map<String, Object> evidence) {
        return List.of(
                answer("hall.sign", Map.of("met", Map.of("verdict", "MET")), evidence),
                answer("hall.area", Map.of("tier", "first"), null),
                answer("hall.order", Map.of("judged", Map.of("points", "8", "reason", "现场查看")), null),
                answer("matters.in", Map.of("missing", List.of()), null));
    }

    private static Map<String, Object> on(JsonNode evidence) {
        return Map.of("kind", "EVIDENCE", "evidence", evidence.get("id").asString());
    }

    private static final String SAVE = "mutation($i: SaveAnswersInput!) { saveAnswers(input: $i) { id version answers {"
            + " criterionId evidence { kind text evidence revision digest } } } }";

    private static JsonNode saved(Api by, String application, @Nullable Map<String, Object> evidence) {
        return by.ask(SAVE, "i", Map.of("application", application, "answers", answers(evidence)))
                .get("saveAnswers");
    }

    private static JsonNode submitted(Api by, JsonNode sheet) {
        return by.ask("mutation($i: SubmitSheetInput!) { submitSheet(input: $i) { id version } }", "i", which(sheet))
                .get("submitSheet");
    }

    private static Map<String, Object> which(JsonNode sheet) {
        return Map.of(
                "sheet",
                sheet.get("id").asString(),
                "version",
                sheet.get("version").asInt());
    }

    /** By a group whose other member is excused. */
    private static JsonNode signed(EvidenceFixture all, String application) {
        var members = all.manager
                .ask(
                        "query($a: ID!) { application(id: $a) { group { members { accountId name leader } } } }",
                        "a",
                        application)
                .at("/application/group/members");
        var sheet = all.leader
                .ask(
                        "mutation($i: ConsolidateInput!) { consolidateSheets(input: $i) { version } }",
                        "i",
                        Map.of(
                                "application",
                                application,
                                "excused",
                                List.of(Map.of(
                                        "member",
                                        members.valueStream()
                                                .filter(each ->
                                                        !each.get("leader").asBoolean())
                                                .findFirst()
                                                .orElseThrow()
                                                .get("accountId")
                                                .asString(),
                                        "reason",
                                        "出差"))))
                .get("consolidateSheets");
        return all.leader
                .ask(
                        "mutation($i: SignSheetInput!) { signSheet(input: $i) { version signature { content } } }",
                        "i",
                        Map.of(
                                "application",
                                application,
                                "version",
                                sheet.get("version").asInt()))
                .get("signSheet");
    }

    private static final String WITHDRAW = "mutation($e: ID!, $v: Int!) { withdrawEvidence(evidence: $e, version: $v) {"
            + " state attachments { state } } }";

    private static JsonNode withdrawn(Api by, JsonNode evidence) {
        return by.ask(
                        WITHDRAW,
                        "e",
                        evidence.get("id").asString(),
                        "v",
                        evidence.get("version").asInt())
                .get("withdrawEvidence");
    }

    private static JsonNode refusal(Api by, String document, Object... variables) {
        var pairs = new HashMap<String, Object>();
        for (var i = 0; i < variables.length; i += 2) {
            pairs.put((String) variables[i], variables[i + 1]);
        }
        return by.send(document, pairs).at("/errors/0");
    }

    @Test
    void an_answer_rests_on_what_was_handed_in_and_then_it_cannot_be_deleted() {
        var all = reviewing();
        var application = all.applications.getFirst();
        var evidence = link(all.clerk, all.units.getFirst(), "标识照片");
        assertThat(all.leader.refused(SAVE, "i", Map.of("application", application, "answers", answers(on(evidence)))))
                .isEqualTo("EVIDENCE_NOT_HANDED_IN");
        var handedIn = handedIn(all.clerk, evidence, application, "hall.area");
        await().untilAsserted(
                        () -> assertThat(received(all.leader, application)).hasSize(1));
        assertThat(all.stranger.refused(
                        SAVE, "i", Map.of("application", all.otherApplication, "answers", answers(on(evidence)))))
                .as("not to this application")
                .isEqualTo("EVIDENCE_NOT_HANDED_IN");

        var sheet = saved(all.leader, application, on(evidence));
        var rests = sheet.get("answers")
                .valueStream()
                .filter(each -> each.get("criterionId").asString().equals("hall.sign"))
                .findFirst()
                .orElseThrow()
                .at("/evidence/0");
        assertThat(rests.get("text").asString()).isEqualTo("标识照片");
        assertThat(rests.get("revision").asInt()).isEqualTo(1);
        assertThat(rests.get("digest")).isEqualTo(evidence.at("/current/digest"));
        submitted(all.leader, sheet);
        var signature = signed(all, application);

        assertThat(signature.at("/signature/content").asString())
                .contains("\"format\":4")
                .contains(evidence.get("id").asString())
                .contains(evidence.at("/current/digest").asString());
        var refusal = refusal(
                all.clerk,
                WITHDRAW,
                "e",
                evidence.get("id").asString(),
                "v",
                evidence.get("version").asInt());
        assertThat(refusal.at("/extensions/code").asString()).isEqualTo("EVIDENCE_SIGNED");
        assertThat(refusal.at("/extensions/classification").asString()).isEqualTo("CONFLICT");
        assertThat(refusal.get("message").asString()).contains("长土便民服务中心", "试验验收", "e-leader");
        assertThat(all.clerk.refused(
                        "mutation($a: ID!) { takeBackEvidence(attachment: $a) { id } }",
                        "a",
                        handedIn.at("/attachments/0/id").asString()))
                .isEqualTo("EVIDENCE_SIGNED");

        all.leader.ask(
                "mutation($a: ID!, $v: Int!) { reopenConsolidatedSheet(application: $a, version: $v, reason: \"更正\") { id } }",
                "a",
                application,
                "v",
                signature.get("version").asInt());
        assertThat(withdrawn(all.clerk, evidence).get("state").asString()).isEqualTo("WITHDRAWN");
    }

    @Test
    void who_signs_while_evidence_is_withdrawn_still_finds_it_and_so_does_whoever_reads_the_sheet() {
        var all = reviewing();
        var application = all.applications.getFirst();
        var evidence = made(
                all.clerk,
                all.units.getFirst(),
                "通知",
                Map.of("file", all.uploaded(all.clerk, Map.of("unit", all.units.getFirst()), "通知.txt", PAPER)));
        handedIn(all.clerk, evidence, application, "hall.sign");
        await().untilAsserted(
                        () -> assertThat(received(all.leader, application)).hasSize(1));
        var sheet = submitted(all.leader, saved(all.leader, application, on(evidence)));

        assertThat(withdrawn(all.clerk, evidence).at("/attachments/0/state").asString())
                .as("nobody has signed yet")
                .isEqualTo("WITHDRAWN");
        await().untilAsserted(
                        () -> assertThat(received(all.leader, application)).isEmpty());
        var signature = signed(all, application);

        assertThat(files(all.manager, application, evidence)).hasSize(1);
        purgeAfter(Duration.ofDays(8));
        purgeAfter(Duration.ofDays(16));
        clock.goOn();
        await().untilAsserted(() -> {
            var kept = files(all.manager, application, evidence);
            assertThat(kept).hasSize(1);
            var download = kept.getFirst().at("/file/download");
            assertThat(download.isString()).as("read").isTrue();
            assertThat(all.get(download.asString()).body())
                    .as("the purge has asked again")
                    .isEqualTo(PAPER);
        });
        assertThat(released(evidence)).isFalse();

        all.leader.ask(
                "mutation($a: ID!, $v: Int!) { reopenConsolidatedSheet(application: $a, version: $v, reason: \"更正\") { id } }",
                "a",
                application,
                "v",
                signature.get("version").asInt());
        purgeAfter(Duration.ofDays(24));
        assertThat(released(evidence)).as("a submitted sheet rests on it").isFalse();
        clock.goOn();
        var reopened = all.leader
                .ask(
                        "mutation($s: ID!, $v: Int!) { reopenSheet(sheet: $s, version: $v) { id version } }",
                        "s",
                        sheet.get("id").asString(),
                        "v",
                        sheet.get("version").asInt())
                .get("reopenSheet");
        assertThat(all.leader.refused(
                        "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) { id } }", "i", which(reopened)))
                .as("so that nobody rests on it anew")
                .isEqualTo("EVIDENCE_GONE");
        purgeAfter(Duration.ofDays(32));
        assertThat(released(evidence)).isTrue();
        clock.goOn();
        assertThat(files(all.manager, application, evidence)).isEmpty();
    }

    private static List<JsonNode> files(Api by, String application, JsonNode evidence) {
        return by.ask(
                        "query($a: ID!, $e: ID!) { handedInEvidence(application: $a, filter: {evidence: $e}) { edges { node {"
                                + HANDED_IN + "} } } }",
                        "a",
                        application,
                        "e",
                        evidence.get("id").asString())
                .at("/handedInEvidence/edges/0/node/files")
                .valueStream()
                .toList();
    }

    private void purgeAfter(Duration time) {
        clock.stopOn(LocalDate.now(clock.getZone()).plusDays(time.toDays()));
        var tenant = new TenantCode(GONGJING);
        CurrentTenant.<RuntimeException>run(tenant, () -> purge.run(tenant));
    }

    private boolean released(JsonNode evidence) {
        return in(
                GONGJING,
                () -> jdbc.sql("select purged_at is not null from evidence where id = ?")
                        .param(UUID.fromString(evidence.get("id").asString()))
                        .query(Boolean.class)
                        .single());
    }

    private <T> T in(String tenant, Supplier<T> work) {
        return CurrentTenant.call(
                new TenantCode(tenant), () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    @Test
    void evidence_that_nobody_has_signed_on_is_withdrawn_from_everywhere() {
        var all = reviewing();
        var application = all.applications.getFirst();
        var evidence = link(all.clerk, all.units.getFirst(), "网址");
        handedIn(all.clerk, evidence, application, "hall.sign");
        await().untilAsserted(
                        () -> assertThat(received(all.leader, application)).hasSize(1));
        var sheet = saved(all.leader, application, on(evidence));

        withdrawn(all.clerk, evidence);

        await().untilAsserted(
                        () -> assertThat(received(all.leader, application)).isEmpty());
        assertThat(all.leader.refused(
                        "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) { id } }", "i", which(sheet)))
                .isEqualTo("EVIDENCE_GONE");
        assertThat(all.leader.refused(
                        SAVE,
                        "i",
                        Map.of(
                                "application",
                                application,
                                "version",
                                sheet.get("version").asInt(),
                                "answers",
                                answers(on(evidence)))))
                .isEqualTo("EVIDENCE_GONE");
        assertThat(all.clerk.refused(HAND_IN, "i", handIn(found(all.clerk, evidence), application, "hall.area")))
                .isEqualTo("EVIDENCE_WITHDRAWN");
        assertThat(list(all.clerk, Map.of("unit", all.units.getFirst(), "state", "STANDING")))
                .isEmpty();
        assertThat(list(all.clerk, Map.of("unit", all.units.getFirst(), "state", "WITHDRAWN")))
                .hasSize(1);
    }

    @Test
    void evidence_is_handed_in_to_an_incident_that_the_standard_knows() {
        var all = new EvidenceFixture(people, port);
        var campaign = all.manager
                .ask(
                        "mutation($p: [PhaseInput!]) { createCampaign(input: {template: \"testland@1.0.0/acceptance\","
                                + " titles: [{id: \"park\", standard: \"testland@1.0.0/park\"}], phases: $p}) { id version } }",
                        "p",
                        List.of(phase("APPLICATION", null, null, "REFUSED"), phase("REVIEW", null, null, "MARKED")))
                .get("createCampaign");
        all.manager.ask(
                "mutation($c: ID!, $v: Int!) { openCampaign(campaign: $c, version: $v) { id } }",
                "c",
                campaign.get("id").asString(),
                "v",
                campaign.get("version").asInt());
        var unit = all.clerk
                .ask(
                        "mutation($i: CreateUnitInput!) { createUnit(input: $i) { id } }",
                        "i",
                        Map.of("kind", "PARK_CENTRE", "name", "园区便民服务中心", "division", GONGJING))
                .at("/createUnit/id")
                .asString();
        var application = all.clerk
                .ask(
                        "mutation($i: ApplyInput!) { applyToCampaign(input: $i) { id } }",
                        "i",
                        Map.of(
                                "organiser",
                                CITY,
                                "campaign",
                                campaign.get("id").asString(),
                                "title",
                                "park",
                                "unit",
                                unit))
                .at("/applyToCampaign/id")
                .asString();
        var evidence = link(all.clerk, unit, "杂物已清理");
        Map<String, Object> clutter = Map.of("date", "2026-03-01", "variant", "clutter", "ordinal", 2);

        var handedIn = all.clerk
                .ask(HAND_IN, "i", incident(evidence, application, "all.orderly", clutter))
                .get("handInEvidence");

        assertThat(handedIn.at("/attachments/0/incident").toString())
                .isEqualTo("{\"date\":\"2026-03-01\",\"variant\":\"clutter\",\"ordinal\":2}");
        await().untilAsserted(
                        () -> assertThat(all.manager
                                        .ask(
                                                "query($a: ID!) { handedInEvidence(application: $a, first: 5) { edges { node { criterion"
                                                        + " incident { variant ordinal } } } } }",
                                                "a",
                                                application)
                                        .at("/handedInEvidence/edges")
                                        .toString())
                                .isEqualTo(
                                        "[{\"node\":{\"criterion\":\"all.orderly\",\"incident\":{\"variant\":\"clutter\",\"ordinal\":2}}}]"));
        for (var impossible : List.of(
                Map.<String, Object>of("date", "2026-03-01", "variant", "noise"),
                Map.<String, Object>of("date", "2026-03-01", "variant", "clutter", "ordinal", 0))) {
            assertThat(all.clerk.refused(HAND_IN, "i", incident(handedIn, application, "all.orderly", impossible)))
                    .isEqualTo("INCIDENT_IMPOSSIBLE");
        }
        assertThat(all.clerk.refused(HAND_IN, "i", incident(handedIn, application, "all.judged", clutter)))
                .isEqualTo("INCIDENT_IMPOSSIBLE");
    }

    private static Map<String, Object> incident(
            JsonNode evidence, String application, String criterion, Map<String, Object> incident) {
        return handIn(evidence, application, List.of(Map.of("criterion", criterion, "incident", incident)));
    }

    @Test
    void what_reviewers_make_on_the_spot_lies_with_the_organiser_and_answers_rest_on_it() {
        var all = reviewing();
        var application = all.applications.getFirst();
        var about = Map.of("application", application);
        var file = all.uploaded(all.inspector, about, "现场.jpg", jpeg(picture(3, 400, 300), 0.9f));
        var create = "mutation($i: CreateEvidenceInput!) { createEvidence(input: $i) {" + EVIDENCE + "} }";
        var wanted = Map.of("about", about, "title", "大厅现场", "content", Map.of("photo", file));

        var evidence = all.inspector.ask(create, "i", wanted).get("createEvidence");

        assertThat(evidence.get("applicationId").asString()).isEqualTo(application);
        var attach = "mutation($i: AttachEvidenceInput!) { attachEvidence(input: $i) {" + EVIDENCE + "} }";
        assertThat(all.inspector
                        .ask(
                                attach,
                                "i",
                                Map.of(
                                        "evidence",
                                        evidence.get("id").asString(),
                                        "to",
                                        Map.of("findings", List.of(Map.of("criterion", "hall.order")))))
                        .at("/attachEvidence/attachments/0/criterion")
                        .asString())
                .isEqualTo("hall.order");
        assertThat(all.inspector.refused(
                        attach,
                        "i",
                        Map.of(
                                "evidence",
                                evidence.get("id").asString(),
                                "to",
                                Map.of(
                                        "findings",
                                        List.of(Map.of(
                                                "criterion", "hall.sign", "incident", Map.of("date", "2026-03-01")))))))
                .isEqualTo("INCIDENT_IMPOSSIBLE");
        assertThat(all.inspector.refused(attach, "i", attach(evidence, criteria("hall.sign"))))
                .isEqualTo("EVIDENCE_OF_REVIEW");
        assertThat(list(all.leader, Map.of("application", application))).hasSize(1);
        assertThat(all.stranger.refused(
                        "query($e: ID!) { evidenceById(id: $e) { id } }",
                        "e",
                        evidence.get("id").asString()))
                .isEqualTo("EVIDENCE_UNKNOWN");
        assertThat(all.stranger.refused(create, "i", wanted)).isEqualTo("APPLICATION_UNKNOWN");

        submitted(all.leader, saved(all.leader, application, on(evidence)));
        signed(all, application);
        assertThat(refusal(
                                all.inspector,
                                WITHDRAW,
                                "e",
                                evidence.get("id").asString(),
                                "v",
                                found(all.inspector, evidence).get("version").asInt())
                        .get("message")
                        .asString())
                .contains("长土便民服务中心", "试验验收", "e-leader");
    }

    @Test
    void who_reads_everything_of_one_division_does_not_read_what_others_have_handed_in() {
        var all = reviewing();
        var ours = link(all.clerk, all.units.getFirst(), "贡井网址");
        var theirs = link(all.otherClerk, all.otherUnit, "自流井网址");
        handedIn(all.clerk, ours, all.applications.getFirst(), "hall.sign");
        handedIn(all.otherClerk, theirs, all.otherApplication, "hall.sign");
        var made = all.inspector
                .ask(
                        "mutation($i: CreateEvidenceInput!) { createEvidence(input: $i) { id } }",
                        "i",
                        Map.of(
                                "about",
                                Map.of("application", all.applications.getFirst()),
                                "title",
                                "现场",
                                "content",
                                Map.of("link", Map.of("address", "https://example.gov.cn/a"))))
                .at("/createEvidence/id")
                .asString();
        await().untilAsserted(() -> {
            assertThat(received(all.manager, all.applications.getFirst())).hasSize(1);
            assertThat(received(all.manager, all.otherApplication)).hasSize(1);
        });
        var applications = "query($c: ID!) { applications(campaign: $c) { edges { node { id } } } }";
        var groups = "query($c: ID!) { campaign(id: $c) { groups { name } } }";
        for (var role : List.of(Role.OBSERVER, Role.TENANT_ADMIN, Role.INTEGRATOR, Role.CAMPAIGN_MANAGER)) {
            var scoped = people.as(
                    "e-scoped-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    CITY,
                    new Holding(role, ZILIUJING));

            assertThat(received(scoped, all.otherApplication)).hasSize(1);
            assertThat(scoped.refused(
                            "query($a: ID!) { handedInEvidence(application: $a) { edges { node { id } } } }",
                            "a",
                            all.applications.getFirst()))
                    .isEqualTo("APPLICATION_UNKNOWN");
            assertThat(scoped.refused("query($e: ID!) { evidenceById(id: $e) { id } }", "e", made))
                    .isEqualTo("EVIDENCE_UNKNOWN");
            assertThat(scoped.ask(applications, "c", all.campaign).at("/applications/edges"))
                    .extracting(edge -> edge.at("/node/id").asString())
                    .containsExactly(all.otherApplication);
            assertThat(scoped.ask(groups, "c", all.campaign).at("/campaign/groups"))
                    .extracting(group -> group.get("name").asString())
                    .containsExactly("贡井组");
        }
        all.manager.ask("query($e: ID!) { evidenceById(id: $e) { id } }", "e", made);
    }

    @Test
    void who_may_only_read_what_reviewers_made_gets_it_without_where_it_was_taken() {
        var all = reviewing();
        var about = Map.of("application", all.applications.getFirst());
        var file = all.uploaded(all.inspector, about, "现场.jpg", jpeg(picture(31, 400, 300), 0.9f));
        var evidence = all.inspector
                .ask(
                        "mutation($i: CreateEvidenceInput!) { createEvidence(input: $i) {" + EVIDENCE + "} }",
                        "i",
                        Map.of("about", about, "title", "大厅现场", "content", Map.of("photo", file)))
                .get("createEvidence");
        await().until(() -> found(all.inspector, evidence)
                .at("/current/files/0/file/state")
                .asString()
                .equals("READ"));
        in(
                CITY,
                () -> jdbc.sql(
                                "insert into file_capture (file_id, taken_at) values (?, timestamp '2026-03-01 09:30:00')")
                        .param(UUID.fromString(file))
                        .update());

        for (var reviewer : List.of(all.inspector, all.leader)) {
            var seen = found(reviewer, evidence).at("/current/files/0");
            assertThat(seen.get("original").isString()).isTrue();
            assertThat(seen.at("/capture/takenAt").asString()).isEqualTo("2026-03-01T09:30:00");
        }
        var admin = found(people.as("e-admin-" + CITY, CITY, Role.TENANT_ADMIN), evidence)
                .at("/current/files/0");
        assertThat(admin.get("original").isNull()).isTrue();
        assertThat(admin.at("/capture/takenAt").isString()).isTrue();
        for (var role : List.of(Role.OBSERVER, Role.INTEGRATOR, Role.CAMPAIGN_MANAGER)) {
            var seen = found(
                            people.as(
                                    "e-reads-"
                                            + role.name()
                                                    .toLowerCase(Locale.ROOT)
                                                    .replace('_', '-'),
                                    CITY,
                                    role),
                            evidence)
                    .at("/current/files/0");
            assertThat(seen.at("/file/id").asString()).isEqualTo(file);
            assertThat(seen.get("original").isNull()).as(role.name()).isTrue();
            assertThat(seen.get("capture").isNull()).as(role.name()).isTrue();
        }
    }

    @Test
    void nobody_else_finds_what_belongs_to_a_unit() {
        var all = reviewing();
        var evidence = link(all.clerk, all.units.getFirst(), "网址");
        var find = "query($e: ID!) { evidenceById(id: $e) { id } }";
        var id = evidence.get("id").asString();
        var scoped = people.as("e-scoped", GONGJING, new Holding(Role.UNIT_CLERK, "510303100"));
        var observer = people.as("e-observer", GONGJING, Role.OBSERVER);

        assertThat(all.otherClerk.refused(find, "e", id)).isEqualTo("EVIDENCE_UNKNOWN");
        assertThat(all.manager.refused(find, "e", id)).as("the tenant above").isEqualTo("EVIDENCE_UNKNOWN");
        assertThat(scoped.refused(find, "e", id)).isEqualTo("EVIDENCE_UNKNOWN");
        assertThat(list(scoped, Map.of())).isEmpty();
        assertThat(scoped.refused(
                        "mutation($i: CreateEvidenceInput!) { createEvidence(input: $i) { id } }",
                        "i",
                        Map.of(
                                "about",
                                Map.of("unit", all.units.getFirst()),
                                "title",
                                "网址",
                                "content",
                                Map.of("link", Map.of("address", "https://example.gov.cn/a")))))
                .isEqualTo("OUTSIDE_SCOPE");
        assertThat(refusedToRevise(scoped, evidence, "改")).isEqualTo("EVIDENCE_UNKNOWN");
        observer.ask(find, "e", id);
        assertThat(refusedToRevise(observer, evidence, "改")).isEqualTo("ROLE_MISSING");
        assertThat(people.anonymous().refused(find, "e", id)).isEqualTo("NOT_LOGGED_IN");
        assertThat(all.clerk.refused(HAND_IN, "i", handIn(evidence, all.otherApplication, "hall.sign")))
                .isEqualTo("APPLICATION_UNKNOWN");
        assertThat(all.clerk.refused(HAND_IN, "i", handIn(evidence, all.applications.get(1), "hall.sign")))
                .isEqualTo("APPLICATION_OF_OTHER_UNIT");
        assertThat(all.clerk.refused(HAND_IN, "i", handIn(evidence, all.applications.get(0), "hall.signs")))
                .isEqualTo("CRITERION_UNKNOWN");
    }

    @Test
    void only_the_owner_gets_the_photo_as_it_was_taken() {
        var all = reviewing();
        var content = jpeg(picture(5, 640, 480), 0.9f);
        var evidence = all.photo(all.clerk, all.units.getFirst(), "现场", content);
        var observer = people.as("e-observer", GONGJING, Role.OBSERVER);

        assertThat(all.get(found(all.clerk, evidence)
                                .at("/current/files/0/original")
                                .asString())
                        .body())
                .isEqualTo(content);
        assertThat(found(observer, evidence).at("/current/files/0/original").isNull())
                .isTrue();
        assertThat(found(observer, evidence).at("/current/files/0/file/id").isString())
                .isTrue();
    }

    @Test
    void what_is_late_is_refused_or_marked_as_the_phase_says() {
        var before = "2024-03-01T00:00:00+08:00";
        var after = "2024-03-20T00:00:00+08:00";
        clock.stopOn(LocalDate.of(2024, 3, 10));
        var refusing = new EvidenceFixture(
                people,
                port,
                List.of(
                        phase("APPLICATION", before, null, "REFUSED"),
                        phase("MATERIALS", before, after, "REFUSED"),
                        phase("REVIEW", before, null, "MARKED")));
        var marking = new EvidenceFixture(
                people,
                port,
                List.of(phase("APPLICATION", before, null, "REFUSED"), phase("REVIEW", before, after, "MARKED")));
        var one = link(refusing.clerk, refusing.units.getFirst(), "网址");
        var other = link(marking.clerk, marking.units.getFirst(), "网址");
        assertThat(handedIn(refusing.clerk, one, refusing.applications.getFirst(), "hall.sign")
                        .at("/attachments/0/late")
                        .asBoolean())
                .isFalse();

        clock.stopOn(LocalDate.of(2024, 3, 25));

        assertThat(refusing.clerk.refused(HAND_IN, "i", handIn(one, refusing.applications.getFirst(), "hall.area")))
                .isEqualTo("PHASE_OVER");
        assertThat(handedIn(marking.clerk, other, marking.applications.getFirst(), "hall.sign")
                        .at("/attachments/0/late")
                        .asBoolean())
                .isTrue();
        var version = marking.manager
                .ask("query($c: ID!) { campaign(id: $c) { version } }", "c", marking.campaign)
                .at("/campaign/version")
                .asInt();
        marking.manager.ask(
                "mutation($c: ID!, $v: Int!) { cancelCampaign(campaign: $c, version: $v, reason: \"停办\") { id } }",
                "c",
                marking.campaign,
                "v",
                version);
        assertThat(marking.clerk.refused(HAND_IN, "i", handIn(other, marking.applications.getFirst(), "hall.area")))
                .isEqualTo("EVIDENCE_NOT_TAKEN");
    }

    @Test
    void uploads_are_begun_many_at_once_and_each_is_part_of_one_piece_of_evidence() {
        var all = reviewing();
        var about = Map.of("unit", all.units.getFirst());
        var start = "mutation($i: StartEvidenceUploadsInput!) { startEvidenceUploads(input: $i) { fileId url } }";
        var wanted = Map.of(
                "about",
                about,
                "uploads",
                List.of(
                        Map.of("fileName", "一.txt", "size", PAPER.length),
                        Map.of("fileName", "二.txt", "size", PAPER.length)),
                "idempotencyKey",
                UUID.randomUUID().toString());

        var links = all.clerk.ask(start, "i", wanted).get("startEvidenceUploads");
        var again = all.clerk.ask(start, "i", wanted).get("startEvidenceUploads");

        assertThat(links).hasSize(2);
        assertThat(again)
                .extracting(each -> each.get("fileId"))
                .isEqualTo(links.valueStream().map(each -> each.get("fileId")).toList());
        var create = "mutation($i: CreateEvidenceInput!) { createEvidence(input: $i) { id } }";
        var first = links.at("/0/fileId").asString();
        var input = new HashMap<String, Object>(Map.of("about", about, "title", "一", "content", Map.of("file", first)));
        assertThat(all.clerk.refused(create, "i", input)).isEqualTo("FILE_NOT_COMPLETE");
        assertThat(all.put(again.at("/0/url").asString(), PAPER)).isBetween(200, 204);
        assertThat(all.clerk.ask(start, "i", wanted).get("startEvidenceUploads"))
                .as("also once one of them is there")
                .extracting(each -> each.get("fileId"))
                .isEqualTo(links.valueStream().map(each -> each.get("fileId")).toList());
        input.put("idempotencyKey", UUID.randomUUID().toString());
        var evidence =
                all.clerk.ask(create, "i", input).at("/createEvidence/id").asString();
        assertThat(all.clerk.ask(create, "i", input).at("/createEvidence/id").asString())
                .isEqualTo(evidence);
        input.remove("idempotencyKey");
        assertThat(all.clerk.refused(create, "i", input)).isEqualTo("FILE_IN_USE");
        input.put("about", Map.of("unit", all.units.get(1)));
        assertThat(all.clerk.refused(create, "i", input)).as("for another unit").isEqualTo("UPLOAD_UNKNOWN");
        assertThat(all.otherClerk.refused(
                        create,
                        "i",
                        Map.of("about", Map.of("unit", all.otherUnit), "title", "一", "content", Map.of("file", first))))
                .as("of another tenant")
                .isEqualTo("UPLOAD_UNKNOWN");
        assertThat(all.clerk.refused(start, "i", Map.of("about", about, "uploads", List.of())))
                .isEqualTo("NOTHING_GIVEN");
        purgeAfter(Duration.ofDays(3));
        clock.goOn();
        assertThat(all.clerk.refused(start, "i", wanted))
                .as("the second one never came")
                .isEqualTo("UPLOAD_UNKNOWN");
    }

    @Test
    void what_is_said_is_bounded() {
        var all = reviewing();
        var unit = all.units.getFirst();
        var reason = Map.<String, Object>of("reason", Map.of("words", "涉及个人信息，不公开"));

        assertThat(made(all.clerk, unit, "名册", reason).at("/current/reason").asString())
                .isEqualTo("涉及个人信息，不公开");
        assertThat(refusedToMake(all.clerk, unit, " ", reason)).isEqualTo("TITLE_ILL_FORMED");
        assertThat(refusedToMake(all.clerk, unit, "长".repeat(201), reason)).isEqualTo("TITLE_ILL_FORMED");
        assertThat(refusedToMake(all.clerk, unit, "空", Map.of("reason", Map.of("words", " "))))
                .isEqualTo("REASON_ILL_FORMED");
        assertThat(refusedToMake(all.clerk, unit, "网址", Map.of("link", Map.of("address", "javascript:alert(1)"))))
                .isEqualTo("ADDRESS_ILL_FORMED");
        assertThat(refusedToMake(
                        all.clerk, unit, "文件", Map.of("file", UUID.randomUUID().toString())))
                .isEqualTo("UPLOAD_UNKNOWN");
        var twice = all.uploaded(all.clerk, Map.of("unit", unit), "复印件.txt", PAPER);
        assertThat(refusedToMake(
                        all.clerk,
                        unit,
                        "名册",
                        Map.of("reason", Map.of("words", "不公开", "copies", List.of(twice, twice)))))
                .isEqualTo("FILE_TWICE");
    }

    private static String refusedToMake(Api by, String unit, String title, Map<String, Object> content) {
        return by.refused(
                "mutation($i: CreateEvidenceInput!) { createEvidence(input: $i) { id } }",
                "i",
                Map.of("about", Map.of("unit", unit), "title", title, "content", content));
    }

    @Test
    void a_unit_and_a_criterion_have_so_much_and_no_more() {
        var all = reviewing();
        var unit = unit(all.clerk, GONGJING, "五宝");
        var attach = "mutation($i: AttachEvidenceInput!) { attachEvidence(input: $i) { attachments { id } } }";
        var made = new ArrayList<JsonNode>();
        for (var i = 0; i < 100; i++) {
            made.add(link(all.clerk, unit, "网址" + i));
        }
        var attachments = made.subList(0, 50).stream()
                .map(each -> all.clerk
                        .ask(attach, "i", attach(each, criteria("hall.sign")))
                        .at("/attachEvidence/attachments/0/id")
                        .asString())
                .toList();
        var another = Map.<String, Object>of("link", Map.of("address", "https://example.gov.cn/b"));

        assertThat(all.clerk.refused(attach, "i", attach(made.getLast(), criteria("hall.area", "hall.sign"))))
                .isEqualTo("CRITERION_FULL");
        assertThat(list(all.clerk, Map.of("unit", unit, "criterion", criterion("hall.area"))))
                .as("all or none")
                .isEmpty();
        assertThat(refusedToMake(all.clerk, unit, "又一个", another)).isEqualTo("UNIT_FULL");

        all.clerk.ask("mutation($a: ID!) { detachEvidence(attachment: $a) { id } }", "a", attachments.getFirst());
        all.clerk.ask(attach, "i", attach(made.getLast(), criteria("hall.area", "hall.sign")));
        withdrawn(all.clerk, found(all.clerk, made.getFirst()));
        made(all.clerk, unit, "又一个", another);
    }

    @Test
    void a_list_of_a_hundred_costs_no_more_statements_than_one_of_two() {
        var all = reviewing();
        var unit = unit(all.clerk, GONGJING, "成佳");
        fill(all, unit, 2);
        list(all.clerk, Map.of("unit", unit));
        var two = Statements.of(
                () -> assertThat(list(all.clerk, Map.of("unit", unit))).hasSize(2));

        fill(all, unit, 98);

        assertThat(Statements.of(
                        () -> assertThat(list(all.clerk, Map.of("unit", unit))).hasSize(100)))
                .isLessThanOrEqualTo(two);
    }

    @Test
    void what_was_handed_in_costs_an_organiser_the_same_number_of_statements_however_much_it_is() {
        var all = reviewing();
        var application = all.applications.getFirst();
        var evidence = fill(all, all.units.getFirst(), 40);
        handedIn(all.clerk, evidence.get(0), application, "hall.sign");
        handedIn(all.clerk, evidence.get(1), application, "hall.sign");
        await().untilAsserted(
                        () -> assertThat(received(all.leader, application)).hasSize(2));
        var two = Statements.of(
                () -> assertThat(received(all.leader, application)).hasSize(2));

        for (var each : evidence.subList(2, 40)) {
            handedIn(all.clerk, each, application, "hall.sign");
        }
        await().untilAsserted(
                        () -> assertThat(received(all.leader, application)).hasSize(40));

        assertThat(Statements.of(
                        () -> assertThat(received(all.leader, application)).hasSize(40)))
                .isEqualTo(two);
    }

    /** Each with a file, and attached to a criterion. */
    private static List<JsonNode> fill(EvidenceFixture all, String unit, int count) {
        var made = new ArrayList<JsonNode>();
        for (var i = 0; i < count; i++) {
            var file = all.uploaded(
                    all.clerk, Map.of("unit", unit), i + ".txt", (i + "号材料").getBytes(StandardCharsets.UTF_8));
            var evidence = made(all.clerk, unit, "材料" + i, Map.of("file", file));
            all.clerk.ask(
                    "mutation($i: AttachEvidenceInput!) { attachEvidence(input: $i) { id } }",
                    "i",
                    attach(evidence, criteria(i % 2 == 0 ? "hall.sign" : "hall.area")));
            made.add(evidence);
        }
        return made;
    }

    @Test
    void what_is_put_into_the_index_says_who_may_find_it() {
        var all = reviewing();
        var application = all.applications.getFirst();
        var unit = all.units.getFirst();
        var evidence = made(
                all.clerk,
                unit,
                "设立通知",
                Map.of("file", all.uploaded(all.clerk, Map.of("unit", unit), "通知.txt", PAPER)));
        var id = evidence.get("id").asString();
        all.clerk.ask(
                "mutation($i: AttachEvidenceInput!) { attachEvidence(input: $i) { id } }",
                "i",
                attach(evidence, criteria("hall.order")));
        handedIn(all.clerk, evidence, application, "hall.sign");
        var gongjing = new TenantCode(GONGJING);
        var city = new TenantCode(CITY);
        var campaign = UUID.fromString(all.campaign);
        var owners = Set.of(Readers.wholeTenant(gongjing), Readers.division(gongjing, GONGJING));
        var reviewers = Set.of(
                Readers.organiser(city),
                Readers.organiser(city, CITY),
                Readers.organiser(city, GONGJING),
                Readers.area(city, campaign, GONGJING));
        var handedIn = id + "@1@" + application;

        await().untilAsserted(() -> assertThat(entry(id).passages())
                .anySatisfy(passage -> assertThat(passage.text()).contains("设立便民服务中心")));
        var entry = entry(id);
        assertThat(entry.readers()).isEqualTo(owners);
        assertThat(entry.title()).isEqualTo("设立通知");
        assertThat(entry.values())
                .containsEntry(Facet.UNIT, Set.of(unit))
                .containsEntry(Facet.CAMPAIGN, Set.of(all.campaign))
                .containsEntry(Facet.CRITERION, Set.of("centre/hall.sign", "centre/hall.order"))
                .containsEntry(Facet.REGION, Set.of(GONGJING, CITY, "510000"))
                .containsEntry(Facet.FILE_TYPE, Set.of("txt"));

        assertThat(entry(handedIn).readers()).isEqualTo(reviewers);
        assertThat(entry(handedIn).values())
                .as("the organiser does not know what it was not handed in for")
                .containsEntry(Facet.CRITERION, Set.of("centre/hall.sign"));

        var elsewhere = link(all.clerk, unit, "移出");
        in(
                GONGJING,
                () -> jdbc.sql("update evidence set division = '530400', path = '/530400/530000/' where id = ?")
                        .param(UUID.fromString(elsewhere.get("id").asString()))
                        .update());
        assertThat(entry(elsewhere.get("id").asString()).readers())
                .as("a division that lies nowhere in the tenant any more: for whoever has the whole of it")
                .isEqualTo(owners);

        revised(all.clerk, evidence, "内部说明");

        assertThat(entry(id).title()).isEqualTo("内部说明");
        assertThat(entry(id).readers())
                .as("the organiser does not see what was not handed in")
                .isEqualTo(owners);
        assertThat(entry(handedIn).title()).isEqualTo("设立通知");
        assertThat(entry(handedIn).readers()).isEqualTo(reviewers);
        assertThat(everything()).contains(id, handedIn).doesNotHaveDuplicates();
        assertThat(in(
                        GONGJING,
                        () -> source.entries(
                                List.of(id + "@2@" + application, id + "@1@" + UUID.randomUUID(), id + "@1", "note"),
                                1)))
                .isEmpty();
        withdrawn(all.clerk, found(all.clerk, evidence));
        assertThat(in(GONGJING, () -> source.entries(List.of(id, handedIn), 1))).isEmpty();
        assertThat(everything()).doesNotContain(id, handedIn);
    }

    private Entry entry(String id) {
        return in(GONGJING, () -> source.entries(List.of(id), 1)).getFirst();
    }

    private List<String> everything() {
        var all = new ArrayList<String>();
        @Nullable String after = null;
        while (true) {
            var last = after;
            var page = in(GONGJING, () -> source.idsAfter(last, 3));
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
            after = page.getLast();
        }
    }
}
