package cn.zhengping.app.reviews;

import cn.zhengping.scoring.Score;
import cn.zhengping.spi.Points;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A score both ways: exact, and for showing. */
record ScoreView(String exact, String display) {

    /** @param thresholds which the shown amount never crosses */
    static ScoreView of(Score score, Collection<Points> thresholds) {
        return new ScoreView(score.exact(), score.display(thresholds));
    }

    /** {@link #of} for what may be missing. */
    static @Nullable ScoreView ofNullable(@Nullable Score score, Collection<Points> thresholds) {
        return score == null ? null : of(score, thresholds);
    }
}
