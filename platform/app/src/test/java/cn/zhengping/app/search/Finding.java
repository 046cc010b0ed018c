package cn.zhengping.app.search;

import static org.awaitility.Awaitility.await;

import cn.zhengping.app.testing.Api;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The search box as tests use it. */
final class Finding {

    static final String SEARCH = """
            query($q: String!, $m: SearchMatch! = WORDS, $f: [SearchFilterInput!]! = [], $c: [SearchFacet!]! = [],
                  $s: SearchSort! = RELEVANCE, $n: Int, $a: String) {
              search(query: $q, match: $m, filters: $f, counts: $c, sort: $s, first: $n, after: $a) {
                totalCount complete
                pageInfo { hasNextPage endCursor }
                edges { cursor node {
                  tenant kind id
                  title { text segments { text marked } }
                  passages { page text { text segments { text marked } } } } }
                counts { facet values { value label hits } } } }""";

    static final String SUGGEST = "query($t: String!) { suggest(typed: $t) { tenant kind id text } }";

    private Finding() {}

    static JsonNode search(Api somebody, String query) {
        return somebody.ask(SEARCH, "q", query, "n", 100).get("search");
    }

    static List<String> titles(JsonNode hits) {
        return StreamSupport.stream(hits.get("edges").spliterator(), false)
                .map(edge -> edge.at("/node/title/text").asString())
                .toList();
    }

    /** The titles of what somebody finds now. */
    static List<String> found(Api somebody, String query) {
        return titles(search(somebody, query));
    }

    static void eventually(Callable<Boolean> condition) {
        await().until(condition);
    }
}
