package cn.zhengping.search.analysis;

import java.util.List;
import java.util.Set;

/**
 * What an engine is asked for. Adapters translate it and add nothing.
 *
 * <p>Scores are Lucene's BM25 without the factor {@code k1 + 1}; an engine that multiplies by it multiplies {@link Constant} too.
 */
public sealed interface Asked {

    /** Has this token. */
    record Term(IndexField field, String token) implements Asked {}

    /** Has these tokens at positions that follow each other. */
    record Phrase(IndexField field, List<String> tokens) implements Asked {}

    /** Has a token that begins so. Stands only inside {@link Constant}. */
    record Prefix(IndexField field, String prefix) implements Asked {}

    /** Has one of these tokens. Stands only inside {@link Constant}, or where nothing is scored. */
    record AnyOf(IndexField field, Set<String> tokens) implements Asked {}

    /** Has all of the first; each that it has of the second adds to the score. Neither first nor second alone is empty. */
    record All(List<Asked> of, List<Asked> better) implements Asked {}

    /** Has so many of these; the scores of all that it has add up. */
    record AtLeast(int count, List<Asked> of) implements Asked {}

    /** Has one of these; scored as the best, plus this share of the others. */
    record Best(List<Asked> of, float tie) implements Asked {}

    record Weighted(Asked asked, float weight) implements Asked {}

    /** Scored the same wherever it holds. */
    record Constant(Asked asked, float score) implements Asked {}

    /** Scored as {@code asked}, times {@code factor} where also {@code where} holds. */
    record Raised(Asked asked, Asked where, float factor) implements Asked {}

    /** Each scored 1. */
    record Everything() implements Asked {}

    record Nothing() implements Asked {}
}
