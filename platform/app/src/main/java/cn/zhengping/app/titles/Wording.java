package cn.zhengping.app.titles;

import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.standards.Standards;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.campaign.TitleTemplate;
import cn.zhengping.spi.standard.Criterion;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What results say in words of the template and the standard that they come from; in memory, and the same in every tenant. */
@Component
class Wording {

    private final Standards standards;

    Wording(Standards standards) {
        this.standards = standards;
    }

    /** A criterion, as GraphQL shows it. */
    record CriterionView(
            String criterionId,
            LocalizedText text,
            @Nullable ScoreView points,
            @Nullable Points most,
            @Nullable ScoreView lost,
            @Nullable Finding finding,
            List<LocalizedText> reasons) {}

    TitleTemplate title(Result result) {
        return standards.template(result.template()).titles().stream()
                .filter(title -> title.id().equals(result.titleId()))
                .findFirst()
                .orElseThrow();
    }

    /** The total, shown on the side of each threshold on which it is; null where there is none. */
    @Nullable
    ScoreView total(Result result) {
        var total = result.total();
        return total == null
                ? null
                : ScoreView.of(total, Outcomes.thresholds(title(result).outcomes()));
    }

    List<CriterionView> criteria(Result result, List<CriterionOutcome> criteria) {
        return criteria.stream()
                .map(each -> new CriterionView(
                        each.criterionId(),
                        text(result.standard(), each.criterionId()),
                        ScoreView.of(each.exactPoints()),
                        each.mostPoints(),
                        ScoreView.of(each.exactLost()),
                        each.finding(),
                        each.reasons()))
                .toList();
    }

    /** Ids of all criteria, in the order of the standard. */
    Stream<String> criteria(StandardRef standard) {
        return standards.standard(standard).criteria().map(Criterion::id);
    }

    LocalizedText text(StandardRef standard, String criterionId) {
        return standards.standard(standard).criterion(criterionId).orElseThrow().text();
    }
}
