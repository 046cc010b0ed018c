package cn.zhengping.app.reviews;

import cn.zhengping.scoring.Score;
import cn.zhengping.spi.Message;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a group found about one unit, under its leader's signature.
 *
 * @param total the exact mean of the members' totals, agreed answers in place of their own; null where nothing on the sheet
 *     gives points
 * @param share of the checks that apply, those that are met, exactly; null where none applies
 * @param digest SHA-256 of all that counts, in lower-case hexadecimal
 * @param intact whether everything is still as it was signed; what is not must not become a result
 * @param late whether it was signed after the phase
 * @param criteria in the order of the standard
 */
public record SignedSheet(
        UUID applicationId,
        UUID campaignId,
        @Nullable Score total,
        @Nullable Score share,
        String digest,
        boolean intact,
        boolean late,
        List<CriterionResult> criteria) {

    public SignedSheet {
        criteria = List.copyOf(criteria);
    }

    /**
     * What one criterion came to.
     *
     * @param points null for a criterion without points
     * @param max the most that it can give; null where it has no points or no limit
     * @param lost what is missing to the most, or was deducted; null where that has no meaning
     * @param finding whether it is met; null where the rule does not say
     * @param reasons why it has the points that it has; none for a sheet that is not intact
     */
    public record CriterionResult(
            String criterionId,
            @Nullable Score points,
            @Nullable Points max,
            @Nullable Score lost,
            @Nullable Finding finding,
            List<Message> reasons) {

        public CriterionResult {
            reasons = List.copyOf(reasons);
        }
    }
}
