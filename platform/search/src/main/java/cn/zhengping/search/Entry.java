package cn.zhengping.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something to be found.
 *
 * @param readers grants of which a searcher needs one; opaque to the index. An entry without any is found by nobody
 * @param values what it counts and is narrowed by; {@link Facet#KIND} is added from the key
 * @param title what suggestions offer
 * @param number 文号 of a document, and of the document that a clause is in; found in any style of brackets and by its parts
 * @param date for sorting
 * @param passages in the order of the original
 * @param stamp milliseconds since 1970 at which it was read from the database: what a rebuild has not stamped anew, it removes
 */
public record Entry(
        EntryKey key,
        Set<String> readers,
        Map<Facet, Set<String>> values,
        String title,
        @Nullable String number,
        @Nullable LocalDate date,
        List<Passage> passages,
        long stamp) {

    public Entry {
        readers = Set.copyOf(readers);
        values = Map.copyOf(values);
        passages = List.copyOf(passages);
    }
}
