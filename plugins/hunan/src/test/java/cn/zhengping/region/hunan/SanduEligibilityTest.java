package cn.zhengping.region.hunan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.scoring.CriterionScore;
import cn.zhengping.scoring.CriterionScore.Verdict;
import cn.zhengping.scoring.InvalidAnswerException;
import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.GateFinding;
import cn.zhengping.spi.answer.Answer.Quantity;
import cn.zhengping.spi.staff.Occasion;
import cn.zhengping.spi.staff.StaffPolicy;
import cn.zhengping.spi.staff.StaffPost;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Rule;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may be posted to a window of Sandu, and who may lead one. */
class SanduEligibilityTest {

    private static final List<String> REQUIREMENTS = List.of("law-abiding", "process", "computer", "mandarin");
    private static final List<String> EXCLUSIONS = List.of("punished", "undisciplined", "ill", "unable", "other-tasks");

    @Test
    void both_are_judged_on_the_day_of_posting() {
        assertThat(Sandu.PACK.policies()).extracting(StaffPolicy::occasion).containsOnly(Occasion.POSTING);
        assertThat(Sandu.PACK.policies())
                .extracting(StaffPolicy::posts)
                .containsExactlyInAnyOrder(Set.of(StaffPost.WINDOW_STAFF), Set.of(StaffPost.WINDOW_LEADER));
    }

    @Nested
    class Staff {

        private final Scorer scorer = Sandu.policy("window-staff-eligibility");

        @Test
        void there_are_five_requirements_and_five_exclusions_and_only_the_age_is_soft() {
            var gate = gate(scorer);
            assertThat(gate.requirements())
                    .hasSize(5)
                    .filteredOn(Rule.Requirement::soft)
                    .extracting(Rule.Requirement::id)
                    .containsExactly("age");
            assertThat(gate.exclusions()).hasSize(5).noneMatch(Rule.Requirement::soft);
        }

        @Test
        void who_meets_all_is_let_in() {
            assertThat(judge(staff("30", null)).verdict()).isEqualTo(Verdict.PASSED);
        }

        @Test
        void exactly_45_is_not_too_old() {
            assertThat(judge(staff("45", null)).verdict()).isEqualTo(Verdict.PASSED);
        }

        @Test
        void at_46_without_a_reason_nobody_is_let_in() {
            var score = judge(staff("46", null));

            assertThat(score.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(reasons(score)).contains("“年龄原则上 45 周岁以下”为46周岁，要求不超过45周岁");
        }

        @Test
        void at_46_with_a_reason_one_is_let_in_by_exception() {
            var score = judge(staff("46", "业务骨干，原岗位无人接替"));

            assertThat(score.verdict()).isEqualTo(Verdict.PASSED_WITH_EXCEPTIONS);
            assertThat(reasons(score)).contains("“年龄原则上 45 周岁以下”按例外处理：业务骨干，原岗位无人接替");
        }

        @Test
        void a_blank_reason_is_none() {
            assertThat(refused(staff("46", " "))).isEqualTo(Code.REASON_MISSING);
        }

        @ParameterizedTest
        @ValueSource(strings = {"law-abiding", "process", "computer", "mandarin"})
        void each_requirement_that_fails_keeps_one_out(String requirement) {
            var findings = staff("30", null);
            findings.put(requirement, new GateFinding(false, null, null));

            assertThat(judge(findings).verdict()).isEqualTo(Verdict.FAILED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"punished", "undisciplined", "ill", "unable", "other-tasks"})
        void each_exclusion_that_holds_keeps_one_out_also_with_an_exception_to_the_age(String exclusion) {
            var findings = staff("46", "业务骨干");
            findings.put(exclusion, new GateFinding(true, null, null));

            assertThat(judge(findings).verdict()).isEqualTo(Verdict.FAILED);
        }

        @Test
        void nothing_but_the_age_can_be_excepted() {
            var findings = staff("30", null);
            findings.put("punished", new GateFinding(true, null, "已过影响期"));

            assertThat(refused(findings)).isEqualTo(Code.NOT_EXCEPTABLE);
        }

        private CriterionScore judge(Map<String, GateFinding> findings) {
            return SanduEligibilityTest.judge(scorer, findings);
        }

        private Code refused(Map<String, GateFinding> findings) {
            var refused = new Code[1];
            assertThatExceptionOfType(InvalidAnswerException.class)
                    .isThrownBy(() -> judge(findings))
                    .satisfies(e -> refused[0] = e.code());
            return refused[0];
        }

        private static Map<String, GateFinding> staff(String age, @Nullable String exception) {
            var findings = new HashMap<String, GateFinding>();
            REQUIREMENTS.forEach(id -> findings.put(id, new GateFinding(true, null, null)));
            EXCLUSIONS.forEach(id -> findings.put(id, new GateFinding(false, null, null)));
            findings.put("age", new GateFinding(true, new Quantity(new BigDecimal(age), "周岁"), exception));
            return findings;
        }
    }

    @Nested
    class Leader {

        private final Scorer scorer = Sandu.policy("window-leader-eligibility");

        @Test
        void an_authorised_deputy_head_with_a_letter_leads() {
            assertThat(judge(true, true, true).verdict()).isEqualTo(Verdict.PASSED);
        }

        @Test
        void without_the_letter_nobody_leads() {
            var score = judge(true, true, false);

            assertThat(score.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(reasons(score)).anyMatch(reason -> reason.contains("有部门首席代表任命文件或委托书"));
        }

        @Test
        void a_letter_does_not_make_up_for_the_rank_or_the_authorisation() {
            assertThat(judge(false, true, true).verdict()).isEqualTo(Verdict.FAILED);
            assertThat(judge(true, false, true).verdict()).isEqualTo(Verdict.FAILED);
        }

        private CriterionScore judge(boolean deputyHead, boolean authorised, boolean letter) {
            return SanduEligibilityTest.judge(
                    scorer,
                    Map.of(
                            "deputy-head", new GateFinding(deputyHead, null, null),
                            "authorised", new GateFinding(authorised, null, null),
                            "letter", new GateFinding(letter, null, null)));
        }
    }

    private static Rule.Gate gate(Scorer scorer) {
        return scorer.standard()
                .criteria()
                .map(Criterion::rule)
                .map(Rule.Gate.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static CriterionScore judge(Scorer scorer, Map<String, GateFinding> findings) {
        var criterion = scorer.toAnswer(Sandu.CENTRE).getFirst();
        return scorer.score(Map.of(criterion, new Answer.Gated(findings)), Sandu.CENTRE)
                .criteria()
                .getFirst();
    }

    private static List<String> reasons(CriterionScore score) {
        return score.reasons().stream().map(reason -> reason.in(Locale.CHINESE)).toList();
    }
}
