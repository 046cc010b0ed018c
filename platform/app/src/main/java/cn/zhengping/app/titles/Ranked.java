package cn.zhengping.app.titles;

import cn.zhengping.scoring.Score;
import cn.zhengping.spi.campaign.CampaignTemplate.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A result with its place.
 *
 * @param rank from 1; equal ones share one, and the next is counted on: 1, 1, 3
 */
record Ranked(int rank, Result result) {

    /** The highest exact total or share first, what has none last, equal ones by name of unit. */
    static List<Ranked> of(List<Result> results, Ranking ranking) {
        Function<Result, @Nullable Score> key = switch (ranking) {
            case TOTAL -> Result::total;
            case SHARE_MET -> Result::share;
        };
        var sorted = results.stream()
                .sorted(Comparator.comparing(key, Comparator.<Score>nullsFirst(Comparator.naturalOrder()))
                        .reversed()
                        .thenComparing(Result::unitName)
                        .thenComparing(Result::id))
                .toList();
        var ranked = new ArrayList<Ranked>();
        for (var result : sorted) {
            var last = ranked.isEmpty() ? null : ranked.getLast();
            ranked.add(new Ranked(
                    last != null && Objects.equals(key.apply(last.result()), key.apply(result))
                            ? last.rank()
                            : ranked.size() + 1,
                    result));
        }
        return ranked;
    }
}
