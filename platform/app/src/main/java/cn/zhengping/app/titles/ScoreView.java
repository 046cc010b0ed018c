package cn.zhengping.app.titles;

import cn.zhengping.scoring.Score;
import cn.zhengping.spi.Points;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A score both ways: exact, and for showing. */
record ScoreView(String exact, String display) {

    /** @param thresholds which the shown amount never crosses */
    static ScoreView of(Score score, Collection<Points> thresholds) {
        return new ScoreView(score.exact(), score.display(thresholds));
    }

    /** An amount that no outcome depends on. */
    static @Nullable ScoreView of(@Nullable Score score) {
        return score == null ? null : of(score, List.of());
    }
}
