package cn.zhengping.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is looking for.
 *
 * @param text as it was typed: words, as many of which are wanted as {@code match} says; {@code "phrases"};
 *     {@code -without}; at most {@value #LONGEST_TEXT} characters. Blank finds everything
 * @param match how much of the text an entry has to have
 * @param grants what the searcher holds; an entry whose readers have none of them is neither found nor counted
 * @param filters all have to hold; of one facet's values, any; a facet without values is as none
 * @param counts facets whose values are to be counted, each among the hits that all other facets' filters leave
 * @param synonyms groups of words that mean the same, a tenant's own added to the field's
 * @param preferred criteria (as in {@link Facet#CRITERION}) whose own entries come first among hits of like relevance
 * @param size hits wanted, 1 to {@value #LARGEST_PAGE}
 * @param after {@link Hits#next()} of the page before; null for the first
 */
public record SearchRequest(
        String text,
        Match match,
        Set<String> grants,
        Map<Facet, Set<String>> filters,
        Set<Facet> counts,
        Sort sort,
        List<Set<String>> synonyms,
        Set<String> preferred,
        int size,
        @Nullable String after) {

    public static final int LARGEST_PAGE = 100;
    public static final int LONGEST_TEXT = 1000;

    /** How much of a text an entry has to have. */
    public enum Match {
        /**
         * For what people type: half of the words, and every one that has digits or letters; what has all words comes first.
         * Of three words and more that were typed without spaces half are enough, of a question a third.
         */
        WORDS,
        /**
         * As much as possible: for the text of a criterion, whose evidence is looked for. Of a longer text the beginning counts,
         * and what has a {@code preferred} criterion is found even without a word of it.
         */
        LIKE
    }

    /** Which hits come first. What is equal comes in the order of its key. */
    public enum Sort {
        RELEVANCE,
        NEWEST,
        OLDEST
    }

    public SearchRequest {
        grants = Set.copyOf(grants);
        filters = Map.copyOf(filters);
        counts = Set.copyOf(counts);
        synonyms = List.copyOf(synonyms);
        preferred = Set.copyOf(preferred);
        if (size < 1 || size > LARGEST_PAGE) {
            throw new IllegalArgumentException("size " + size);
        }
    }
}
