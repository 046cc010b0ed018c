package cn.zhengping.app.titles;

import cn.zhengping.app.reviews.SignedSheet.CriterionResult;
import cn.zhengping.scoring.Score;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Message;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one criterion came to when a result was verified, as it is stored: amounts as {@link Score#exact} writes them, and
 * reasons in words, so that what was published reads the same for good.
 *
 * @param points null for a criterion without points
 * @param most null where it has no points or no limit
 * @param lost null where that has no meaning
 * @param finding whether it is met; null where the rule does not say
 */
record CriterionOutcome(
        String criterionId,
        @Nullable String points,
        @Nullable String most,
        @Nullable String lost,
        @Nullable Finding finding,
        List<LocalizedText> reasons) {

    static CriterionOutcome of(CriterionResult signed) {
        return new CriterionOutcome(
                signed.criterionId(),
                signed.points() == null ? null : signed.points().exact(),
                signed.max() == null ? null : signed.max().toString(),
                signed.lost() == null ? null : signed.lost().exact(),
                signed.finding(),
                signed.reasons().stream().map(CriterionOutcome::words).toList());
    }

    private static LocalizedText words(Message reason) {
        return new LocalizedText(reason.in(Locale.CHINESE), reason.in(Locale.ENGLISH));
    }

    @Nullable
    Score exactPoints() {
        return points == null ? null : Score.parse(points);
    }

    @Nullable
    Points mostPoints() {
        return most == null ? null : Points.parse(most);
    }

    @Nullable
    Score exactLost() {
        return lost == null ? null : Score.parse(lost);
    }
}
