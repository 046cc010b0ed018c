package cn.zhengping.search.quality;

import cn.zhengping.search.quality.Judged.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;

/**
 * What a way to search found.
 *
 * @param found for each query the ids of entries, the best first
 */
record Ranking(String name, Map<Query, List<String>> found) {

    double ndcg(Predicate<Query> of) {
        return mean(of, Query::ndcg);
    }

    double recall(Predicate<Query> of) {
        return mean(of, Query::recall);
    }

    private double mean(Predicate<Query> of, ToDoubleBiFunction<Query, List<String>> measured) {
        return found.entrySet().stream()
                .filter(entry -> of.test(entry.getKey()))
                .mapToDouble(entry -> measured.applyAsDouble(entry.getKey(), entry.getValue()))
                .average()
                .orElseThrow();
    }

    /** A line for each type of query: NDCG@10 and recall@20 of each ranking. */
    static String table(List<Ranking> rankings, List<Query> queries) {
        Map<String, Predicate<Query>> rows = new LinkedHashMap<>();
        queries.forEach(query -> rows.put(query.type(), other -> other.type().equals(query.type())));
        rows.put("all", _ -> true);
        rows.put("  held out", Query::heldOut);
        rows.put("  others", query -> !query.heldOut());
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(String.format("%-14s%4s", "NDCG@10 R@20", "n"));
        rankings.forEach(ranking -> head.append(String.format("%16s", ranking.name())));
        lines.add(head.toString());
        rows.forEach((name, of) -> {
            StringBuilder line = new StringBuilder(
                    String.format("%-14s%4d", name, queries.stream().filter(of).count()));
            rankings.forEach(ranking ->
                    line.append(String.format(Locale.ROOT, "%9.3f %.3f ", ranking.ndcg(of), ranking.recall(of))));
            lines.add(line.toString());
        });
        return String.join("\n", lines);
    }
}
