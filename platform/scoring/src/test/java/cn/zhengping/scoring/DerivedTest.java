package cn.zhengping.scoring;

import static cn.zhengping.scoring.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhengping.scoring.InvalidStandardException.Code;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Rule.Term.From;
import cn.zhengping.spi.standard.Standard;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DerivedTest {

    /** 综合得分: project 80, survey share times 10, the group's 10. */
    private final Scorer composite = scorer(
            "100",
            criterion("project", "80", derived(term(From.INPUT, "project", "0.8", null))),
            criterion("survey", "10", derived(term(From.INPUT, "share", "10", "10"))),
            criterion("group", "10", new Rule.Judged(null)));

    private final Map<String, Answer> group = Map.of("group", new Answer.Judged(Points.of(9), "好"));

    @Test
    void a_composite_is_the_exact_sum_of_its_parts() {
        // 0.8 × 250/3 + 10 × 29/30 + 9 = 200/3 + 29/3 + 9 = 256/3
        var result = composite.score(group, with(Map.of("project", score("250/3"), "share", score("29/30"))));

        assertThat(result.total()).isEqualTo(score("256/3"));
        assertThat(criterion(result, "project").points()).isEqualTo(score("200/3"));
        assertThat(criterion(result, "survey").lost()).isEqualTo(score("1/3"));
        assertThat(reasons(criterion(result, "survey"))).containsExactly("share：29/30 × 10 = 29/3");
    }

    @Test
    void a_missing_input_is_a_gap_that_says_which() {
        var result = composite.score(group, with(Map.of("project", score("80"))));

        assertThat(result.total()).isNull();
        assertThat(result.gaps()).containsExactly("survey");
        assertThat(reasons(criterion(result, "survey"))).containsExactly("缺少“share”的数据，汇总后才能计分");
        // 0.8 × 80 + 9 = 73
        assertThat(result.soFar()).isEqualTo(score("73"));
    }

    @Test
    void a_summand_has_its_own_limit_and_the_criterion_has_one() {
        var scorer = scorer(
                "20",
                criterion("d", "12", derived(term(From.INPUT, "x", "1", "10"), term(From.INPUT, "y", "0.5", null))));

        // min(15, 10) + 0.5 × 8 = 14, which is 12
        var result = scorer.score(Map.of(), with(Map.of("x", score("15"), "y", score("8"))));

        assertThat(result.total()).isEqualTo(score("12"));
        assertThat(reasons(criterion(result, "d")))
                .containsExactly("x：15 × 1 = 15，最多计10分", "y：8 × 0.5 = 4", "合计14分，超过上限，按12分计");
    }

    @Test
    void sections_and_criteria_are_drawn_on_and_so_are_other_derived_ones() {
        var standard = standard(
                "0",
                null,
                List.of(
                        section("sum", criterion("twice", "30", derived(term(From.CRITERION, "half", "2", null)))),
                        section("half-of-a", criterion("half", "10", derived(term(From.SECTION, "a", "0.5", null)))),
                        section("a", criterion("a1", "4", MET_RULE), criterion("a2", "6", MET_RULE))),
                List.of());

        // a = 4 + 6 = 10; half = 5; twice = 10; together 25
        var result = Scorer.of(standard, List.of()).score(Map.of("a1", MET, "a2", MET), CONTEXT);

        assertThat(criterion(result, "half").points()).isEqualTo(score("5"));
        assertThat(criterion(result, "twice").points()).isEqualTo(score("10"));
        assertThat(result.total()).isEqualTo(score("25"));
    }

    @Test
    void it_waits_for_what_is_open_without_being_a_gap_itself() {
        var standard = standard(
                "0",
                null,
                List.of(
                        section("sum", criterion("half", "10", derived(term(From.SECTION, "a", "0.5", null)))),
                        section("a", criterion("a1", "4", MET_RULE), criterion("a2", "6", MET_RULE))),
                List.of());

        var result = Scorer.of(standard, List.of()).score(Map.of("a1", MET), CONTEXT);

        assertThat(result.gaps()).containsExactly("a2");
        assertThat(criterion(result, "half").points()).isNull();
        assertThat(reasons(criterion(result, "half"))).containsExactly("“章a”尚未评完，评完后自动计分");
        assertThat(result.sections().getFirst().complete()).isFalse();
    }

    @Test
    void below_zero_is_zero() {
        var standard = standard(
                "0",
                null,
                List.of(
                        section("off", criterion("late", null, deduct("3"))),
                        section("sum", criterion("d", "10", derived(term(From.SECTION, "off", "1", null))))),
                List.of());

        var result =
                Scorer.of(standard, List.of()).score(Map.of("late", incidents(incident("2023-01-01", null))), CONTEXT);

        assertThat(criterion(result, "d").points()).isEqualTo(Score.ZERO);
    }

    @Test
    void it_draws_on_what_caps_have_left_and_is_capped_after_that() {
        var standard = standard(
                "0",
                null,
                List.of(
                        section("a", criterion("a1", "4", MET_RULE), criterion("a2", "6", MET_RULE)),
                        section("sum", criterion("d", "10", derived(term(From.SECTION, "a", "1", null))))),
                List.of(
                        cap("both", Cap.Scope.SHEET, "12", "a1", "a2", "d"),
                        cap("a", Cap.Scope.SHEET, "8", "a1", "a2")));

        // a = 10, which is 8; d = 8; together 16, which is 12, cut from d
        var result = Scorer.of(standard, List.of()).score(Map.of("a1", MET, "a2", MET), CONTEXT);

        assertThat(criterion(result, "d").points()).isEqualTo(score("4"));
        assertThat(result.total()).isEqualTo(score("12"));
    }

    @Test
    void a_cycle_is_refused_when_the_standard_is_prepared() {
        var refusal = refused(standard(
                "0",
                null,
                List.of(
                        section("a", criterion("x", "1", derived(term(From.SECTION, "b", "1", null)))),
                        section("b", criterion("y", "1", derived(term(From.CRITERION, "x", "1", null))))),
                List.of()));

        assertThat(refusal.code()).isEqualTo(Code.CYCLE);
        assertThat(refusal.id()).isEqualTo("x");
        assertThat(refusal.message().in(Locale.ENGLISH)).isEqualTo("x in the end draws on itself: break the cycle");
    }

    @Test
    void what_is_not_in_the_standard_cannot_be_drawn_on() {
        assertThat(refused("d", derived(term(From.SECTION, "nowhere", "1", null)))
                        .code())
                .isEqualTo(Code.UNKNOWN_TERM);
        assertThat(refused("d", derived(term(From.CRITERION, "nobody", "1", null)))
                        .message()
                        .in(Locale.CHINESE))
                .isEqualTo("“d”引用的“nobody”在标准中不存在");
    }

    @Test
    void a_standard_without_the_points_or_the_code_that_it_needs_is_refused() {
        assertThat(refused("j", new Rule.Judged(null)).code()).isEqualTo(Code.POINTS_MISSING);
        assertThat(refused("t", new Rule.Tiers(List.of())).code()).isEqualTo(Code.POINTS_MISSING);
        assertThat(refused("e", new Rule.Expression("1", List.of())).code()).isEqualTo(Code.POINTS_MISSING);
        assertThat(refused(standard("1", Fixture.criterion("m", "1", new Rule.Missing(null, List.of()))))
                        .code())
                .isEqualTo(Code.POINTS_MISSING);
        assertThat(refused(standard("1", Fixture.criterion("c", "1", new Rule.Coded("absent", List.of()))))
                        .code())
                .isEqualTo(Code.UNKNOWN_FUNCTION);
        assertThat(refused(standard("1", Fixture.criterion("f", "1", new Rule.Expression("0.5", List.of())))))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.FORMULA);
                    assertThat(refusal.message().in(Locale.CHINESE)).contains("千分之一");
                    assertThat(refusal).hasCauseInstanceOf(InvalidFormulaException.class);
                });
    }

    private static InvalidStandardException refused(String id, Rule rule) {
        return refused(standard(null, Fixture.criterion(id, null, rule)));
    }

    private static InvalidStandardException refused(Standard standard) {
        var refusal = catchThrowableOfType(InvalidStandardException.class, () -> Scorer.of(standard, List.of()));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static ScoringContext with(Map<String, Score> inputs) {
        return new ScoringContext(TODAY, UnitKind.TOWNSHIP_CENTRE, Set.of(), null, inputs);
    }
}
