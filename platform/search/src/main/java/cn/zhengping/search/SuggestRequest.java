package cn.zhengping.search;

import java.util.Set;

/**
 * What somebody has typed so far.
 *
 * @param typed the beginning of a title or of a part of one, of a document number, or either in pinyin or its initials
 * @param grants as in {@link SearchRequest}
 * @param kinds to choose from; empty for all
 * @param size suggestions wanted, 1 to 20
 */
public record SuggestRequest(String typed, Set<String> grants, Set<EntryKind> kinds, int size) {

    public SuggestRequest {
        grants = Set.copyOf(grants);
        kinds = Set.copyOf(kinds);
        if (size < 1 || size > 20) {
            throw new IllegalArgumentException("size " + size);
        }
    }
}
