package cn.zhengping.scoring;

import cn.zhengping.scoring.CriterionScore.Verdict;
import cn.zhengping.spi.Message;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scored sheet that can be taken apart again: {@code soFar} is exactly the base, the points of all criteria and the
 * adjustments together.
 *
 * @param standard its id
 * @param version the standard's
 * @param total null while the sheet is incomplete
 * @param soFar what the answers up to now give, equal to the total of a complete sheet
 * @param maximum the base and all points on the sheet of a unit of this kind and these duties, at most the standard's
 *     total; caps over several criteria may keep it out of reach
 * @param base what the sheet started with
 * @param sections in the order of the standard, of those that have a criterion for this unit
 * @param items likewise
 * @param criteria in the order of the standard, those that apply to this unit
 * @param adjustments to the sum of the criteria
 * @param gaps ids of the criteria that are not answered, or whose input from outside is missing
 */
public record ScoreResult(
        String standard,
        String version,
        @Nullable Score total,
        Score soFar,
        Score maximum,
        Points base,
        List<Subtotal> sections,
        List<Subtotal> items,
        List<CriterionScore> criteria,
        List<Adjustment> adjustments,
        List<String> gaps) {

    public ScoreResult {
        sections = List.copyOf(sections);
        items = List.copyOf(items);
        criteria = List.copyOf(criteria);
        adjustments = List.copyOf(adjustments);
        gaps = List.copyOf(gaps);
    }

    /**
     * What the criteria of a section or an item give together.
     *
     * @param complete whether none of them is open
     */
    public record Subtotal(String id, Score points, boolean complete) {}

    /** What is added to or taken off the sum of all criteria. */
    public record Adjustment(Kind kind, Score amount, Message reason) {

        /** Why. */
        public enum Kind {
            /** Criteria left the sheet as not applicable, and the others are scaled up. */
            SCALED,
            /** More than the standard's total. */
            TOTAL_LIMIT,
            /** Less than a staff policy's floor. */
            TOTAL_FLOOR
        }
    }

    /** Whether nothing is open. */
    public boolean complete() {
        return gaps.isEmpty();
    }

    /** Of the gates that are answered, by criterion, in the order of the standard. */
    public Map<String, Verdict> verdicts() {
        var verdicts = new LinkedHashMap<String, Verdict>();
        for (var criterion : criteria) {
            if (criterion.verdict() != null) {
                verdicts.put(criterion.criterion(), criterion.verdict());
            }
        }
        return verdicts;
    }

    /**
     * The share of checks met among those that apply, exactly: 1 where all of them are met. On an incomplete sheet those
     * that nobody has answered count as not met.
     *
     * @return null where no check applies
     */
    public @Nullable Score shareMet() {
        var met = 0;
        var applicable = 0;
        for (var criterion : criteria) {
            if (criterion.rule() == RuleKind.CHECK && criterion.finding() != Finding.NOT_APPLICABLE) {
                applicable++;
                met += criterion.finding() == Finding.MET ? 1 : 0;
            }
        }
        return applicable == 0 ? null : Score.of(Points.of(met)).dividedBy(applicable);
    }

    /**
     * As JSON: the same answers to the same standard give the same bytes, always and everywhere. Reasons stand in it as
     * keys of the bundle {@code cn.zhengping.scoring.messages} with their arguments, in no language.
     */
    public String canonicalJson() {
        return ResultJson.write(this);
    }
}
