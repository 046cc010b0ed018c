package cn.zhengping.scoring;

import static java.util.Objects.requireNonNull;

import cn.zhengping.spi.code.CodedRule;
import cn.zhengping.spi.standard.AppliesTo;
import cn.zhengping.spi.standard.Criterion;
import org.jspecify.annotations.Nullable;

/**
 * A criterion with what can be known before any answer comes.
 *
 * @param index among all criteria of the standard, in its order
 * @param most the criterion's points, null for one without
 * @param dated whether a cap over a period covers it, so that its amounts are kept by their dates
 * @param formula of an expression, else null
 * @param function of a coded rule, else null
 */
record Prepared(
        int index,
        int section,
        int item,
        Criterion criterion,
        RuleKind kind,
        @Nullable Score most,
        boolean dated,
        @Nullable Formula formula,
        @Nullable CodedRule function) {

    String id() {
        return criterion.id();
    }

    boolean appliesTo(ScoringContext context) {
        var appliesTo = criterion.appliesTo();
        return appliesTo.equals(AppliesTo.ALL) || appliesTo.test(context.unitKind(), context.duties());
    }

    /** Whether it is one of those whose points make up the most that a sheet can reach. */
    boolean carriesPoints() {
        return most != null && kind != RuleKind.GATE && kind != RuleKind.CHECK;
    }

    /** The criterion's points, of one that carries some. */
    long thousandths() {
        return requireNonNull(criterion.points()).thousandths();
    }

    /** Whether only a cap or the standard's total limits it. */
    boolean addsWithoutLimit() {
        return most == null && (kind == RuleKind.EACH || kind == RuleKind.DERIVED);
    }
}
