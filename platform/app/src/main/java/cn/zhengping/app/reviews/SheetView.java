package cn.zhengping.app.reviews;

import cn.zhengping.scoring.CriterionScore;
import cn.zhengping.scoring.CriterionScore.Verdict;
import cn.zhengping.scoring.RuleKind;
import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.ScoreResult.Adjustment;
import cn.zhengping.spi.Message;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member's sheet gives, as GraphQL shows it. */
record SheetView(
        @Nullable ScoreView total,
        @Nullable ShareView share,
        ScoreView soFar,
        ScoreView maximum,
        Points base,
        boolean complete,
        List<String> gaps,
        List<CriterionView> criteria,
        List<AdjustmentView> adjustments) {

    record CriterionView(
            String criterionId,
            RuleKind rule,
            @Nullable ScoreView points,
            @Nullable Points most,
            @Nullable ScoreView lost,
            @Nullable Finding finding,
            @Nullable Verdict verdict,
            List<Message> reasons,
            List<SheetEvidence> evidence) {

        static CriterionView of(CriterionScore score, List<SheetEvidence> evidence) {
            return new CriterionView(
                    score.criterion(),
                    score.rule(),
                    ScoreView.ofNullable(score.points(), List.of()),
                    score.most(),
                    ScoreView.ofNullable(score.lost(), List.of()),
                    score.finding(),
                    score.verdict(),
                    score.reasons(),
                    evidence);
        }
    }

    record AdjustmentView(
            Adjustment.Kind kind,
            ScoreView amount,
            @Nullable Message reason) {}

    static SheetView of(ScoreSheet sheet, ScoreResult result, Collection<Points> thresholds) {
        return new SheetView(
                givesPoints(result) ? ScoreView.ofNullable(result.total(), thresholds) : null,
                ShareView.of(result.shareMet()),
                ScoreView.of(result.soFar(), thresholds),
                ScoreView.of(result.maximum(), thresholds),
                result.base(),
                result.complete(),
                result.gaps(),
                result.criteria().stream()
                        .map(score -> CriterionView.of(score, evidence(sheet, score.criterion())))
                        .toList(),
                result.adjustments().stream()
                        .map(adjustment -> new AdjustmentView(
                                adjustment.kind(), ScoreView.of(adjustment.amount(), List.of()), adjustment.reason()))
                        .toList());
    }

    private static boolean givesPoints(ScoreResult result) {
        return !result.base().equals(Points.ZERO)
                || result.criteria().stream().anyMatch(criterion -> criterion.points() != null);
    }

    static List<SheetEvidence> evidence(ScoreSheet sheet, String criterionId) {
        var answer = sheet.answers().get(criterionId);
        return answer == null ? List.of() : answer.evidence();
    }
}
