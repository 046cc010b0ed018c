package cn.zhengping.testkit;

import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.answer.Answer;
import java.util.Map;

/**
 * A sheet whose criteria are all answered.
 *
 * @param answers by id of the criterion
 * @param context what the answers were made for, with every input that derived criteria ask for
 */
public record FilledSheet(Map<String, Answer> answers, ScoringContext context) {

    public FilledSheet {
        answers = Map.copyOf(answers);
    }

    public ScoreResult scoredBy(Scorer scorer) {
        return scorer.score(answers, context);
    }
}
