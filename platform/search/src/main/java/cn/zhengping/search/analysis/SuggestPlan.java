package cn.zhengping.search.analysis;

import cn.zhengping.search.EntryKey;
import cn.zhengping.search.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to look for while somebody types, once for titles and once for numbers. Either comes by score, then length, then
 * value, then key ({@link IndexField#TITLE_LENGTH}, {@link IndexField#TITLE_VALUE}, {@link IndexField#NUMBER_LENGTH},
 * {@link IndexField#NUMBER_VALUE}), each value once; both together by {@link Candidate}.
 *
 * @param filter has to hold; not scored
 */
public record SuggestPlan(Asked titles, Asked numbers, Asked filter) {

    /** The best, each text once. */
    public static List<Suggestion> best(List<Candidate> candidates, int size) {
        Map<String, Suggestion> distinct = new LinkedHashMap<>();
        candidates.stream()
                .sorted()
                .forEach(candidate -> distinct.putIfAbsent(
                        candidate.text(), new Suggestion(EntryKey.parse(candidate.key()), candidate.text())));
        return distinct.values().stream().limit(size).toList();
    }

    /** Something that may be suggested, in the order of suggestions. */
    public record Candidate(float score, long length, String text, String key) implements Comparable<Candidate> {

        @Override
        public int compareTo(Candidate other) {
            if (score != other.score) {
                return Float.compare(other.score, score);
            }
            if (length != other.length) {
                return Long.compare(length, other.length);
            }
            int byText = text.compareTo(other.text);
            return byText != 0 ? byText : key.compareTo(other.key);
        }
    }
}
