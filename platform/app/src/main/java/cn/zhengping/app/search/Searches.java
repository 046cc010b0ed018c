package cn.zhengping.app.search;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Hits;
import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchRequest;
import cn.zhengping.search.SuggestRequest;
import cn.zhengping.search.Suggestion;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The search box. Who may find what is part of each question: nothing that somebody may not find is counted, suggested or
 * shortens a page. Not to be called inside a transaction, as the engine may take its time.
 */
@Service
public class Searches {

    private static final int MOST_TYPED = 100;
    private static final int MOST_SUGGESTED = 20;

    private final SearchIndex index;
    private final Grants grants;
    private final Synonyms synonyms;

    Searches(SearchIndex index, Grants grants, Synonyms synonyms) {
        this.index = index;
        this.grants = grants;
        this.synonyms = synonyms;
    }

    /**
     * A page of what there is to be found.
     *
     * @param after {@link Hits#next()} of the page before; null for the first
     * @throws PlatformException {@code NOT_LOGGED_IN}, {@code ROLE_MISSING}
     * @throws cn.zhengping.search.InvalidSearchException if text or cursor cannot be read
     * @throws cn.zhengping.search.SearchIndexException if the engine cannot now
     */
    public Hits search(Question question, int size, @Nullable String after) {
        return search(question, Set.of(), size, after);
    }

    /** @param preferred criteria whose own entries come first among hits of like relevance */
    Hits search(Question question, Set<String> preferred, int size, @Nullable String after) {
        var held = grants.held();
        return index.search(new SearchRequest(
                question.text(),
                question.match(),
                held,
                question.values(),
                question.counts(),
                question.sort(),
                synonyms.inForce(grants.tenant()),
                preferred,
                Math.min(size, SearchRequest.LARGEST_PAGE),
                after));
    }

    /**
     * What may be meant by what was typed so far.
     *
     * @param kinds to choose from; empty for all
     * @throws PlatformException {@code NOT_LOGGED_IN}, {@code ROLE_MISSING}, {@code TEXT_TOO_LONG}
     */
    public List<Suggestion> suggest(String typed, Set<EntryKind> kinds, int size) {
        var held = grants.held();
        if (typed.length() > MOST_TYPED) {
            throw new PlatformException(SearchError.TEXT_TOO_LONG);
        }
        return index.suggest(new SuggestRequest(typed, held, kinds, Math.clamp(size, 1, MOST_SUGGESTED)));
    }
}
