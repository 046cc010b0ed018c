package cn.zhengping.app.titles;

import cn.zhengping.scoring.Score;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.OutcomeBand;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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

    /** What totals from the least to the most can lead to. */
    static List<List<Grant>> between(Collection<OutcomeBand> bands, Score least, Score most) {
        return Stream.concat(
                        Stream.of(of(bands, least)),
                        bands.stream()
                                .filter(band -> Score.of(band.from()).compareTo(least) > 0
                                        && Score.of(band.from()).compareTo(most) <= 0)
                                .map(OutcomeBand::grants))
                .toList();
    }

    static List<Points> thresholds(Collection<OutcomeBand> bands) {
        return bands.stream().map(OutcomeBand::from).toList();
    }
}
