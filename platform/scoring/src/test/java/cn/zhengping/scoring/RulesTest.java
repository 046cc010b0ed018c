package cn.zhengping.scoring;

import static cn.zhengping.scoring.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.scoring.CriterionScore.Verdict;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.answer.Answer.Checked.Method;
import cn.zhengping.spi.answer.Answer.GateFinding;
import cn.zhengping.spi.answer.Answer.PartFinding;
import cn.zhengping.spi.code.CodedRule;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Option;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Rule.CheckPart;
import cn.zhengping.spi.standard.Variable;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule but {@code each}, {@code deduct} and {@code derived}, which have tests of their own. */
class RulesTest {

    @Nested
    class Met {

        private final Criterion sign =
                criterion("sign", "2", new Rule.Met(List.of(new Option("party-centre", text("依托党群服务中心")))));

        @Test
        void met_gives_all_points() {
            var score = scored(sign, MET);

            assertThat(score.points()).isEqualTo(score("2"));
            assertThat(score.lost()).isEqualTo(Score.ZERO);
            assertThat(score.reasons()).isEmpty();
        }

        @Test
        void not_met_gives_none_and_says_so() {
            var score = scored(sign, NOT_MET);

            assertThat(score.points()).isEqualTo(Score.ZERO);
            assertThat(score.lost()).isEqualTo(score("2"));
            assertThat(reasons(score)).containsExactly("未达到要求");
        }

        @Test
        void an_exemption_counts_as_met_and_is_named() {
            var score = scored(sign, new Answer.Met(Answer.Met.Verdict.EXEMPT, "party-centre"));

            assertThat(score.points()).isEqualTo(score("2"));
            assertThat(score.finding()).isEqualTo(Finding.MET);
            assertThat(reasons(score)).containsExactly("符合免除情形“依托党群服务中心”，视为达到要求");
        }

        @Test
        void without_points_there_is_only_a_finding() {
            var score = scored(criterion("sign", null, MET_RULE), NOT_MET);

            assertThat(score.points()).isNull();
            assertThat(score.lost()).isNull();
            assertThat(score.finding()).isEqualTo(Finding.NOT_MET);
        }
    }

    @Nested
    class Tiers {

        private final Criterion area = criterion(
                "area",
                "3",
                new Rule.Tiers(List.of(
                        new Rule.Tier("first", text("一级标准"), Points.of(3)),
                        new Rule.Tier("second", text("二级标准"), Points.of(2)),
                        new Rule.Tier("third", text("三级标准"), Points.of(1)),
                        new Rule.Tier("none", text("未达标"), Points.ZERO))));

        @ParameterizedTest
        @CsvSource({"first, 3, 0", "second, 2, 1", "third, 1, 2", "none, 0, 3"})
        void each_level_gives_its_points(String tier, String points, String lost) {
            var score = scored(area, new Answer.Tier(tier));

            assertThat(score.points()).isEqualTo(score(points));
            assertThat(score.lost()).isEqualTo(score(lost));
        }

        @Test
        void the_level_is_named() {
            assertThat(reasons(scored(area, new Answer.Tier("second")))).containsExactly("评为“二级标准”，得2分");
        }
    }

    @Nested
    class Missing {

        private final Criterion hall = criterion("hall", "10", new Rule.Missing(Points.of(1), List.of()));

        @Test
        void each_missing_item_of_the_catalogue_costs_its_points() {
            // 10 − 3 × 1 = 7
            var score = scored(hall, new Answer.Missing(Set.of("i1", "i2", "i3")), withCatalogue(12));

            assertThat(score.points()).isEqualTo(score("7"));
            assertThat(reasons(score)).containsExactly("缺3项：i1、i2、i3");
        }

        @Test
        void nothing_missing_gives_all_points() {
            assertThat(scored(hall, new Answer.Missing(Set.of()), withCatalogue(12))
                            .points())
                    .isEqualTo(score("10"));
        }

        @Test
        void ten_missing_give_none_and_twelve_no_less() {
            // 10 − 12 × 1 = −2, which is 0
            var score = scored(hall, new Answer.Missing(ids(12)), withCatalogue(12));

            assertThat(score.points()).isEqualTo(Score.ZERO);
            assertThat(reasons(score)).contains("应扣12分，本项共10分，扣完为止");
            assertThat(scored(hall, new Answer.Missing(ids(10)), withCatalogue(12))
                            .points())
                    .isEqualTo(Score.ZERO);
        }

        @Test
        void what_is_expected_can_stand_in_the_standard_itself() {
            var systems = criterion(
                    "systems",
                    "2",
                    new Rule.Missing(Points.parse("0.5"), List.of(option("a"), option("b"), option("c"))));

            // 2 − 2 × 0.5 = 1
            var score = scored(systems, new Answer.Missing(Set.of("c", "a")));

            assertThat(score.points()).isEqualTo(score("1"));
            assertThat(reasons(score)).containsExactly("缺2项：选项a、选项c");
        }

        @Test
        void without_points_anything_missing_is_a_finding() {
            var list = criterion("list", null, new Rule.Missing(null, List.of(option("a"), option("b"))));

            assertThat(scored(list, new Answer.Missing(Set.of())).finding()).isEqualTo(Finding.MET);
            assertThat(scored(list, new Answer.Missing(Set.of("b"))).finding()).isEqualTo(Finding.NOT_MET);
            assertThat(scored(list, new Answer.Missing(Set.of("b"))).points()).isNull();
        }

        private ScoringContext withCatalogue(int size) {
            return new ScoringContext(TODAY, UnitKind.TOWNSHIP_CENTRE, Set.of(), ids(size), Map.of());
        }

        private Set<String> ids(int size) {
            return IntStream.rangeClosed(1, size).mapToObj(i -> "i" + i).collect(Collectors.toSet());
        }
    }

    @Nested
    class Measured {

        private final Criterion training =
                criterion("training", "2", new Rule.Measured(List.of(atLeast("count", "4", "次"))));

        @ParameterizedTest
        @CsvSource({"3, 0", "3.999, 0", "4, 2", "4.0, 2", "5, 2"})
        void the_limit_itself_satisfies(String value, String points) {
            assertThat(scored(training, measured("count", value, "次")).points()).isEqualTo(score(points));
        }

        @Test
        void what_falls_short_is_named() {
            assertThat(reasons(scored(training, measured("count", "3", "次")))).containsExactly("“指标count”为3次，要求不少于4次");
        }

        @Test
        void all_limits_have_to_be_kept() {
            var criterion = criterion(
                    "both", "1", new Rule.Measured(List.of(atLeast("area", "300", "平方米"), atMost("days", "1", "天"))));

            assertThat(scored(criterion, both("300", "1")).points()).isEqualTo(score("1"));
            assertThat(scored(criterion, both("300", "1.5")).points()).isEqualTo(Score.ZERO);
            assertThat(reasons(scored(criterion, both("299.5", "2"))))
                    .containsExactly("“指标area”为299.5平方米，要求不少于300平方米", "“指标days”为2天，要求不超过1天");
        }

        @Test
        void without_points_it_is_a_finding() {
            var norm = criterion("norm", null, new Rule.Measured(List.of(atLeast("share", "98", "%"))));

            assertThat(scored(norm, measured("share", "98", "%")).finding()).isEqualTo(Finding.MET);
            assertThat(scored(norm, measured("share", "97.9", "%")).finding()).isEqualTo(Finding.NOT_MET);
        }

        private Answer measured(String id, String value, String unit) {
            return new Answer.Measured(Map.of(id, quantity(value, unit)));
        }

        private Answer both(String area, String days) {
            return new Answer.Measured(Map.of("area", quantity(area, "平方米"), "days", quantity(days, "天")));
        }
    }

    @Test
    void judged_points_are_what_the_reviewer_gives_with_the_reason() {
        var score = scored(
                criterion("group", "10", new Rule.Judged(Points.parse("0.5"))),
                new Answer.Judged(Points.parse("7.5"), "服务热情"));

        assertThat(score.points()).isEqualTo(score("7.5"));
        assertThat(score.lost()).isEqualTo(score("2.5"));
        assertThat(reasons(score)).containsExactly("评定理由：服务热情");
    }

    @ParameterizedTest
    @CsvSource({"0", "10"})
    void judged_points_reach_from_zero_to_all(String points) {
        assertThat(scored(
                                criterion("group", "10", new Rule.Judged(null)),
                                new Answer.Judged(Points.parse(points), "理由"))
                        .points())
                .isEqualTo(score(points));
    }

    @Nested
    class Check {

        private final Criterion point = criterion(
                "point",
                null,
                new Rule.Check(List.of(
                        new CheckPart.Quantity(atLeast("area", "150", "平方米")),
                        new CheckPart.Listed(
                                "systems", text("上墙制度"), List.of(option("a"), option("b"), option("c")), 2),
                        new CheckPart.Monthly("matters", text("办件"), "件", 1))),
                NotApplicable.NO_POINTS);

        @Test
        void met_stands_where_every_part_holds() {
            var score = scored(point, checked(Finding.MET, "150", Set.of("a", "c"), 1));

            assertThat(score.finding()).isEqualTo(Finding.MET);
            assertThat(score.points()).isNull();
            assertThat(score.reasons()).isEmpty();
        }

        @Test
        void not_met_says_which_parts_do_not_hold() {
            var score = scored(point, checked(Finding.NOT_MET, "149", Set.of("a"), 0));

            assertThat(score.finding()).isEqualTo(Finding.NOT_MET);
            assertThat(reasons(score))
                    .containsExactly(
                            "未达到要求",
                            "“指标area”为149平方米，要求不少于150平方米",
                            "“上墙制度”有1项，要求不少于2项，未见：选项b、选项c",
                            "“办件”2023-10为0件，要求每月不少于1件");
        }

        @Test
        void not_met_and_not_applicable_need_no_parts() {
            assertThat(scored(point, new Answer.Checked(Finding.NOT_MET, Method.CONSULTATION, Map.of()))
                            .finding())
                    .isEqualTo(Finding.NOT_MET);
            assertThat(scored(point, new Answer.Checked(Finding.NOT_APPLICABLE, Method.WEBSITE_SAMPLE, Map.of()))
                            .finding())
                    .isEqualTo(Finding.NOT_APPLICABLE);
        }

        private Answer checked(Finding finding, String area, Set<String> systems, int october) {
            return new Answer.Checked(
                    finding,
                    Method.ON_SITE,
                    Map.of(
                            "area", new PartFinding.Measured(quantity(area, "平方米")),
                            "systems", new PartFinding.Present(systems),
                            "matters",
                                    new PartFinding.Counts(
                                            Map.of(YearMonth.of(2023, 10), october, YearMonth.of(2023, 11), 4))));
        }
    }

    @Nested
    class Gate {

        private final Criterion staff = criterion(
                "staff",
                null,
                new Rule.Gate(
                        List.of(
                                new Rule.Requirement("skilled", text("业务熟练"), false, null),
                                new Rule.Requirement("age", text("年龄45周岁以下"), true, atMost("age", "45", "周岁"))),
                        List.of(new Rule.Requirement("punished", text("受过处分"), false, null))));

        @Test
        void it_passes_where_all_requirements_hold_and_no_exclusion() {
            var score = scored(staff, gated(true, "45", null, false));

            assertThat(score.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(score.points()).isNull();
        }

        @Test
        void a_soft_requirement_is_excepted_with_its_reason() {
            var score = scored(staff, gated(true, "46", "业务骨干", false));

            assertThat(score.verdict()).isEqualTo(Verdict.PASSED_WITH_EXCEPTIONS);
            assertThat(reasons(score)).contains("“年龄45周岁以下”按例外处理：业务骨干");
        }

        @Test
        void the_quantity_decides_and_not_the_tick() {
            assertThat(scored(staff, gated(true, "45.5", null, false)).verdict())
                    .isEqualTo(Verdict.FAILED);
        }

        @Test
        void an_exception_that_nothing_needs_changes_nothing() {
            assertThat(scored(staff, gated(true, "40", "业务骨干", false)).verdict())
                    .isEqualTo(Verdict.PASSED);
        }

        @Test
        void it_fails_for_a_requirement_or_an_exclusion_whatever_is_excepted_beside_it() {
            assertThat(scored(staff, gated(false, "46", "业务骨干", false)).verdict())
                    .isEqualTo(Verdict.FAILED);

            var excluded = scored(staff, gated(true, "46", "业务骨干", true));
            assertThat(excluded.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(reasons(excluded)).contains("属于排除情形“受过处分”");
        }

        private Answer gated(boolean skilled, String age, @Nullable String exception, boolean punished) {
            return new Answer.Gated(Map.of(
                    "skilled", new GateFinding(skilled, null, null),
                    "age", new GateFinding(true, quantity(age, "周岁"), exception),
                    "punished", new GateFinding(punished, null, null)));
        }
    }

    @Test
    void an_expression_sees_thousandths_and_gives_thousandths() {
        var share = criterion(
                "share", "10", new Rule.Expression("10000 * done / all", List.of(variable("done"), variable("all"))));

        // 10 × 5 / 8 = 6.25
        var score = scored(share, values("done", "5", "all", "8"));

        assertThat(score.points()).isEqualTo(score("6.25"));
        assertThat(reasons(score)).containsExactly("按公式计得6.25分");
    }

    @Test
    void a_coded_rule_gives_its_points_and_its_reason() {
        var criterion = criterion("coded", "10", new Rule.Coded("half", List.of(variable("n"))));
        var half = new CodedRule() {
            @Override
            public String function() {
                return "half";
            }

            @Override
            public Result score(Criterion scored, Answer.Values values) {
                return new Result(
                        Points.of(values.quantities()
                                .getOrDefault("n", BigDecimal.ZERO)
                                .divide(BigDecimal.TWO)),
                        new LocalizedText("一半", "a half"));
            }
        };

        var score = Scorer.of(standard("10", criterion), List.of(half))
                .score(Map.of("coded", new Answer.Values(Map.of("n", BigDecimal.valueOf(7)), Map.of())), CONTEXT)
                .criteria()
                .getFirst();

        assertThat(score.points()).isEqualTo(score("3.5"));
        assertThat(reasons(score)).containsExactly("一半");
    }

    private static Variable variable(String id) {
        return new Variable(id, text(id), Variable.Type.QUANTITY, null, BigDecimal.ZERO, null);
    }

    private static Answer values(String first, String one, String second, String other) {
        return new Answer.Values(Map.of(first, new BigDecimal(one), second, new BigDecimal(other)), Map.of());
    }
}
