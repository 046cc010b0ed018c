package cn.zhengping.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was found.
 *
 * @param total how many entries there are on all pages, exact
 * @param counts for each facet asked for, its values, the most frequent first, at most 200
 * @param next leads to the next page, however much is indexed meanwhile; null on the last
 */
public record Hits(
        List<Hit> hits,
        long total,
        Map<Facet, List<Count>> counts,
        @Nullable String next) {

    public Hits {
        hits = List.copyOf(hits);
        counts = Map.copyOf(counts);
    }

    /** How many hits have this value. */
    public record Count(String value, long hits) {}

    /**
     * Something found.
     *
     * @param score 0 when sorted by date
     * @param title the entry's, with what was found in it marked
     * @param passages the best places in the text, at most three, the best first; empty where only the title or number has it
     */
    public record Hit(EntryKey key, double score, Marked title, List<Found> passages) {

        public Hit {
            passages = List.copyOf(passages);
        }
    }

    /**
     * A place in an entry's text.
     *
     * @param page counted from 1; null where the format has no pages
     */
    public record Found(@Nullable Integer page, Marked text) {}

    /**
     * Original text, some of which matches what was looked for.
     *
     * @param marks in order, without overlap
     */
    public record Marked(String text, List<Mark> marks) {

        public Marked {
            marks = List.copyOf(marks);
        }
    }

    /** From the char at {@code from} to the one before {@code to}. */
    public record Mark(int from, int to) {}
}
