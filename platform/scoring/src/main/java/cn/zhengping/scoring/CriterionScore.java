package cn.zhengping.scoring;

import cn.zhengping.spi.Message;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.standard.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one criterion gives, and why.
 *
 * @param criterion its id
 * @param answer as it was given; null for one that nobody has answered, or that is derived
 * @param points what it adds to the total, negative for deductions, caps over several criteria already taken off; null
 *     while it is open, and where the criterion gives no points
 * @param most the most that it can give; null for a criterion without points or without a limit
 * @param lost what is missing to the most, or was deducted; null where that has no meaning
 * @param finding whether it is met; null where the rule does not say
 * @param verdict of a gate, else null
 * @param reasons in the order in which they were found
 * @param consequences what deductions entail beyond points
 */
public record CriterionScore(
        String criterion,
        RuleKind rule,
        @Nullable Answer answer,
        @Nullable Score points,
        @Nullable Points most,
        @Nullable Score lost,
        @Nullable Finding finding,
        @Nullable Verdict verdict,
        List<Message> reasons,
        List<DueConsequence> consequences) {

    public CriterionScore {
        reasons = List.copyOf(reasons);
        consequences = List.copyOf(consequences);
    }

    /** What a gate says. */
    public enum Verdict {
        PASSED,
        /** All that does not hold is soft and was excepted with a reason. */
        PASSED_WITH_EXCEPTIONS,
        FAILED
    }

    /**
     * A consequence that has set in.
     *
     * @param year the calendar year whose incidents brought it about
     */
    public record DueConsequence(int year, Rule.Consequence consequence) {}
}
