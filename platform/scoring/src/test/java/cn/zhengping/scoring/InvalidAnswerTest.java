package cn.zhengping.scoring;

import static cn.zhengping.scoring.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.answer.Answer.Checked.Method;
import cn.zhengping.spi.answer.Answer.GateFinding;
import cn.zhengping.spi.answer.Answer.Incident;
import cn.zhengping.spi.answer.Answer.Member;
import cn.zhengping.spi.answer.Answer.Met.Verdict;
import cn.zhengping.spi.answer.Answer.PartFinding;
import cn.zhengping.spi.code.CodedRule;
import cn.zhengping.spi.standard.AppliesTo;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Rule.CheckPart;
import cn.zhengping.spi.standard.Variable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of invalid answer, against one standard that has every rule. */
class InvalidAnswerTest {

    private static final List<Variable> VARIABLES = List.of(
            new Variable("n", text("数"), Variable.Type.QUANTITY, null, BigDecimal.ZERO, BigDecimal.TEN),
            new Variable("f", text("是否"), Variable.Type.FLAG, null, null, null));

    private static final Scorer SCORER = Scorer.of(
            standard(
                    "100",
                    criterion("met", "2", new Rule.Met(List.of(option("party"))), NotApplicable.NO_POINTS),
                    criterion("lead", "2", MET_RULE, new AppliesTo(Set.of(), Set.of("lead"))),
                    criterion("tiers", "3", new Rule.Tiers(List.of(new Rule.Tier("first", text("一"), Points.of(3))))),
                    criterion(
                            "each",
                            "3",
                            new Rule.Each(
                                    List.of(
                                            memberClass("city", "1"),
                                            new Rule.MemberClass("special", text("特色"), Points.of(1), null, true)),
                                    2,
                                    false,
                                    null)),
                    criterion("catalogue", "10", new Rule.Missing(Points.of(1), List.of())),
                    criterion("list", "2", new Rule.Missing(Points.of(1), List.of(option("a")))),
                    criterion("measured", "2", new Rule.Measured(List.of(atLeast("count", "4", "次")))),
                    criterion("judged", "10", new Rule.Judged(Points.parse("0.5"))),
                    criterion(
                            "check",
                            null,
                            new Rule.Check(List.of(
                                    new CheckPart.Quantity(atLeast("area", "150", "平方米")),
                                    new CheckPart.Listed("systems", text("制度"), List.of(option("a")), 1),
                                    new CheckPart.Monthly("matters", text("办件"), "件", 1)))),
                    criterion("deduct", null, deduct("3", "5")),
                    criterion(
                            "raised",
                            null,
                            new Rule.Deduct(
                                    variants("20"),
                                    List.of(new Rule.Multiple("day", text("一天"), 2)),
                                    new Rule.Raised(text("造成不良影响"), Points.of(25), Points.of(40)),
                                    List.of(),
                                    false)),
                    criterion("refers", null, new Rule.Deduct(List.of(), List.of(), null, List.of(), true)),
                    criterion(
                            "gate",
                            null,
                            new Rule.Gate(
                                    List.of(
                                            new Rule.Requirement("hard", text("硬"), false, null),
                                            new Rule.Requirement("age", text("年龄"), true, atMost("age", "45", "岁"))),
                                    List.of())),
                    criterion("derived", "10", derived(term(Rule.Term.From.INPUT, "x", "1", null))),
                    criterion("expression", "10", new Rule.Expression("f ? 10000000 / n : n", VARIABLES)),
                    criterion(
                            "costly",
                            "10",
                            new Rule.Expression(
                                    "%1$s.all(a, %1$s.all(b, %1$s.all(c, a + b + c > 0))) ? 1 : 0"
                                            .formatted("[1,1,1,1,1,1,1,1,1,1,1]"),
                                    List.of())),
                    criterion("coded", "10", new Rule.Coded("failing", List.of()))),
            List.of(new Failing()));

    private record Failing() implements CodedRule {
        @Override
        public String function() {
            return "failing";
        }

        @Override
        public Result score(Criterion criterion, Answer.Values values) {
            throw new IllegalStateException("broken");
        }
    }

    record Case(Code code, String criterion, Answer answer) {}

    static List<Case> cases() {
        return List.of(
                new Case(Code.UNKNOWN_CRITERION, "nobody", MET),
                new Case(Code.DOES_NOT_APPLY, "lead", MET),
                new Case(Code.NOT_ANSWERED_BY_ANYBODY, "derived", MET),
                new Case(Code.NOT_ANSWERED_BY_ANYBODY, "derived", new Answer.NotApplicable("理由")),
                new Case(Code.WRONG_KIND, "met", new Answer.Tier("first")),
                new Case(Code.WRONG_KIND, "tiers", MET),
                new Case(Code.NOT_APPLICABLE_REFUSED, "tiers", new Answer.NotApplicable("理由")),
                new Case(Code.NOT_APPLICABLE_REFUSED, "check", checked(Finding.NOT_APPLICABLE, Map.of())),
                new Case(Code.REASON_MISSING, "met", new Answer.NotApplicable(" ")),
                new Case(Code.REASON_MISSING, "judged", new Answer.Judged(Points.of(1), "")),
                new Case(Code.REASON_MISSING, "raised", raised("30", null)),
                new Case(Code.REASON_MISSING, "gate", gated(true, "46", " ")),
                new Case(Code.EXEMPTION_MISSING, "met", new Answer.Met(Verdict.EXEMPT, null)),
                new Case(Code.EXEMPTION_UNEXPECTED, "met", new Answer.Met(Verdict.NOT_MET, "party")),
                new Case(Code.UNKNOWN_EXEMPTION, "met", new Answer.Met(Verdict.EXEMPT, "other")),
                new Case(Code.UNKNOWN_TIER, "tiers", new Answer.Tier("fourth")),
                new Case(Code.UNKNOWN_CLASS, "each", members(member("village", "2023-01-01"))),
                new Case(Code.DATE_MISSING, "each", members(member("city", null))),
                new Case(Code.DATE_AFTER_SCORING, "each", members(member("city", "2023-11-21"))),
                new Case(Code.DATE_AFTER_SCORING, "deduct", incidents(incident("2023-11-21", "v1"))),
                new Case(
                        Code.DATE_AFTER_SCORING,
                        "check",
                        checked(
                                Finding.NOT_MET,
                                Map.of("matters", new PartFinding.Counts(Map.of(YearMonth.of(2023, 12), 1))))),
                new Case(Code.TEXT_MISSING, "each", members(new Member("special", LocalDate.of(2023, 1, 1), null, ""))),
                new Case(Code.NOT_EXPECTED, "list", new Answer.Missing(Set.of("b"))),
                new Case(Code.NO_CATALOGUE, "catalogue", new Answer.Missing(Set.of())),
                new Case(Code.QUANTITY_MISSING, "measured", new Answer.Measured(Map.of())),
                new Case(Code.QUANTITY_MISSING, "gate", gated(true, null, null)),
                new Case(
                        Code.QUANTITY_UNEXPECTED,
                        "gate",
                        new Answer.Gated(Map.of("hard", new GateFinding(true, quantity("1", "个"), null)))),
                new Case(
                        Code.UNKNOWN_QUANTITY,
                        "measured",
                        new Answer.Measured(Map.of("count", quantity("4", "次"), "other", quantity("4", "次")))),
                new Case(Code.UNIT_MISMATCH, "measured", measured("4", "人次")),
                new Case(Code.NUMBER_TOO_LONG, "measured", measured("1E+1000000000", "次")),
                new Case(Code.NUMBER_TOO_LONG, "measured", measured("0.0000000001", "次")),
                new Case(Code.POINTS_OUT_OF_RANGE, "judged", new Answer.Judged(Points.parse("10.5"), "理由")),
                new Case(Code.POINTS_OUT_OF_RANGE, "judged", new Answer.Judged(Points.parse("-0.5"), "理由")),
                new Case(Code.POINTS_OFF_STEP, "judged", new Answer.Judged(Points.parse("0.7"), "理由")),
                new Case(Code.PART_MISSING, "check", checked(Finding.MET, Map.of())),
                new Case(
                        Code.PART_MISSING,
                        "check",
                        checked(Finding.NOT_MET, Map.of("matters", new PartFinding.Counts(Map.of())))),
                new Case(
                        Code.PART_OF_WRONG_KIND,
                        "check",
                        checked(Finding.NOT_MET, Map.of("area", new PartFinding.Present(Set.of())))),
                new Case(
                        Code.PART_OF_WRONG_KIND,
                        "check",
                        checked(Finding.NOT_MET, Map.of("systems", new PartFinding.Counts(Map.of())))),
                new Case(
                        Code.PART_OF_WRONG_KIND,
                        "check",
                        checked(Finding.NOT_MET, Map.of("matters", new PartFinding.Present(Set.of())))),
                new Case(
                        Code.PART_DOES_NOT_HOLD,
                        "check",
                        checked(Finding.MET, Map.of("area", new PartFinding.Measured(quantity("149.9", "平方米"))))),
                new Case(
                        Code.UNKNOWN_PART,
                        "check",
                        checked(Finding.NOT_MET, Map.of("other", new PartFinding.Present(Set.of())))),
                new Case(
                        Code.UNKNOWN_ENTRY,
                        "check",
                        checked(Finding.NOT_MET, Map.of("systems", new PartFinding.Present(Set.of("b"))))),
                new Case(
                        Code.NEGATIVE_COUNT,
                        "check",
                        checked(
                                Finding.NOT_MET,
                                Map.of("matters", new PartFinding.Counts(Map.of(YearMonth.of(2023, 1), -1))))),
                new Case(Code.VARIANT_MISSING, "deduct", incidents(incident("2023-01-01", null))),
                new Case(Code.VARIANT_UNEXPECTED, "refers", incidents(incident("2023-01-01", "v1"))),
                new Case(Code.UNKNOWN_VARIANT, "deduct", incidents(incident("2023-01-01", "v3"))),
                new Case(Code.UNKNOWN_VARIANT, "refers", proving("deduct", "v3")),
                new Case(
                        Code.UNKNOWN_MULTIPLE,
                        "raised",
                        incidents(new Incident(LocalDate.of(2023, 1, 1), null, "week", null, null, null, null))),
                new Case(
                        Code.RAISED_NOT_ALLOWED,
                        "deduct",
                        incidents(new Incident(LocalDate.of(2023, 1, 1), "v1", null, Points.of(9), "理由", null, null))),
                new Case(Code.RAISED_OUT_OF_RANGE, "raised", raised("24.999", "理由")),
                new Case(Code.RAISED_OUT_OF_RANGE, "raised", raised("40.001", "理由")),
                new Case(Code.PROVED_MISSING, "refers", incidents(incident("2023-01-01", null))),
                new Case(Code.PROVED_UNEXPECTED, "raised", proving("deduct", "v1")),
                new Case(Code.UNKNOWN_PROVED, "refers", proving("met", null)),
                new Case(Code.UNKNOWN_PROVED, "refers", proving("refers", null)),
                new Case(Code.FINDING_MISSING, "gate", new Answer.Gated(Map.of())),
                new Case(
                        Code.UNKNOWN_REQUIREMENT,
                        "gate",
                        new Answer.Gated(Map.of(
                                "hard", new GateFinding(true, null, null),
                                "age", new GateFinding(true, quantity("40", "岁"), null),
                                "other", new GateFinding(true, null, null)))),
                new Case(
                        Code.NOT_EXCEPTABLE,
                        "gate",
                        new Answer.Gated(Map.of("hard", new GateFinding(false, null, "理由")))),
                new Case(Code.VALUE_MISSING, "expression", new Answer.Values(Map.of(), Map.of())),
                new Case(Code.VALUE_OUT_OF_BOUNDS, "expression", values("10.001", true)),
                new Case(Code.VALUE_OUT_OF_BOUNDS, "expression", values("-0.001", true)),
                new Case(Code.VALUE_TOO_PRECISE, "expression", values("0.0001", true)),
                new Case(
                        Code.UNKNOWN_VARIABLE,
                        "expression",
                        new Answer.Values(Map.of("n", BigDecimal.ONE), Map.of("f", true, "g", true))),
                new Case(
                        Code.UNKNOWN_VARIABLE,
                        "expression",
                        new Answer.Values(Map.of("n", BigDecimal.ONE, "f", BigDecimal.ONE), Map.of("f", true))),
                new Case(Code.FORMULA_FAILED, "expression", values("0", true)),
                new Case(Code.FORMULA_TOO_COSTLY, "costly", new Answer.Values(Map.of(), Map.of())),
                new Case(Code.RESULT_OUT_OF_RANGE, "expression", values("0.001", true)),
                new Case(Code.FUNCTION_FAILED, "coded", new Answer.Values(Map.of(), Map.of())));
    }

    /** What JSON is, not what it says. */
    static Map<String, Code> texts() {
        return Map.ofEntries(
                Map.entry("", Code.FIELD_MALFORMED),
                Map.entry("{", Code.NOT_JSON),
                Map.entry("{\"tier\":{\"tier\":\"a\"}} {}", Code.NOT_JSON),
                Map.entry("{\"tier\":{\"tier\":\"a\",\"tier\":\"b\"}}", Code.NOT_JSON),
                Map.entry("[".repeat(100), Code.NOT_JSON),
                Map.entry("{\"tier\":{\"tier\":\"" + "a".repeat(1_000_000) + "\"}}", Code.NOT_JSON),
                Map.entry("[]", Code.FIELD_MALFORMED),
                Map.entry("{}", Code.FIELD_MALFORMED),
                Map.entry("{\"level\":{}}", Code.UNKNOWN_ANSWER_KIND),
                Map.entry("{\"tier\":{\"tier\":\"a\",\"more\":1}}", Code.UNKNOWN_FIELD),
                Map.entry("{\"tier\":{}}", Code.FIELD_MISSING),
                Map.entry("{\"tier\":{\"tier\":null}}", Code.FIELD_MISSING),
                Map.entry("{\"tier\":{\"tier\":1}}", Code.FIELD_MALFORMED),
                Map.entry("{\"met\":{\"verdict\":\"YES\"}}", Code.FIELD_MALFORMED),
                Map.entry("{\"members\":{}}", Code.FIELD_MALFORMED),
                Map.entry("{\"members\":[{\"class\":\"a\",\"date\":\"2023-02-30\"}]}", Code.FIELD_MALFORMED),
                Map.entry("{\"judged\":{\"points\":0.5,\"reason\":\"a\"}}", Code.FIELD_MALFORMED),
                Map.entry("{\"judged\":{\"points\":\"0.0005\",\"reason\":\"a\"}}", Code.FIELD_MALFORMED),
                Map.entry("{\"judged\":{\"points\":\"1e9\",\"reason\":\"a\"}}", Code.FIELD_MALFORMED),
                Map.entry("{\"measured\":{\"a\":{\"value\":\"1e999999999\",\"unit\":\"次\"}}}", Code.FIELD_MALFORMED),
                Map.entry("{\"values\":{\"quantities\":{},\"flags\":{\"f\":\"true\"}}}", Code.FIELD_MALFORMED),
                Map.entry(
                        "{\"checked\":{\"finding\":\"MET\",\"method\":\"ON_SITE\",\"parts\":{\"a\":{}}}}",
                        Code.FIELD_MALFORMED),
                Map.entry(
                        "{\"checked\":{\"finding\":\"MET\",\"method\":\"ON_SITE\",\"parts\":{\"a\":{\"months\":{\"2023\":1}}}}}",
                        Code.FIELD_MALFORMED),
                Map.entry(
                        "{\"checked\":{\"finding\":\"MET\",\"method\":\"ON_SITE\",\"parts\":{\"a\":{\"months\":{\"2023-01\":1.5}}}}}",
                        Code.FIELD_MALFORMED));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_invalid_answer_has_its_code_and_says_what_to_do_in_both_languages(Case invalid) {
        var refusal = catchThrowableOfType(
                InvalidAnswerException.class, () -> SCORER.check(invalid.criterion(), invalid.answer(), CONTEXT));

        assertRefused(refusal, invalid.code(), invalid.criterion());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_sheet_with_an_invalid_answer_is_not_scored(Case invalid) {
        var refusal = catchThrowableOfType(
                InvalidAnswerException.class,
                () -> SCORER.score(Map.of(invalid.criterion(), invalid.answer()), CONTEXT));

        assertRefused(refusal, invalid.code(), invalid.criterion());
    }

    @Test
    void text_that_is_no_answer_has_its_code_and_says_where_in_both_languages() {
        texts().forEach((json, code) -> {
            var refusal = catchThrowableOfType(InvalidAnswerException.class, () -> AnswerJson.read("criterion", json));
            assertRefused(refusal, code, "criterion");
        });
    }

    @Test
    void a_sheet_on_which_nothing_applies_cannot_be_scaled() {
        var scorer = scorer(
                "5",
                criterion("a", "2", MET_RULE, NotApplicable.SCALED),
                criterion("b", "3", MET_RULE, NotApplicable.SCALED));
        var absent = new Answer.NotApplicable("没有此项业务");

        var refusal = catchThrowableOfType(
                InvalidAnswerException.class, () -> scorer.score(Map.of("a", absent, "b", absent), CONTEXT));

        assertRefused(refusal, Code.NOTHING_APPLICABLE, "b");
    }

    @Test
    void a_member_under_a_quarterly_cap_needs_a_date() {
        var scorer = Scorer.of(
                standard(
                        "0",
                        null,
                        List.of(section(
                                "s",
                                criterion(
                                        "bonus",
                                        "4",
                                        new Rule.Each(List.of(memberClass("good", "1")), null, false, null)))),
                        List.of(cap("cap", Cap.Scope.QUARTER, "1", "bonus"))),
                List.of());

        var refusal = catchThrowableOfType(
                InvalidAnswerException.class, () -> scorer.check("bonus", members(member("good", null)), CONTEXT));

        assertRefused(refusal, Code.DATE_MISSING, "bonus");
    }

    @Test
    void every_code_has_an_example() {
        var shown = EnumSet.of(Code.NOTHING_APPLICABLE);
        cases().forEach(invalid -> shown.add(invalid.code()));
        shown.addAll(texts().values());

        assertThat(shown).containsExactlyInAnyOrder(Code.values());
    }

    private static void assertRefused(InvalidAnswerException refusal, Code code, String criterion) {
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.criterionId()).isEqualTo(criterion);
        assertThat(refusal.message().in(Locale.CHINESE))
                .contains("“" + criterion + "”")
                .doesNotContainPattern("\\{\\d}");
        assertThat(refusal.message().in(Locale.ENGLISH)).contains(criterion).doesNotContainPattern("\\{\\d}");
        assertThat(refusal).hasMessage(refusal.message().in(Locale.ENGLISH));
    }

    private static Answer measured(String value, String unit) {
        return new Answer.Measured(Map.of("count", quantity(value, unit)));
    }

    private static Answer checked(Finding finding, Map<String, PartFinding> parts) {
        return new Answer.Checked(finding, Method.ON_SITE, parts);
    }

    private static Answer gated(boolean hard, @Nullable String age, @Nullable String exception) {
        return new Answer.Gated(Map.of(
                "hard", new GateFinding(hard, null, null),
                "age", new GateFinding(true, age == null ? null : quantity(age, "岁"), exception)));
    }

    private static Answer raised(String to, @Nullable String reason) {
        return incidents(new Incident(LocalDate.of(2023, 1, 1), null, null, Points.parse(to), reason, null, null));
    }

    private static Answer proving(String criterion, @Nullable String variant) {
        return incidents(new Incident(LocalDate.of(2023, 1, 1), null, null, null, null, criterion, variant));
    }

    private static Answer values(String n, boolean f) {
        return new Answer.Values(Map.of("n", new BigDecimal(n)), Map.of("f", f));
    }
}
