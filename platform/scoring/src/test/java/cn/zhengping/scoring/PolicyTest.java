package cn.zhengping.scoring;

import static cn.zhengping.scoring.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.scoring.ScoreResult.Adjustment;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.staff.EmploymentType;
import cn.zhengping.spi.staff.Grade;
import cn.zhengping.spi.staff.GradeTable;
import cn.zhengping.spi.staff.Occasion;
import cn.zhengping.spi.staff.Period;
import cn.zhengping.spi.staff.StaffPolicy;
import cn.zhengping.spi.staff.StaffPost;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Open;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.SourceRef;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Staff policies, shares of checks, and what cannot be scored yet. */
class PolicyTest {

    private static StaffPolicy policy(@Nullable Points floor) {
        return new StaffPolicy(
                standard("100", null, List.of(section("s", criterion("late", null, deduct("30")))), List.of()),
                Set.of(StaffPost.WINDOW_STAFF),
                Occasion.PERIOD,
                Set.of(Period.QUARTER),
                floor,
                null,
                List.of(new GradeTable(
                        EmploymentType.TEMPORARY,
                        List.of(
                                new Grade("excellent", Points.of(90), text("优秀")),
                                new Grade("competent", Points.of(80), text("称职")),
                                new Grade("poor", null, text("不称职"))),
                        new SourceRef("paper", null, "1"))));
    }

    private static ScoreResult late(@Nullable Points floor, int times) {
        return Scorer.of(policy(floor), List.of())
                .score(
                        Map.of("late", new Answer.Incidents(Collections.nCopies(times, incident("2023-01-09", null)))),
                        CONTEXT);
    }

    @Test
    void a_total_below_the_floor_is_lifted_to_it_with_a_reason() {
        // 100 − 4 × 30 = −20
        var result = late(Points.ZERO, 4);

        assertThat(result.total()).isEqualTo(Score.ZERO);
        assertThat(result.adjustments()).singleElement().satisfies(adjustment -> {
            assertThat(adjustment.kind()).isEqualTo(Adjustment.Kind.TOTAL_FLOOR);
            assertThat(adjustment.amount()).isEqualTo(score("20"));
            assertThat(adjustment.reason().in(Locale.CHINESE)).isEqualTo("合计-20分，低于最低分，按0分计");
        });
    }

    @Test
    void a_total_at_the_floor_or_without_one_is_left_alone() {
        // 100 − 3 × 30 = 10
        assertThat(late(Points.of(10), 3).adjustments()).isEmpty();
        assertThat(late(null, 4).total()).isEqualTo(score("-20"));
    }

    @Property
    void the_floor_is_the_only_difference(
            @ForAll @IntRange(max = 8) int times, @ForAll @IntRange(max = 100) int floor) {
        var without = late(null, times);
        var with = late(Points.of(floor), times);

        assertThat(with.criteria()).isEqualTo(without.criteria());
        assertThat(with.soFar()).isEqualTo(without.soFar().atLeast(Score.of(Points.of(floor))));
    }

    @ParameterizedTest
    @CsvSource({"90, excellent", "269999/3000, competent", "80, competent", "79.999, poor", "-20, poor"})
    void a_grade_is_found_by_the_exact_total(String total, String grade) {
        assertThat(policy(null).grade(EmploymentType.TEMPORARY, score(total)::reaches))
                .get()
                .extracting(Grade::id)
                .isEqualTo(grade);
    }

    @Test
    void there_is_no_grade_for_an_employment_without_a_table() {
        assertThat(policy(null).grade(EmploymentType.CIVIL_SERVANT, Score.ZERO::reaches))
                .isEmpty();
    }

    @Property
    void the_share_of_checks_met_is_exact(
            @ForAll @IntRange(max = 9) int met,
            @ForAll @IntRange(max = 9) int notMet,
            @ForAll @IntRange(max = 3) int na) {
        var findings = new HashMap<String, Answer>();
        for (var i = 0; i < met + notMet + na; i++) {
            findings.put(
                    "c" + i,
                    new Checked(
                            i < met ? Finding.MET : i < met + notMet ? Finding.NOT_MET : Finding.NOT_APPLICABLE,
                            Checked.Method.ON_SITE,
                            Map.of()));
        }
        var checks = List.copyOf(findings.keySet()).stream()
                .map(id -> criterion(id, null, new Rule.Check(List.of()), NotApplicable.NO_POINTS));
        findings.put("sign", MET);
        var criteria = Stream.concat(Stream.of(criterion("sign", "2", MET_RULE)), checks)
                .toArray(Criterion[]::new);
        var share = scorer(null, criteria).score(findings, CONTEXT).shareMet();

        if (met + notMet == 0) {
            assertThat(share).isNull();
        } else {
            // share × all = met
            assertThat(Objects.requireNonNull(share).times(met + notMet)).isEqualTo(Score.of(Points.of(met)));
        }
    }

    @Test
    void a_check_that_nobody_answered_is_not_met_yet_and_other_rules_do_not_count() {
        var checks = scorer(
                null,
                criterion("one", null, new Rule.Check(List.of())),
                criterion("two", null, new Rule.Check(List.of())),
                criterion("sign", "2", MET_RULE));
        var answers = Map.<String, Answer>of("one", new Checked(Finding.MET, Checked.Method.ON_SITE, Map.of()));

        assertThat(checks.score(answers, CONTEXT).shareMet()).isEqualTo(score("0.5"));
        assertThat(scorer(null, criterion("sign", "2", MET_RULE))
                        .score(Map.of("sign", MET), CONTEXT)
                        .shareMet())
                .isNull();
    }

    @Test
    void an_unfinished_standard_is_not_scored() {
        var slot = new Item("slot", text("工作情况"), Points.of(80), List.of(), new Open(null, null, false, true));
        var unfinished = standard(
                "0", "80", List.of(new Section("s", LocalizedText.ofChinese("章"), null, List.of(slot))), List.of());

        assertThat(unfinished.unfinished()).containsExactly("slot");
        assertThatExceptionOfType(InvalidStandardException.class)
                .isThrownBy(() -> Scorer.of(unfinished, List.of()))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(InvalidStandardException.Code.UNFINISHED);
                    assertThat(refused.id()).isEqualTo("slot");
                    assertThat(refused.message().in(Locale.CHINESE)).contains("slot");
                });
    }
}
