package cn.zhengping.app.search;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.search.SearchRequest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What somebody looks for, whoever it is: the rights are those of whoever asks it, at the time.
 *
 * @param text as it was typed
 * @param filters all have to hold; of one facet's values, any
 * @param counts facets whose values are to be counted
 */
public record Question(
        String text, SearchRequest.Match match, List<Filter> filters, Set<Facet> counts, SearchRequest.Sort sort) {

    /** The value that nothing has. */
    private static final String NOTHING = "";

    private static final List<String> KINDS =
            Arrays.stream(EntryKind.values()).map(EntryKind::name).toList();

    private static final int MOST_VALUES = 200;

    /** One of these values. */
    public record Filter(Facet facet, List<String> values) {

        public Filter {
            values = List.copyOf(values);
        }
    }

    public Question {
        filters = List.copyOf(filters);
        counts = Set.copyOf(counts);
    }

    /**
     * For what somebody has typed. One that was saved before there was such a rule is still to be read.
     *
     * @throws PlatformException {@code TEXT_TOO_LONG}, {@code TOO_MANY_FILTERS}, {@code KIND_UNKNOWN}
     */
    void check() {
        if (text.length() > SearchRequest.LONGEST_TEXT) {
            throw new PlatformException(SearchError.TEXT_TOO_LONG);
        }
        if (filters.stream().mapToInt(filter -> filter.values().size()).sum() > MOST_VALUES
                || filters.stream()
                        .flatMap(filter -> filter.values().stream())
                        .anyMatch(value -> value.length() > Facet.LONGEST_VALUE)) {
            throw new PlatformException(SearchError.TOO_MANY_FILTERS, MOST_VALUES, Facet.LONGEST_VALUE);
        }
        filters.stream()
                .filter(filter -> filter.facet() == Facet.KIND)
                .flatMap(filter -> filter.values().stream())
                .filter(value -> !KINDS.contains(value))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new PlatformException(SearchError.KIND_UNKNOWN, unknown, String.join(", ", KINDS));
                });
    }

    /** The filters by facet; what is filtered twice takes the values of both. A filter without values holds for nothing. */
    Map<Facet, Set<String>> values() {
        var values = new EnumMap<Facet, Set<String>>(Facet.class);
        filters.forEach(filter ->
                values.computeIfAbsent(filter.facet(), none -> new HashSet<>()).addAll(filter.values()));
        values.values().stream().filter(Set::isEmpty).forEach(none -> none.add(NOTHING));
        return values;
    }
}
