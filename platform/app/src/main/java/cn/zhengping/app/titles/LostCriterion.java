package cn.zhengping.app.titles;

import cn.zhengping.scoring.Score;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Where units lose points.
 *
 * @param average exact, over all units to which the criterion applies
 * @param units how many of them lost there
 * @param judged to how many it applies
 */
record LostCriterion(String criterionId, Score average, int units, int judged) {

    /** Criteria on which anything was lost, the most on average first, equal ones in the order of the standard. */
    static List<LostCriterion> of(Collection<List<CriterionOutcome>> explanations) {
        var lost = new LinkedHashMap<String, List<Score>>();
        for (var criteria : explanations) {
            for (var criterion : criteria) {
                var amount = criterion.exactLost();
                if (amount != null) {
                    lost.computeIfAbsent(criterion.criterionId(), first -> new ArrayList<>())
                            .add(amount);
                }
            }
        }
        return lost.entrySet().stream()
                .map(entry -> new LostCriterion(
                        entry.getKey(),
                        Score.average(entry.getValue()),
                        (int) entry.getValue().stream()
                                .filter(amount -> amount.compareTo(Score.ZERO) > 0)
                                .count(),
                        entry.getValue().size()))
                .filter(criterion -> criterion.units() > 0)
                .sorted(Comparator.comparing(LostCriterion::average).reversed())
                .toList();
    }
}
