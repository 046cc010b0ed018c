package cn.zhengping.app.reviews;

import static cn.zhengping.app.reviews.ReviewFixture.BOUND;
import static cn.zhengping.app.reviews.ReviewFixture.DAY;
import static cn.zhengping.app.reviews.ReviewFixture.LI;
import static cn.zhengping.app.reviews.ReviewFixture.WANG;
import static cn.zhengping.app.reviews.ReviewFixture.ZHANG;
import static cn.zhengping.app.reviews.ReviewFixture.agreed;
import static cn.zhengping.app.reviews.ReviewFixture.average;
import static cn.zhengping.app.reviews.ReviewFixture.consolidate;
import static cn.zhengping.app.reviews.ReviewFixture.entry;
import static cn.zhengping.app.reviews.ReviewFixture.found;
import static cn.zhengping.app.reviews.ReviewFixture.judged;
import static cn.zhengping.app.reviews.ReviewFixture.member;
import static cn.zhengping.app.reviews.ReviewFixture.met;
import static cn.zhengping.app.reviews.ReviewFixture.scoreSheet;
import static cn.zhengping.app.reviews.ReviewFixture.sheet;
import static cn.zhengping.app.reviews.ReviewFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.app.access.Actor;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class SheetStatesTest {

    private static final Instant NOW = Instant.parse("2023-11-24T02:00:00Z");
    private static final Actor LEADER = new Actor(ZHANG, "张某某", null, Set.of());

    private static void assertRefused(ReviewError code, ThrowingCallable what) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(what)
                .extracting(PlatformException::code)
                .isEqualTo(code);
    }

    private static ScoreSheet submitted(UUID account, String service) {
        var sheet = scoreSheet(account, sheet(service));
        sheet.submit(List.of(), List.of(), false, NOW, DAY);
        return sheet;
    }

    private static ConsolidatedSheet consolidated() {
        var sheet = new ConsolidatedSheet(submitted(ZHANG, "9"), BOUND);
        // as the database does
        ReflectionTestUtils.setField(sheet, "id", new UUID(0, 99));
        return sheet;
    }

    private static Signature signature() {
        return new Signature(ZHANG, "张某某", NOW, "digest", "{}");
    }

    @Test
    void answers_are_put_in_place_of_those_to_the_same_criteria_and_the_others_stay() {
        var sheet = scoreSheet(ZHANG, Map.of("service", judged("8"), "sign", met(true)));

        sheet.enter(List.of(entry("service", judged("6"))));

        assertThat(sheet.answers()).containsOnlyKeys("service", "sign");
        assertThat(sheet.answers().get("service")).isEqualTo(entry("service", judged("6")));
    }

    @Test
    void an_answer_that_is_not_there_cannot_be_cleared_and_nothing_else_is() {
        var sheet = scoreSheet(ZHANG, sheet("8"));

        assertRefused(ReviewError.NOT_ANSWERED, () -> sheet.clear(List.of("service", "windows")));
        assertThat(sheet.answers()).containsKey("service");

        sheet.clear(List.of("service"));
        assertThat(sheet.answers()).doesNotContainKey("service");
    }

    @Test
    void a_sheet_with_a_gap_is_incomplete_and_says_where() {
        var sheet = scoreSheet(ZHANG, Map.of());

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> sheet.submit(List.of("service", "wall"), List.of(), false, NOW, DAY))
                .withMessageContaining("service, wall");
        assertThat(sheet.state()).isEqualTo(SheetState.DRAFT);
    }

    @Test
    void what_earns_points_and_asks_for_evidence_is_not_submitted_without() {
        var sheet = scoreSheet(ZHANG, sheet("8"));

        assertRefused(ReviewError.EVIDENCE_MISSING, () -> sheet.submit(List.of(), List.of("service"), false, NOW, DAY));
    }

    @Test
    void a_submitted_sheet_does_not_change_until_it_is_reopened() {
        var sheet = submitted(ZHANG, "8");

        assertThat(sheet.submittedAt()).isEqualTo(NOW);
        assertThat(sheet.asOf()).isEqualTo(DAY);
        assertRefused(ReviewError.SHEET_ALREADY_SUBMITTED, () -> sheet.enter(List.of(entry("sign", met(false)))));
        assertRefused(ReviewError.SHEET_ALREADY_SUBMITTED, () -> sheet.clear(List.of("sign")));
        assertRefused(ReviewError.SHEET_ALREADY_SUBMITTED, () -> sheet.submit(List.of(), List.of(), false, NOW, DAY));

        sheet.reopen();

        assertThat(sheet.state()).isEqualTo(SheetState.DRAFT);
        assertThat(sheet.submittedAt()).isNull();
        assertThat(sheet.asOf()).isNull();
        assertRefused(ReviewError.SHEET_NOT_SUBMITTED, sheet::reopen);
    }

    @Test
    void what_was_late_once_is_shown_as_late_for_good() {
        var sheet = scoreSheet(ZHANG, sheet("8"));
        sheet.submit(List.of(), List.of(), true, NOW, DAY);
        sheet.reopen();

        sheet.submit(List.of(), List.of(), false, NOW, DAY);

        assertThat(sheet.late()).isTrue();
    }

    @Test
    void a_stale_version_is_refused() {
        assertRefused(
                ReviewError.STALE_VERSION, () -> scoreSheet(ZHANG, sheet("8")).requireVersion(7));
        assertRefused(ReviewError.STALE_VERSION, () -> consolidated().requireVersion(7));
        assertRefused(ReviewError.STALE_VERSION, () -> consolidated().requireVersion(null));
    }

    @Test
    void only_what_differs_can_be_settled() {
        var result = consolidate(Map.of(), member(ZHANG, sheet("9")), member(LI, sheet("9")));
        var line = result.line("service").orElseThrow();

        assertRefused(
                ReviewError.NOTHING_TO_SETTLE, () -> consolidated().settle(line, average(result, "service", "平均")));
    }

    @Test
    void a_flagged_spread_is_not_settled_without_words_and_a_small_one_is() {
        var result = consolidate(Map.of(), member(ZHANG, sheet("9")), member(LI, with(sheet("4"), "sign", met(false))));
        var service = result.line("service").orElseThrow();
        var sign = result.line("sign").orElseThrow();
        var sheet = consolidated();

        assertRefused(ReviewError.WORDS_MISSING, () -> sheet.settle(service, average(result, "service", null)));
        assertThat(sheet.settlements()).isEmpty();

        sheet.settle(service, agreed(result, "service", judged("7"), "复核"));
        sheet.settle(sign, average(result, "sign", null));

        assertThat(sheet.settlements())
                .containsEntry("service", agreed(result, "service", judged("7"), "复核"))
                .containsEntry("sign", average(result, "sign", null));
    }

    @Test
    void findings_that_contradict_have_no_average() {
        var result = consolidate(
                Map.of(), member(ZHANG, sheet("9")), member(LI, with(sheet("9"), "wall", found(Finding.NOT_MET))));
        var line = result.line("wall").orElseThrow();

        assertRefused(ReviewError.AVERAGE_IMPOSSIBLE, () -> consolidated().settle(line, average(result, "wall", "平均")));
    }

    @Test
    void under_a_signature_nothing_is_settled_excused_or_signed_again() {
        var sheet = consolidated();
        var result = consolidate(Map.of(), member(ZHANG, sheet("9")), member(LI, sheet("4")));
        sheet.sign(signature(), false);

        assertRefused(
                ReviewError.ALREADY_SIGNED,
                () -> sheet.settle(result.line("service").orElseThrow(), average(result, "service", "平均")));
        assertRefused(ReviewError.ALREADY_SIGNED, () -> sheet.excuse(List.of(new Excuse(WANG, "王某某", "出差"))));
        assertRefused(ReviewError.ALREADY_SIGNED, () -> sheet.sign(signature(), false));
    }

    @Test
    void reopening_voids_the_signature_and_keeps_it() {
        var sheet = consolidated();
        assertRefused(ReviewError.NOT_SIGNED, () -> sheet.reopen(LEADER, "更正", NOW));
        sheet.sign(signature(), false);

        var voided = sheet.reopen(LEADER, "更正", NOW);

        assertThat(sheet.state()).isEqualTo(ConsolidationState.OPEN);
        assertThat(sheet.signature()).isNull();
        assertThat(sheet.returned()).isFalse();
        assertThat(voided.signature()).isEqualTo(signature());
        assertThat(voided.because()).isEqualTo("更正");
        assertThat(voided.voidedBy()).isEqualTo(ZHANG);
    }

    @Test
    void what_the_organiser_returned_stays_returned_until_it_is_signed_again() {
        var sheet = consolidated();
        sheet.sign(signature(), false);

        sheet.giveBack(LEADER, "得分依据不足", NOW);
        assertThat(sheet.returned()).isTrue();

        sheet.sign(signature(), false);
        assertThat(sheet.returned()).isFalse();
    }

    @Test
    void an_excuse_is_kept_with_its_reason() {
        var sheet = consolidated();
        var excuse = new Excuse(WANG, "王某某", "出差");

        sheet.excuse(List.of(excuse));

        assertThat(sheet.excuses()).containsExactly(excuse);
        assertThat(sheet.excuses(WANG)).isTrue();
        assertThat(sheet.excuses(LI)).isFalse();
    }
}
