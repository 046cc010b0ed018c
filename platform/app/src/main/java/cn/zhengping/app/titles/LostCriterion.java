package cn.zhengping.app.titles;

import cn.zhengping.scoring.Score;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where units lose points, or do not meet what gives none.
 *
 * @param average exact, over all units to which the criterion applies; null for a criterion without points
 * @param units how many of them lost there
 * @param judged to how many it applies
 */
record LostCriterion(String criterionId, @Nullable Score average, int units, int judged) {

    /**
     * Criteria on which anything was lost: the most points on average first, after them those without points, the one that the
     * greatest share of units misses first; equal ones in the order of the standard.
     *
     * @param criteria ids, in that order
     */
    static List<LostCriterion> of(Stream<String> criteria, Collection<List<CriterionOutcome>> explanations) {
        var outcomes = explanations.stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(CriterionOutcome::criterionId));
        return criteria.map(criterion -> of(criterion, outcomes.getOrDefault(criterion, List.of())))
                .filter(criterion -> criterion.units() > 0)
                .sorted(Comparator.comparing(
                                LostCriterion::average, Comparator.<Score>nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(LostCriterion::shareWithoutPoints)
                        .reversed())
                .toList();
    }

    private static LostCriterion of(String criterionId, List<CriterionOutcome> outcomes) {
        var lost = outcomes.stream()
                .map(CriterionOutcome::exactLost)
                .filter(Objects::nonNull)
                .toList();
        if (lost.isEmpty()) {
            return new LostCriterion(
                    criterionId,
                    null,
                    count(outcomes, Finding.NOT_MET),
                    count(outcomes, Finding.MET) + count(outcomes, Finding.NOT_MET));
        }
        return new LostCriterion(
                criterionId,
                Score.average(lost),
                (int) lost.stream()
                        .filter(amount -> amount.compareTo(Score.ZERO) > 0)
                        .count(),
                lost.size());
    }

    private static int count(List<CriterionOutcome> outcomes, Finding finding) {
        return (int) outcomes.stream()
                .filter(outcome -> outcome.finding() == finding)
                .count();
    }

    private Score shareWithoutPoints() {
        return average == null ? Score.of(Points.of(units)).dividedBy(judged) : Score.ZERO;
    }
}
