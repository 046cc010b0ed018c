package cn.zhengping.spi.code;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.standard.Criterion;

/**
 * A pure function from an answer to points: no I/O, no clock, no state, and the same result for the same answer forever.
 * Called on any thread, often at once on many.
 */
public interface CodedRule {

    /** By which a criterion's {@code coded} rule names it. */
    String function();

    /**
     * Scores one answer, whose variables are all there and within their bounds.
     *
     * <p>An exception fails the scoring of the sheet; points outside zero to the criterion's points do, too.
     */
    Result score(Criterion criterion, Answer.Values values);

    /**
     * The points and why.
     *
     * @param reason shown to the unit that was scored
     */
    record Result(Points points, LocalizedText reason) {}
}
