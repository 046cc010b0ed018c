package cn.zhengping.app.reviews;

import cn.zhengping.scoring.InvalidAnswerException;
import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.ScoreRange;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.answer.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Scores the answers of a group once more, by another standard: as {@link Consolidation} does, each sheet with what the group
 * agreed on in place of the member's own answer, then the exact mean.
 */
record Replay(Score least, Score most, List<String> open) {

    /** @param members at least one; answers that do not fit the other standard are left out */
    static Replay of(
            Scorer other, ScoringContext context, Collection<Map<String, Answer>> members, Map<String, Answer> agreed) {
        var ranges = new ArrayList<ScoreRange>();
        for (var answers : members) {
            var all = new HashMap<>(answers);
            all.putAll(agreed);
            ranges.add(range(other, context, all));
        }
        var open = new HashSet<String>();
        ranges.forEach(range -> open.addAll(range.open()));
        return new Replay(
                Score.average(ranges.stream().map(ScoreRange::least).toList()),
                Score.average(ranges.stream().map(ScoreRange::most).toList()),
                other.standard()
                        .criteria()
                        .map(criterion -> criterion.id())
                        .filter(open::contains)
                        .toList());
    }

    private static ScoreRange range(Scorer other, ScoringContext context, Map<String, Answer> answers) {
        while (true) {
            try {
                return other.range(answers, context);
            } catch (InvalidAnswerException fitsNoMore) {
                if (answers.remove(fitsNoMore.criterionId()) == null) {
                    throw fitsNoMore;
                }
            }
        }
    }
}
