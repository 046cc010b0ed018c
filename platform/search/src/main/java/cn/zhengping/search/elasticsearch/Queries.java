package cn.zhengping.search.elasticsearch;

import cn.zhengping.search.Facet;
import cn.zhengping.search.analysis.Asked;
import cn.zhengping.search.analysis.IndexField;
import cn.zhengping.search.analysis.Plan;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.QueryBuilders;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Elasticsearch's queries for what is asked. */
final class Queries {

    /** {@code k1 + 1}, by which Elasticsearch multiplies BM25. */
    static final float FACTOR = 2.2f;

    /**
     * Matches nothing, as no token has a space. A shard that has no token of a phrase leaves its entries out of the statistics of
     * the field, unless it is asked for a single token of that field too.
     */
    private static final List<Query> NEVER = Stream.of(IndexField.values())
            .filter(field -> field.kind() == IndexField.Kind.GRAMS)
            .map(field -> of(new Asked.Term(field, " ")))
            .toList();

    private Queries() {}

    static Query of(Asked asked) {
        return of(asked, 1);
    }

    private static Query of(Asked asked, float boost) {
        return switch (asked) {
            case Asked.Term(var field, var token) ->
                Query.of(q -> q.term(t -> t.field(field.id()).value(token).boost(boost)));
            case Asked.Phrase(var field, var tokens) ->
                Query.of(q -> q.matchPhrase(
                        p -> p.field(field.id()).query(String.join(" ", tokens)).boost(boost)));
            case Asked.Prefix(var field, var prefix) ->
                Query.of(q -> q.prefix(p -> p.field(field.id()).value(prefix).boost(boost)));
            case Asked.AnyOf(var field, var tokens) ->
                Query.of(q -> q.terms(t -> t.field(field.id())
                        .terms(any -> any.value(values(tokens)))
                        .boost(boost)));
            case Asked.All(var of, var better) ->
                Query.of(q -> q.bool(b -> b.must(all(of)).should(all(better)).boost(boost)));
            case Asked.AtLeast(var count, var of) ->
                Query.of(q -> q.bool(b -> b.should(all(of))
                        .minimumShouldMatch(Integer.toString(count))
                        .boost(boost)));
            case Asked.Best(var of, var tie) ->
                Query.of(q -> q.disMax(
                        d -> d.queries(all(of)).tieBreaker((double) tie).boost(boost)));
            case Asked.Weighted(var each, var weight) -> of(each, weight * boost);
            case Asked.Constant(var each, var score) ->
                Query.of(q -> q.constantScore(c -> c.filter(of(each)).boost(score * FACTOR * boost)));
            case Asked.Raised(var each, var where, var factor) ->
                Query.of(q -> q.functionScore(f -> f.query(of(each))
                        .functions(raise -> raise.filter(of(where)).weight((double) factor))
                        .boostMode(FunctionBoostMode.Multiply)
                        .boost(boost)));
            case Asked.Everything _ -> Query.of(q -> q.matchAll(m -> m.boost(FACTOR * boost)));
            case Asked.Nothing _ -> QueryBuilders.matchNone().build()._toQuery();
        };
    }

    private static List<Query> all(List<Asked> asked) {
        return asked.stream().map(Queries::of).toList();
    }

    private static List<FieldValue> values(Set<String> tokens) {
        return tokens.stream().map(Documents::wellFormed).map(FieldValue::of).toList();
    }

    /** Everything but the filters of facets that are counted: what those leave, only hits are narrowed to. */
    static Query of(Plan plan, Set<Facet> counted) {
        List<Query> filters = new ArrayList<>();
        filters.add(of(plan.readers()));
        plan.filters().forEach((facet, filter) -> {
            if (!counted.contains(facet)) {
                filters.add(of(filter));
            }
        });
        return Query.of(q -> q.bool(b -> b.must(of(plan.scored()))
                .should(NEVER)
                .filter(filters)
                .mustNot(plan.without().stream().map(Queries::of).toList())));
    }

    /** The filters of facets that are counted, but this one's own. */
    static Query others(Plan plan, Set<Facet> counted, Facet own) {
        return filter(plan, counted.stream().filter(facet -> facet != own).toList());
    }

    static Query filter(Plan plan, Iterable<Facet> facets) {
        List<Query> filters = new ArrayList<>();
        for (Facet facet : facets) {
            Asked.AnyOf filter = plan.filters().get(facet);
            if (filter != null) {
                filters.add(of(filter));
            }
        }
        return filters.isEmpty()
                ? QueryBuilders.matchAll().build()._toQuery()
                : Query.of(q -> q.bool(b -> b.filter(filters)));
    }
}
