package cn.zhengping.app.reviews;

import static cn.zhengping.app.reviews.ReviewInProgress.CITY;
import static cn.zhengping.app.reviews.ReviewInProgress.CONSOLIDATED;
import static cn.zhengping.app.reviews.ReviewInProgress.SHEET;
import static cn.zhengping.app.reviews.ReviewInProgress.answer;
import static cn.zhengping.app.reviews.ReviewInProgress.answers;
import static cn.zhengping.app.reviews.ReviewInProgress.judged;
import static cn.zhengping.app.reviews.ReviewInProgress.refusedToSave;
import static cn.zhengping.app.reviews.ReviewInProgress.save;
import static cn.zhengping.app.reviews.ReviewInProgress.saved;
import static cn.zhengping.app.reviews.ReviewInProgress.settlement;
import static cn.zhengping.app.reviews.ReviewInProgress.submitted;
import static cn.zhengping.app.reviews.ReviewInProgress.version;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Actor.Holding;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import cn.zhengping.app.testing.Statements;
import cn.zhengping.scoring.Score;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ApplicationTest
class ReviewApiTest {

    @Autowired
    private People people;

    @Autowired
    private Consolidations consolidations;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void nobody_stays_logged_in() {
        SecurityContextHolder.clearContext();
    }

    private <T> T asManager(Supplier<T> work) {
        var token = Jwt.withTokenValue("token")
                .header("alg", "none")
                .claim("account", UUID.randomUUID().toString())
                .claim("name", "某某")
                .claim("tenant", CITY)
                .claim("roles", List.of("CAMPAIGN_MANAGER"))
                .build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
        return CurrentTenant.call(
                new TenantCode(CITY), () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    private SignedSheet signed(UUID application) {
        return Objects.requireNonNull(
                asManager(() -> consolidations.signed(List.of(application))).get(application));
    }

    private static JsonNode mine(Api member, String application) {
        return member.ask("query($a: ID!) { mySheet(application: $a) {" + SHEET + "} }", "a", application)
                .get("mySheet");
    }

    @Test
    void members_score_apart_and_the_leader_consolidates_settles_and_signs() {
        var review = new ReviewInProgress(people, 1);
        var application = review.applications.getFirst();
        assertThat(mine(review.leader, application).isNull()).isTrue();

        var first = save(review.leader, Map.of("application", application, "answers", List.of(judged("9"))));
        assertThat(first.at("/result/complete").asBoolean()).isFalse();
        assertThat(first.at("/result/gaps").valueStream().map(JsonNode::asString))
                .containsExactly("hall.sign", "hall.area", "matters.in");
        assertThat(review.leader.refused(
                        "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) { id } }",
                        "i",
                        Map.of("sheet", first.get("id").asString(), "version", version(first))))
                .isEqualTo("SHEET_INCOMPLETE");
        var whole = save(
                review.leader, Map.of("application", application, "version", version(first), "answers", answers("9")));
        assertThat(whole.at("/result/total/exact").asString()).isEqualTo("99");
        review.leader.ask(
                "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) { state } }",
                "i",
                Map.of("sheet", whole.get("id").asString(), "version", version(whole)));

        assertThat(review.leader.refused(
                        "mutation($i: ConsolidateInput!) { consolidateSheets(input: $i) { id } }",
                        "i",
                        Map.of("application", application)))
                .isEqualTo("MEMBERS_MISSING");
        submitted(review.inspector, application, "6");

        var open = review.consolidated(application);
        assertThat(open.get("unsettled").valueStream().map(JsonNode::asString)).containsExactly("hall.order");
        assertThat(open.at("/total/exact").asString()).isEqualTo("97.5");
        var sign = "mutation($i: SignSheetInput!) { signSheet(input: $i) { id } }";
        var input = Map.of("application", application, "version", version(open));
        assertThat(review.leader.refused(sign, "i", input)).isEqualTo("UNSETTLED");
        assertThat(review.inspector.refused(sign, "i", input)).isEqualTo("NOT_LEADER");

        var settled = review.settled(
                application,
                open,
                Map.of(
                        "criterion",
                        "hall.order",
                        "mode",
                        "AGREED",
                        "agreed",
                        Map.of("judged", Map.of("points", "7.5", "reason", "共同复核")),
                        "words",
                        "共同到现场复核后一致同意"));
        assertThat(settled.at("/total/exact").asString()).isEqualTo("97.5");
        var done = review.signed(application, settled);
        assertThat(done.get("state").asString()).isEqualTo("SIGNED");
        assertThat(done.at("/signature/digest").asString())
                .isEqualTo(DigestUtils.sha256Hex(done.at("/signature/content").asString()));

        var result = signed(UUID.fromString(application));
        assertThat(result.intact()).isTrue();
        assertThat(result.total()).isEqualTo(Score.parse("97.5"));
        assertThat(result.digest()).isEqualTo(done.at("/signature/digest").asString());
        assertThat(result.criteria())
                .extracting(SignedSheet.CriterionResult::criterionId)
                .containsExactly("hall.sign", "hall.area", "hall.order", "matters.in");
    }

    /** Signed with 98 points. */
    private JsonNode signed(ReviewInProgress review, String application) {
        submitted(review.leader, application, "9");
        submitted(review.inspector, application, "7");
        return review.signed(application, review.consolidated(application));
    }

    @Test
    void nothing_under_a_signature_changes_until_it_is_taken_back_into_the_history() {
        var review = new ReviewInProgress(people, 1);
        var application = review.applications.getFirst();
        var signed = signed(review, application);
        var sheet = mine(review.inspector, application);
        var reopenSheet = "mutation($s: ID!, $v: Int!) { reopenSheet(sheet: $s, version: $v) { version } }";

        assertThat(review.inspector.refused(reopenSheet, "s", sheet.get("id").asString(), "v", version(sheet)))
                .isEqualTo("SHEET_UNDER_SIGNATURE");
        assertThat(review.leader.refused(
                        "mutation($i: SettleInput!) { settleCriterion(input: $i) { id } }",
                        "i",
                        settlement(application, signed, Map.of("criterion", "hall.order", "mode", "AVERAGE"))))
                .isEqualTo("ALREADY_SIGNED");
        var reopen = "mutation($a: ID!, $v: Int!, $r: String!) { reopenConsolidatedSheet(application: $a, version: $v,"
                + " reason: $r) {" + CONSOLIDATED + "} }";
        assertThat(review.leader.refused(reopen, "a", application, "v", version(signed), "r", " "))
                .isEqualTo("REASON_MISSING");
        assertThat(review.leader.refused(reopen, "a", application, "v", version(signed) - 1, "r", "更正"))
                .isEqualTo("STALE_VERSION");

        var opened = review.leader
                .ask(reopen, "a", application, "v", version(signed), "r", "更正笔误")
                .get("reopenConsolidatedSheet");

        assertThat(opened.get("signature").isNull()).isTrue();
        assertThat(opened.at("/voidedSignatures/0/because").asString()).isEqualTo("更正笔误");
        assertThat(opened.at("/voidedSignatures/0/signature/digest")).isEqualTo(signed.at("/signature/digest"));
        assertThat(asManager(() -> consolidations.signed(List.of(UUID.fromString(application)))))
                .isEmpty();

        review.inspector.ask(reopenSheet, "s", sheet.get("id").asString(), "v", version(sheet));
        var now = review.leader
                .ask("query($a: ID!) { consolidatedSheet(application: $a) {" + CONSOLIDATED + "} }", "a", application)
                .get("consolidatedSheet");
        assertThat(now.at("/missing/0/name").asString()).isEqualTo("r-inspector");
        assertThat(review.leader.refused(
                        "mutation($i: SignSheetInput!) { signSheet(input: $i) { id } }",
                        "i",
                        Map.of("application", application, "version", version(now))))
                .isEqualTo("MEMBERS_MISSING");
        assertThat(version(now))
                .as("whoever reopens a sheet gets in the way of whoever signs at the same time")
                .isGreaterThan(version(opened));
    }

    @Test
    void what_is_changed_behind_the_signature_is_not_intact() {
        var review = new ReviewInProgress(people, 1);
        var application = review.firstApplication();
        signed(review, application.toString());
        assertThat(signed(application).intact()).isTrue();

        asManager(() -> jdbc.sql(
                        "update score_sheet set answers = jsonb_set(answers, '{hall.order,answer,judged,points}',"
                                + " '\"9.5\"') where application_id = ? and reviewer = 'r-leader'")
                .param(application)
                .update());

        assertThat(signed(application).intact()).isFalse();
        assertThat(signed(application).total()).isEqualTo(Score.parse("98"));
    }

    @Test
    void what_the_organiser_returns_can_be_worked_on_although_the_review_is_over() {
        var review = new ReviewInProgress(people, 1);
        var application = review.applications.getFirst();
        signed(review, application);
        review.step("closeReview");
        var sheet = mine(review.inspector, application);
        var reopenSheet = "mutation($s: ID!, $v: Int!) { reopenSheet(sheet: $s, version: $v) { version } }";
        assertThat(review.inspector.refused(reopenSheet, "s", sheet.get("id").asString(), "v", version(sheet)))
                .isEqualTo("REVIEW_OVER");

        asManager(() -> {
            consolidations.giveBack(UUID.fromString(application), "得分依据不足");
            return true;
        });

        review.inspector.ask(reopenSheet, "s", sheet.get("id").asString(), "v", version(sheet));
        sheet = mine(review.inspector, application);
        sheet = save(
                review.inspector,
                Map.of("application", application, "version", version(sheet), "answers", List.of(judged("8"))));
        review.inspector.ask(
                "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) { id } }",
                "i",
                Map.of("sheet", sheet.get("id").asString(), "version", version(sheet)));
        var open = review.leader
                .ask("query($a: ID!) { consolidatedSheet(application: $a) {" + CONSOLIDATED + "} }", "a", application)
                .get("consolidatedSheet");
        assertThat(open.get("returned").asBoolean()).isTrue();
        assertThat(open.at("/voidedSignatures/0/because").asString()).isEqualTo("得分依据不足");

        review.signed(application, open);

        assertThat(signed(UUID.fromString(application)).total()).isEqualTo(Score.parse("98.5"));
        assertThat(review.inspector.refused(reopenSheet, "s", sheet.get("id").asString(), "v", version(sheet)))
                .isEqualTo("REVIEW_OVER");
    }

    @Test
    void a_member_who_does_not_come_is_excused_in_words() {
        var review = new ReviewInProgress(people, 1);
        var application = review.applications.getFirst();
        submitted(review.leader, application, "9");
        var consolidate = "mutation($i: ConsolidateInput!) { consolidateSheets(input: $i) {" + CONSOLIDATED + "} }";
        var absent = review.accountOf("r-inspector");

        assertThat(review.leader.refused(consolidate, "i", excused(application, absent, " ")))
                .isEqualTo("REASON_MISSING");
        assertThat(review.leader.refused(
                        consolidate, "i", excused(application, UUID.randomUUID().toString(), "出差")))
                .isEqualTo("EXCUSED_UNKNOWN");
        assertThat(review.leader.refused(consolidate, "i", excused(application, review.accountOf("r-leader"), "出差")))
                .isEqualTo("EXCUSED_HAS_SUBMITTED");

        var sheet = review.leader
                .ask(consolidate, "i", excused(application, absent, "公务出差"))
                .get("consolidateSheets");

        assertThat(sheet.at("/excused/0/reason").asString()).isEqualTo("公务出差");
        assertThat(review.signed(application, sheet).at("/total/exact").asString())
                .isEqualTo("99");
    }

    private static Map<String, Object> excused(String application, String account, String reason) {
        return Map.of("application", application, "excused", List.of(Map.of("member", account, "reason", reason)));
    }

    @Test
    void bad_answers_have_codes_of_their_own_and_leave_the_sheet_as_it_was() {
        var review = new ReviewInProgress(people, 1);
        var application = review.applications.getFirst();
        var before = saved(review.inspector, application, "8");
        var cases = new HashMap<String, Map<String, Object>>();
        cases.put("POINTS_OUT_OF_RANGE", judged("10.5"));
        cases.put("POINTS_OFF_STEP", judged("7.25"));
        cases.put("UNKNOWN_TIER", answer("hall.area", Map.of("tier", "fourth")));
        cases.put("UNKNOWN_CRITERION", answer("all.judged", Map.of("judged", Map.of("points", "5", "reason", "看"))));
        cases.put("WRONG_KIND", answer("hall.sign", Map.of("tier", "first")));
        cases.put("NOT_EXPECTED", answer("matters.in", Map.of("missing", List.of("z"))));
        cases.put("NOT_APPLICABLE_REFUSED", answer("hall.sign", Map.of("notApplicable", "没有")));
        cases.put("ID_TWICE", answer("matters.in", Map.of("missing", List.of("a", "a"))));
        cases.put(
                "EVIDENCE_ILL_FORMED",
                Map.of(
                        "criterion",
                        "hall.sign",
                        "answer",
                        Map.of("met", Map.of("verdict", "MET")),
                        "evidence",
                        List.of(Map.of("kind", "LINK", "text", "看大厅"))));

        cases.forEach((code, bad) -> assertThat(refusedToSave(
                        review.inspector,
                        Map.of(
                                "application",
                                application,
                                "version",
                                version(before),
                                // a good one beside it is not saved either
                                "answers",
                                code.equals("UNKNOWN_TIER") || code.equals("NOT_EXPECTED")
                                        ? List.of(judged("1"), bad)
                                        : List.of(bad))))
                .isEqualTo(code));
        assertThat(refusedToSave(
                        review.inspector,
                        Map.of(
                                "application",
                                application,
                                "version",
                                version(before),
                                "answers",
                                List.of(judged("1"), judged("2")))))
                .isEqualTo("ANSWER_TWICE");
        assertThat(refusedToSave(
                        review.inspector,
                        Map.of("application", application, "version", version(before), "answers", List.of())))
                .isEqualTo("NOTHING_ENTERED");
        assertThat(refusedToSave(
                        review.inspector,
                        Map.of("application", application, "version", version(before) - 1, "answers", answers("1"))))
                .isEqualTo("STALE_VERSION");
        assertThat(refusedToSave(review.inspector, Map.of("application", application, "answers", answers("1"))))
                .isEqualTo("STALE_VERSION");
        assertThat(review.inspector.refused(
                        "mutation($s: ID!, $v: Int!) { clearAnswers(sheet: $s, version: $v, criteria: [\"hall.x\"]) { id } }",
                        "s",
                        before.get("id").asString(),
                        "v",
                        version(before)))
                .isEqualTo("NOT_ANSWERED");

        assertThat(mine(review.inspector, application)).isEqualTo(before);
    }

    @Test
    void the_same_request_again_gets_the_first_answer_and_another_one_under_its_key_a_conflict() {
        var review = new ReviewInProgress(people, 1);
        var application = review.applications.getFirst();
        var key = UUID.randomUUID().toString();
        var request =
                Map.<String, Object>of("application", application, "answers", answers("8"), "idempotencyKey", key);
        var first = save(review.inspector, request);

        assertThat(save(review.inspector, request)).isEqualTo(first);
        assertThat(refusedToSave(
                        review.inspector,
                        Map.of("application", application, "answers", answers("7"), "idempotencyKey", key)))
                .isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(mine(review.inspector, application)).isEqualTo(first);

        var submission =
                Map.of("sheet", first.get("id").asString(), "version", version(first), "idempotencyKey", key + "s");
        var submit = "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) {" + SHEET + "} }";
        var submitted = review.inspector.ask(submit, "i", submission);
        assertThat(review.inspector.ask(submit, "i", submission)).isEqualTo(submitted);
        assertThat(review.inspector.refused(
                        submit, "i", Map.of("sheet", first.get("id").asString(), "version", version(first))))
                .as("a second submission without the key")
                .isIn("STALE_VERSION", "SHEET_ALREADY_SUBMITTED");
    }

    @Test
    void everybody_sees_and_scores_only_what_they_may() {
        var review = new ReviewInProgress(people, 1);
        var application = review.applications.getFirst();
        var draft = saved(review.inspector, application, "8").get("id").asString();
        var sheet = "query($s: ID!) { sheet(id: $s) { id } }";
        var list =
                "query($c: ID!) { sheets(campaign: $c) { edges { node { id reviewer application { id } group { name } } } } }";

        assertThat(refusedToSave(review.inspector, Map.of("application", review.foreign, "answers", answers("8"))))
                .isEqualTo("APPLICATION_UNKNOWN");
        assertThat(review.leader.refused(sheet, "s", draft)).isEqualTo("SHEET_UNKNOWN");
        assertThat(review.leader.ask(list, "c", review.campaign).at("/sheets/edges"))
                .isEmpty();
        assertThat(review.stranger.refused(sheet, "s", draft)).isEqualTo("SHEET_UNKNOWN");
        assertThat(review.inspector.ask(sheet, "s", draft).at("/sheet/id").asString())
                .isEqualTo(draft);
        assertThat(review.manager.ask(sheet, "s", draft).at("/sheet/id").asString())
                .isEqualTo(draft);
        assertThat(people.as("r-manager-elsewhere", "510900", Role.CAMPAIGN_MANAGER)
                        .refused(sheet, "s", draft))
                .isEqualTo("SHEET_UNKNOWN");
        assertThat(people.as("r-own-clerk", CITY, Role.UNIT_CLERK).refused(sheet, "s", draft))
                .isEqualTo("ROLE_MISSING");
        var ofDivision =
                people.as("r-observer-of-division", CITY, new Holding(Role.OBSERVER, ReviewInProgress.GAOPING));
        assertThat(ofDivision.refused(sheet, "s", draft)).isEqualTo("SHEET_UNKNOWN");
        assertThat(ofDivision.ask(list, "c", review.campaign).at("/sheets/edges"))
                .isEmpty();

        review.inspector.ask(
                "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) { id } }",
                "i",
                Map.of("sheet", draft, "version", version(mine(review.inspector, application))));

        var seen = review.leader.ask(list, "c", review.campaign).at("/sheets/edges");
        assertThat(seen).hasSize(1);
        assertThat(seen.at("/0/node/reviewer").asString()).isEqualTo("r-inspector");
        assertThat(seen.at("/0/node/group/name").asString()).isEqualTo("顺庆组");
        assertThat(review.stranger.ask(list, "c", review.campaign).at("/sheets/edges"))
                .isEmpty();
        assertThat(review.stranger.refused(
                        "query($a: ID!) { consolidatedSheet(application: $a) { id } }", "a", application))
                .isEqualTo("APPLICATION_UNKNOWN");
        assertThat(review.stranger.refused(sheet, "s", draft)).isEqualTo("SHEET_UNKNOWN");
    }

    @Test
    void what_comes_late_is_marked_for_good() {
        var opens = "2023-11-20T09:00:00+08:00";
        var inTime = new ReviewInProgress(people, 1, phases(opens, null, "MARKED"));
        var late = new ReviewInProgress(people, 1, phases(opens, "2023-11-25T00:00:00+08:00", "MARKED"));

        assertThat(submitted(inTime.inspector, inTime.applications.getFirst(), "8")
                        .get("late")
                        .asBoolean())
                .isFalse();
        assertThat(submitted(late.inspector, late.applications.getFirst(), "8")
                        .get("late")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void what_comes_late_is_refused_where_the_phase_says_so_and_what_comes_early_anywhere() {
        var over = new ReviewInProgress(
                people, 1, phases("2023-11-20T09:00:00+08:00", "2023-11-25T00:00:00+08:00", "REFUSED"));
        var early = new ReviewInProgress(
                people,
                1,
                phases(
                        OffsetDateTime.now(ZoneOffset.UTC)
                                .plusYears(1)
                                .withNano(0)
                                .toString(),
                        null,
                        "REFUSED"));

        assertThat(refusedToSave(
                        over.inspector, Map.of("application", over.applications.getFirst(), "answers", answers("8"))))
                .isEqualTo("PHASE_OVER");
        assertThat(refusedToSave(
                        early.inspector, Map.of("application", early.applications.getFirst(), "answers", answers("8"))))
                .isEqualTo("PHASE_NOT_OPEN_YET");
    }

    private static List<Map<String, Object>> phases(String opens, @Nullable String closes, String late) {
        var review = new HashMap<String, Object>(Map.of("kind", "REVIEW", "opens", opens, "late", late));
        if (closes != null) {
            review.put("closes", closes);
        }
        return List.of(Map.of("kind", "APPLICATION", "late", "REFUSED"), review);
    }

    @Test
    void a_list_of_a_hundred_sheets_costs_no_more_statements_than_one_of_two() {
        var review = new ReviewInProgress(people, 50);
        saved(review.inspector, review.applications.get(0), "8");
        saved(review.leader, review.applications.get(0), "8");
        var two = Statements.of(() -> list(review, 2));

        for (var application : review.applications.subList(1, 50)) {
            saved(review.inspector, application, "8");
            saved(review.leader, application, "8");
        }

        assertThat(Statements.of(() -> list(review, 100))).isEqualTo(two);
    }

    private static void list(ReviewInProgress review, int sheets) {
        var listed = review.manager.ask("""
                query($c: ID!) { sheets(campaign: $c, first: 100) { edges { node {
                  id state answers { criterionId evidence { text } }
                  application { unitName campaign { title } group { name } }
                  group { name members { name } areas { area { name } } }
                  result { total { display } criteria { criterionId points { exact } } } } } } }""", "c", review.campaign);
        assertThat(listed.at("/sheets/edges")).hasSize(sheets);
        assertThat(listed.at("/sheets/edges/0/node/result/total/display").asString())
                .isEqualTo("98.00");
    }

    @Test
    void a_review_is_followed_as_it_goes_by_whoever_runs_it() {
        var review = new ReviewInProgress(people, 2);
        var progress = " { groups { name applications expected draft submitted consolidated signed } }";
        var document = "query($c: ID!) { reviewProgress(campaign: $c)" + progress + " }";
        assertThat(review.inspector.refused(document, "c", review.campaign)).isEqualTo("ROLE_MISSING");
        assertThat(people.as("r-manager-elsewhere", "510900", Role.CAMPAIGN_MANAGER)
                        .refused(document, "c", review.campaign))
                .isEqualTo("CAMPAIGN_UNKNOWN");

        try (var events = review.manager.follow(
                "subscription($c: ID!) { reviewProgress(campaign: $c)" + progress + " }", "c", review.campaign)) {
            var following = events.map(event -> own(event.at("/data/reviewProgress")))
                    .filter(group -> !group.isMissingNode())
                    .iterator();
            var begin = following.next();
            assertThat(begin.get("applications").asInt()).isEqualTo(2);
            assertThat(begin.get("expected").asInt()).isEqualTo(4);
            assertThat(begin.get("draft").asInt()).isZero();

            saved(review.inspector, review.applications.getFirst(), "8");

            assertThat(following.next().get("draft").asInt()).isEqualTo(1);
        }
        assertThat(own(review.manager.ask(document, "c", review.campaign).get("reviewProgress"))
                        .get("draft")
                        .asInt())
                .isEqualTo(1);
    }

    private static JsonNode own(JsonNode progress) {
        return progress.get("groups")
                .valueStream()
                .filter(group -> group.get("name").asString().equals("顺庆组"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_is_wrong_with_an_answer_is_said_in_english_too() {
        var review = new ReviewInProgress(people, 1);

        var answer = review.inspector.post(
                "mutation($i: SaveAnswersInput!) { saveAnswers(input: $i) { id } }",
                Map.of("i", Map.of("application", review.applications.getFirst(), "answers", List.of(judged("11")))),
                "en");

        assertThat(answer.body()).contains("POINTS_OUT_OF_RANGE").contains("BAD_REQUEST");
        assertThat(answer.body()).doesNotContainPattern("\\p{IsHan}");
    }
}
