package cn.zhengping.scoring;

import static cn.zhengping.scoring.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhengping.scoring.CriterionScore.Verdict;
import cn.zhengping.scoring.ScoreResult.Adjustment;
import cn.zhengping.scoring.ScoreResult.Subtotal;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.standard.AppliesTo;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SheetTest {

    @Test
    void a_sheet_adds_up_by_item_section_and_total() {
        var standard = standard(
                "0",
                "10",
                List.of(
                        section("one", criterion("a", "2", MET_RULE), criterion("b", "3", MET_RULE)),
                        section("two", criterion("c", "5", MET_RULE))),
                List.of());

        // (2 + 0) + 5 = 7
        var result = Scorer.of(standard, List.of()).score(Map.of("a", MET, "b", NOT_MET, "c", MET), CONTEXT);

        assertThat(result.total()).isEqualTo(score("7"));
        assertThat(result.soFar()).isEqualTo(score("7"));
        assertThat(result.maximum()).isEqualTo(score("10"));
        assertThat(result.sections())
                .containsExactly(new Subtotal("one", score("2"), true), new Subtotal("two", score("5"), true));
        assertThat(result.items())
                .containsExactly(new Subtotal("one.i", score("2"), true), new Subtotal("two.i", score("5"), true));
        assertThat(result.complete()).isTrue();
    }

    @Test
    void a_sheet_with_a_gap_is_incomplete_and_says_where() {
        var scorer = scorer("10", criterion("a", "2", MET_RULE), criterion("b", "3", MET_RULE));

        var result = scorer.score(Map.of("a", MET), CONTEXT);

        assertThat(result.total()).isNull();
        assertThat(result.soFar()).isEqualTo(score("2"));
        assertThat(result.complete()).isFalse();
        assertThat(result.gaps()).containsExactly("b");
        assertThat(criterion(result, "b").points()).isNull();
        assertThat(criterion(result, "b").answer()).isNull();
        assertThat(reasons(criterion(result, "b"))).containsExactly("尚未作答");
        assertThat(result.sections()).containsExactly(new Subtotal("s", score("2"), false));
    }

    @Test
    void unanswered_is_not_the_same_as_not_met() {
        var scorer = scorer("10", criterion("a", "2", MET_RULE));

        assertThat(scorer.score(Map.of(), CONTEXT).total()).isNull();
        assertThat(scorer.score(Map.of("a", NOT_MET), CONTEXT).total()).isEqualTo(Score.ZERO);
    }

    @Test
    void an_unanswered_gate_or_check_is_a_gap_too() {
        var scorer = scorer(
                null,
                criterion("gate", null, new Rule.Gate(List.of(), List.of())),
                criterion("check", null, new Rule.Check(List.of())));

        assertThat(scorer.score(Map.of(), CONTEXT).gaps()).containsExactly("gate", "check");
        assertThat(scorer.score(Map.of("gate", new Answer.Gated(Map.of())), CONTEXT)
                        .verdicts())
                .containsExactly(Map.entry("gate", Verdict.PASSED));
    }

    @Test
    void the_base_is_where_a_sheet_starts() {
        var standard = standard("60", "100", List.of(section("s", criterion("a", "40", MET_RULE))), List.of());

        // 60 + 40 = 100
        var result = Scorer.of(standard, List.of()).score(Map.of("a", MET), CONTEXT);

        assertThat(result.total()).isEqualTo(score("100"));
        assertThat(result.base()).isEqualTo(Points.of(60));
    }

    @Test
    void more_than_the_total_counts_as_the_total_and_says_so() {
        var result = scorer("4", criterion("a", "2", MET_RULE), criterion("b", "3", MET_RULE))
                .score(Map.of("a", MET, "b", MET), CONTEXT);

        // 2 + 3 = 5, which is 4
        assertThat(result.total()).isEqualTo(score("4"));
        assertThat(result.adjustments()).singleElement().satisfies(adjustment -> {
            assertThat(adjustment.kind()).isEqualTo(Adjustment.Kind.TOTAL_LIMIT);
            assertThat(adjustment.amount()).isEqualTo(score("-1"));
            assertThat(adjustment.reason().in(Locale.CHINESE)).isEqualTo("合计5分，超过总分，按4分计");
        });
    }

    @Test
    void what_does_not_apply_to_the_unit_is_not_on_its_sheet() {
        var lead = new AppliesTo(Set.of(), Set.of("lead"));
        var villages = new AppliesTo(Set.of(UnitKind.VILLAGE_STATION), Set.of());
        var scorer = scorer(
                "10",
                criterion("all", "2", MET_RULE),
                criterion("lead", "3", MET_RULE, lead),
                criterion("village", "5", MET_RULE, villages));
        var leading = new ScoringContext(TODAY, UnitKind.TOWNSHIP_CENTRE, Set.of("lead", "host"), null, Map.of());

        assertThat(scorer.toAnswer(CONTEXT)).containsExactly("all");
        assertThat(scorer.toAnswer(leading)).containsExactly("all", "lead");

        var result = scorer.score(Map.of("all", MET), CONTEXT);
        assertThat(result.total()).isEqualTo(score("2"));
        assertThat(result.maximum()).isEqualTo(score("2"));
        assertThat(result.criteria()).extracting(CriterionScore::criterion).containsExactly("all");

        assertThat(scorer.score(Map.of("all", MET, "lead", MET), leading).total())
                .isEqualTo(score("5"));
    }

    @Nested
    class NotApplicableAnswers {

        private final Answer absent = new Answer.NotApplicable("没有此项业务");

        @Test
        void full_points() {
            var score = scored(criterion("a", "3", MET_RULE, NotApplicable.FULL_POINTS), absent);

            assertThat(score.points()).isEqualTo(score("3"));
            assertThat(score.finding()).isEqualTo(Finding.NOT_APPLICABLE);
            assertThat(reasons(score)).containsExactly("不适用，按满分计：没有此项业务");
        }

        @Test
        void no_points() {
            var score = scored(criterion("a", "3", MET_RULE, NotApplicable.NO_POINTS), absent);

            assertThat(score.points()).isEqualTo(Score.ZERO);
            assertThat(score.lost()).isEqualTo(score("3"));
        }

        @Test
        void scaled_up_exactly_to_what_the_others_can_reach() {
            var scorer = scorer(
                    "10",
                    criterion("a", "1", MET_RULE, NotApplicable.SCALED),
                    criterion("b", "4", MET_RULE),
                    criterion("c", "5", MET_RULE));

            // 4 of the remaining 9 points: 4 × 10 / 9 = 40/9, of which 4/9 is what scaling added
            var result = scorer.score(Map.of("a", absent, "b", MET, "c", NOT_MET), CONTEXT);

            assertThat(result.total()).isEqualTo(score("40/9"));
            assertThat(result.adjustments()).extracting(Adjustment::amount).containsExactly(score("4/9"));
            assertThat(result.adjustments().getFirst().reason().in(Locale.CHINESE))
                    .isEqualTo("不适用的1分不计，其余得4分，乘以10/9折算");
            assertThat(criterion(result, "a").lost()).isEqualTo(Score.ZERO);
            // all of the remaining: 9 × 10 / 9 = 10
            assertThat(scorer.score(Map.of("a", absent, "b", MET, "c", MET), CONTEXT)
                            .total())
                    .isEqualTo(score("10"));
        }

        @Test
        void deductions_are_not_scaled() {
            var scorer = scorer(
                    "10",
                    criterion("a", "5", MET_RULE, NotApplicable.SCALED),
                    criterion("b", "5", MET_RULE),
                    criterion("off", null, deduct("1")));

            // 5 × 10 / 5 − 1 = 9
            assertThat(scorer.score(
                                    Map.of("a", absent, "b", MET, "off", incidents(incident("2023-01-01", null))),
                                    CONTEXT)
                            .total())
                    .isEqualTo(score("9"));
        }

        @Test
        void without_points_it_is_a_finding() {
            var score = scored(criterion("a", null, new Rule.Check(List.of()), NotApplicable.SCALED), absent);

            assertThat(score.finding()).isEqualTo(Finding.NOT_APPLICABLE);
            assertThat(score.points()).isNull();
            assertThat(reasons(score)).containsExactly("不适用：没有此项业务");
        }
    }

    @Nested
    class Caps {

        private final Rule.Each bonus = new Rule.Each(List.of(memberClass("good", "2")), null, false, null);

        @Test
        void a_cap_over_the_sheet_cuts_the_last_of_its_criteria() {
            var standard = standard(
                    "0",
                    "20",
                    List.of(section(
                            "s",
                            criterion("a", "4", MET_RULE),
                            criterion("b", "4", MET_RULE),
                            criterion("free", "4", MET_RULE))),
                    List.of(cap("bonuses", Cap.Scope.SHEET, "5", "a", "b")));

            // min(4 + 4, 5) + 4 = 9
            var result = Scorer.of(standard, List.of()).score(Map.of("a", MET, "b", MET, "free", MET), CONTEXT);

            assertThat(result.total()).isEqualTo(score("9"));
            assertThat(criterion(result, "a").points()).isEqualTo(score("4"));
            assertThat(criterion(result, "b").points()).isEqualTo(score("1"));
            assertThat(reasons(criterion(result, "b"))).containsExactly("按“bonuses”合计最多5分，本项减3分");
        }

        @Test
        void a_cap_without_criteria_covers_the_whole_sheet() {
            var standard = standard(
                    "0",
                    "20",
                    List.of(section("s", criterion("a", "4", MET_RULE), criterion("b", "4", MET_RULE))),
                    List.of(cap("all", Cap.Scope.SHEET, "3")));

            assertThat(Scorer.of(standard, List.of())
                            .score(Map.of("a", MET, "b", MET), CONTEXT)
                            .total())
                    .isEqualTo(score("3"));
        }

        @Test
        void a_quarterly_cap_counts_each_quarter_by_itself() {
            // first quarter 2 + 2 = 4, which is 3; second quarter 2; together 5
            var result = scoreBonus(
                    Cap.Scope.QUARTER,
                    "20",
                    members(member("good", "2023-03-31"), member("good", "2023-01-01"), member("good", "2023-04-01")));

            assertThat(result.total()).isEqualTo(score("5"));
            assertThat(reasons(criterion(result, "bonus"))).contains("2023-Q1合计最多3分，本项减1分");
        }

        @Test
        void a_yearly_cap_counts_each_calendar_year_by_itself() {
            // 2022: 2; 2023: 2 + 2 + 2 = 6, which is 3; together 5
            var result = scoreBonus(
                    Cap.Scope.YEAR,
                    "20",
                    members(
                            member("good", "2022-12-31"),
                            member("good", "2023-01-01"),
                            member("good", "2023-05-01"),
                            member("good", "2023-09-01")));

            assertThat(result.total()).isEqualTo(score("5"));
            assertThat(reasons(criterion(result, "bonus"))).contains("2023合计最多3分，本项减3分");
        }

        @Test
        void the_criterions_own_limit_follows_the_caps_over_periods() {
            // first quarter 8, which is 3; second quarter 2; together 5, which is 4
            var result = scoreBonus(
                    Cap.Scope.QUARTER,
                    "4",
                    members(
                            member("good", "2023-01-01"),
                            member("good", "2023-01-02"),
                            member("good", "2023-01-03"),
                            member("good", "2023-01-04"),
                            member("good", "2023-04-01")));

            assertThat(result.total()).isEqualTo(score("4"));
        }

        @Test
        void deductions_of_the_same_period_make_room_under_its_cap() {
            var standard = standard(
                    "10",
                    "30",
                    List.of(section("s", criterion("bonus", "20", bonus), criterion("off", null, deduct("1")))),
                    List.of(cap("net", Cap.Scope.QUARTER, "3", "bonus", "off")));

            // 10 + min(2 + 2 − 1, 3) = 13
            var result = Scorer.of(standard, List.of())
                    .score(
                            Map.of(
                                    "bonus", members(member("good", "2023-01-01"), member("good", "2023-02-01")),
                                    "off", incidents(incident("2023-03-01", null))),
                            CONTEXT);

            assertThat(result.total()).isEqualTo(score("13"));
        }

        @Test
        void narrow_caps_come_before_wide_ones_wherever_they_are_written() {
            var standard = standard(
                    "0",
                    "20",
                    List.of(section(
                            "s",
                            criterion("a", "6", MET_RULE),
                            criterion("b", "6", MET_RULE),
                            criterion("c", "6", MET_RULE))),
                    List.of(
                            cap("wide", Cap.Scope.SHEET, "10", "a", "b", "c"),
                            cap("narrow", Cap.Scope.SHEET, "4", "b", "c")));

            // 6 + min(6 + 6, 4) = 10, which the wide cap leaves alone
            var result = Scorer.of(standard, List.of()).score(Map.of("a", MET, "b", MET, "c", MET), CONTEXT);

            assertThat(result.total()).isEqualTo(score("10"));
            assertThat(criterion(result, "b").points()).isEqualTo(score("4"));
            assertThat(criterion(result, "c").points()).isEqualTo(Score.ZERO);
        }

        @Test
        void caps_that_share_only_some_of_their_criteria_are_refused() {
            var standard = standard(
                    "0",
                    "20",
                    List.of(section(
                            "s",
                            criterion("a", "6", MET_RULE),
                            criterion("b", "6", MET_RULE),
                            criterion("c", "6", MET_RULE))),
                    List.of(
                            cap("first", Cap.Scope.SHEET, "10", "a", "b"),
                            cap("second", Cap.Scope.YEAR, "10", "b", "c")));

            var refusal = catchThrowableOfType(InvalidStandardException.class, () -> Scorer.of(standard, List.of()));

            assertThat(refusal.code()).isEqualTo(InvalidStandardException.Code.CAPS_CROSS);
            assertThat(refusal.id()).isEqualTo("first");
            assertThat(refusal.message().in(Locale.CHINESE)).contains("“first”与“second”");
        }

        private ScoreResult scoreBonus(Cap.Scope scope, String points, Answer answer) {
            var standard = standard(
                    "0",
                    "20",
                    List.of(section("s", criterion("bonus", points, bonus))),
                    List.of(cap("cap", scope, "3", "bonus")));
            return Scorer.of(standard, List.of()).score(Map.of("bonus", answer), CONTEXT);
        }
    }
}
