package cn.zhengping.app.titles;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A result with its place.
 *
 * @param rank from 1; equal totals share one, and the next is counted on: 1, 1, 3
 */
record Ranked(int rank, Result result) {

    /** The highest exact total first, equal ones by name of unit. */
    static List<Ranked> of(List<Result> results) {
        var sorted = results.stream()
                .sorted(Comparator.comparing(Result::total)
                        .reversed()
                        .thenComparing(Result::unitName)
                        .thenComparing(Result::id))
                .toList();
        var ranked = new ArrayList<Ranked>();
        for (var result : sorted) {
            var last = ranked.isEmpty() ? null : ranked.getLast();
            ranked.add(new Ranked(
                    last != null && last.result().total().equals(result.total()) ? last.rank() : ranked.size() + 1,
                    result));
        }
        return ranked;
    }
}
