package cn.zhengping.search.quality;

import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKey;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.search.Passage;
import cn.zhengping.search.SearchRequest;
import cn.zhengping.search.SearchRequest.Match;
import cn.zhengping.search.SearchRequest.Sort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The entries and queries of {@code quality/}, whose README says how they came about. */
public record Judged(List<Entry> entries, List<Query> queries) {

    /** The tenant that all entries belong to, and the grant by which they are found. */
    public static final String TENANT = "510000";

    /**
     * @param id of the query
     * @param heldOut kept away from tuning
     * @param grades by the id of the entry: 3 answers it, 2 helps, 1 touches it
     */
    public record Query(
            String id,
            String type,
            String text,
            Match match,
            Map<Facet, Set<String>> filters,
            boolean heldOut,
            Map<String, Integer> grades) {

        public SearchRequest request(int size) {
            return new SearchRequest(
                    text, match, Set.of(TENANT), filters, Set.of(), Sort.RELEVANCE, List.of(), Set.of(), size, null);
        }

        /** Normalized discounted cumulative gain of the first ten. */
        double ndcg(List<String> found) {
            List<Integer> gains = found.stream()
                    .limit(10)
                    .map(id -> grades.getOrDefault(id, 0))
                    .toList();
            List<Integer> best = grades.values().stream()
                    .sorted(Comparator.reverseOrder())
                    .limit(10)
                    .toList();
            return cumulative(gains) / cumulative(best);
        }

        private static double cumulative(List<Integer> grades) {
            double sum = 0;
            for (int i = 0; i < grades.size(); i++) {
                sum += ((1 << grades.get(i)) - 1) * Math.log(2) / Math.log(i + 2);
            }
            return sum;
        }

        /** How much of what helps at least is among the first twenty. */
        double recall(List<String> found) {
            List<String> wanted = grades.entrySet().stream()
                    .filter(grade -> grade.getValue() >= 2)
                    .map(Map.Entry::getKey)
                    .toList();
            long there = found.stream().limit(20).filter(wanted::contains).count();
            return (double) there / Math.min(20, wanted.size());
        }
    }

    public static Judged read() {
        return new Judged(lines("entries.jsonl", Judged::entry), lines("queries.jsonl", Judged::query));
    }

    private static Entry entry(JsonNode json) {
        List<Passage> passages = new ArrayList<>();
        for (JsonNode page : json.get("pages")) {
            passages.add(new Passage(
                    page.get("page").isNull() ? null : page.get("page").intValue(),
                    page.get("text").stringValue()));
        }
        String date = string(json.get("date"));
        return new Entry(
                new EntryKey(
                        TENANT,
                        EntryKind.valueOf(json.get("kind").stringValue()),
                        json.get("id").stringValue()),
                Set.of(TENANT),
                facets(json.get("values")),
                json.get("title").stringValue(),
                string(json.get("number")),
                date == null ? null : LocalDate.parse(date),
                passages,
                0);
    }

    private static Query query(JsonNode json) {
        Map<String, Integer> grades = new LinkedHashMap<>();
        json.get("judged")
                .properties()
                .forEach(grade -> grades.put(grade.getKey(), grade.getValue().intValue()));
        return new Query(
                json.get("id").stringValue(),
                json.get("type").stringValue(),
                json.get("text").stringValue(),
                Match.valueOf(json.get("match").stringValue()),
                json.has("filters") ? facets(json.get("filters")) : Map.of(),
                json.has("heldOut"),
                grades);
    }

    private static Map<Facet, Set<String>> facets(JsonNode json) {
        Map<Facet, Set<String>> facets = new EnumMap<>(Facet.class);
        json.properties().forEach(facet -> {
            Set<String> values = new LinkedHashSet<>();
            facet.getValue().forEach(value -> values.add(value.stringValue()));
            facets.put(Facet.valueOf(facet.getKey()), values);
        });
        return facets;
    }

    private static @Nullable String string(JsonNode json) {
        return json.isNull() ? null : json.stringValue();
    }

    private static <T> List<T> lines(String name, Function<JsonNode, T> read) {
        JsonMapper mapper = new JsonMapper();
        try (InputStream in = Objects.requireNonNull(Judged.class.getResourceAsStream("/quality/" + name));
                Stream<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()) {
            return lines.map(line -> read.apply(mapper.readTree(line))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
