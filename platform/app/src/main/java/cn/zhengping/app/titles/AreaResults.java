package cn.zhengping.app.titles;

import cn.zhengping.scoring.Score;
import cn.zhengping.spi.campaign.Grant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of an area's applications.
 *
 * @param applications that stand
 * @param verified how many of them have a result
 * @param mean exact, of the totals; null where there is none
 * @param meanShare exact, of the shares of checks met; null where there is none
 * @param grants those that at least one unit reached
 */
record AreaResults(
        String area,
        int applications,
        int verified,
        @Nullable Score mean,
        @Nullable Score meanShare,
        List<GrantCount> grants) {

    /** How many units reached a grant of a title. */
    record GrantCount(String titleId, Grant grant, int units) {}

    /** What two grants have in common that are counted together. */
    private record Key(String titleId, String grantId) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            var byTitle = titleId.compareTo(other.titleId);
            return byTitle != 0 ? byTitle : grantId.compareTo(other.grantId);
        }
    }

    /**
     * By code of the area.
     *
     * @param applied for each application its area
     */
    static List<AreaResults> of(Collection<String> applied, Collection<Result> results) {
        var byArea = results.stream().collect(Collectors.groupingBy(Result::area));
        return new TreeSet<>(applied)
                .stream()
                        .map(area -> of(
                                area,
                                (int) applied.stream().filter(area::equals).count(),
                                byArea.getOrDefault(area, List.of())))
                        .toList();
    }

    private static AreaResults of(String area, int applications, List<Result> results) {
        Map<Key, GrantCount> counts = new TreeMap<>();
        for (var result : results) {
            for (var grant : result.grants()) {
                counts.merge(
                        new Key(result.titleId(), grant.id()),
                        new GrantCount(result.titleId(), grant, 1),
                        (sum, one) -> new GrantCount(sum.titleId(), sum.grant(), sum.units() + one.units()));
            }
        }
        return new AreaResults(
                area,
                applications,
                results.size(),
                mean(results, Result::total),
                mean(results, Result::share),
                List.copyOf(counts.values()));
    }

    private static @Nullable Score mean(List<Result> results, Function<Result, @Nullable Score> score) {
        var scores = results.stream().map(score).filter(Objects::nonNull).toList();
        return scores.isEmpty() ? null : Score.average(scores);
    }
}
