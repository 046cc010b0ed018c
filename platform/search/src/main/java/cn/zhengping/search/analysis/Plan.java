package cn.zhengping.search.analysis;

import cn.zhengping.search.Facet;
import cn.zhengping.search.highlight.Needle;
import java.util.List;
import java.util.Map;

/**
 * A search in terms of the index.
 *
 * @param scored has to hold, and says the relevance
 * @param without none may hold
 * @param readers has to hold; not scored
 * @param filters all have to hold, but a facet's own where that facet is counted; not scored
 * @param needles what is marked in the hits
 */
public record Plan(
        Asked scored, List<Asked> without, Asked.AnyOf readers, Map<Facet, Asked.AnyOf> filters, List<Needle> needles) {

    /** How many values of a facet are counted at most, the most frequent. */
    public static final int MOST_COUNTS = 200;
}
