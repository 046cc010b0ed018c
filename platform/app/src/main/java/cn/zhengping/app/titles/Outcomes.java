package cn.zhengping.app.titles;

import cn.zhengping.scoring.Score;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.OutcomeBand;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What a total leads to. */
final class Outcomes {

    private Outcomes() {}

    /** The grants of the highest band that the exact total reaches; none where it reaches none. */
    static List<Grant> of(Collection<OutcomeBand> bands, Score total) {
        return bands.stream()
                .filter(band -> Score.of(band.from()).compareTo(total) <= 0)
                .max(Comparator.comparing(OutcomeBand::from))
                .map(OutcomeBand::grants)
                .orElse(List.of());
    }

    static List<Points> thresholds(Collection<OutcomeBand> bands) {
        return bands.stream().map(OutcomeBand::from).toList();
    }
}
