package cn.zhengping.app.titles;

import cn.zhengping.spi.LocalizedText;
import org.jspecify.annotations.Nullable;

/** A criterion on which units lost, as GraphQL shows it. */
record LostView(
        String criterionId, LocalizedText text, @Nullable ScoreView averageLost, int units, int judged) {}
