package cn.zhengping.search.lucene;

import cn.zhengping.search.analysis.Asked;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.function.FunctionScoreQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Lucene's queries for what is asked. */
final class Queries {

    private Queries() {}

    static Query of(Asked asked) {
        return switch (asked) {
            case Asked.Term(var field, var token) -> new TermQuery(new Term(field.id(), token));
            case Asked.Phrase(var field, var tokens) -> new PhraseQuery(field.id(), tokens.toArray(String[]::new));
            case Asked.Prefix(var field, var prefix) -> new PrefixQuery(new Term(field.id(), prefix));
            case Asked.AnyOf(var field, var tokens) ->
                new TermInSetQuery(
                        field.id(), tokens.stream().map(BytesRef::new).toList());
            case Asked.All(var of, var better) -> {
                BooleanQuery.Builder all = new BooleanQuery.Builder();
                of.forEach(each -> all.add(of(each), Occur.MUST));
                better.forEach(each -> all.add(of(each), Occur.SHOULD));
                yield all.build();
            }
            case Asked.AtLeast(var count, var of) -> {
                BooleanQuery.Builder any = new BooleanQuery.Builder().setMinimumNumberShouldMatch(count);
                of.forEach(each -> any.add(of(each), Occur.SHOULD));
                yield any.build();
            }
            case Asked.Best(var of, var tie) -> new DisjunctionMaxQuery(all(of), tie);
            case Asked.Weighted(var each, var weight) -> new BoostQuery(of(each), weight);
            case Asked.Constant(var each, var score) -> new BoostQuery(new ConstantScoreQuery(of(each)), score);
            case Asked.Raised(var each, var where, var factor) ->
                FunctionScoreQuery.boostByQuery(of(each), of(where), factor);
            case Asked.Everything _ -> MatchAllDocsQuery.INSTANCE;
            case Asked.Nothing _ -> MatchNoDocsQuery.INSTANCE;
        };
    }

    private static List<Query> all(List<Asked> asked) {
        return asked.stream().map(Queries::of).toList();
    }
}
