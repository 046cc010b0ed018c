package cn.zhengping.app.titles;

import cn.zhengping.spi.LocalizedText;

/** A criterion on which units lost, as GraphQL shows it. */
record LostView(String criterionId, LocalizedText text, ScoreView averageLost, int units, int judged) {}
