package cn.zhengping.search.elasticsearch;

import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKey;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.search.Hits;
import cn.zhengping.search.Passage;
import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchIndexException;
import cn.zhengping.search.SearchRequest;
import cn.zhengping.search.SuggestRequest;
import cn.zhengping.search.Suggestion;
import cn.zhengping.search.analysis.Analysis;
import cn.zhengping.search.analysis.Asked;
import cn.zhengping.search.analysis.IndexField;
import cn.zhengping.search.analysis.Plan;
import cn.zhengping.search.analysis.SuggestPlan;
import cn.zhengping.search.analysis.SuggestPlan.Candidate;
import cn.zhengping.search.highlight.Highlighter;
import cn.zhengping.search.paging.Cursor;
import co.elastic.clients.elasticsearch._types.FieldSort;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SearchType;
import co.elastic.clients.elasticsearch._types.ShardStatistics;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchResponseItem;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.indices.TranslogDurability;
import co.elastic.clients.json.JsonData;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.elasticsearch.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The index of all tenants in a cluster, for any number of processes. How rare a word is, is told from all tenants' entries on
 * all shards together; what is found and counted, only from what the searcher may read.
 *
 * <p>All of it is behind an alias that is named by the version of the analysis; nothing is ever written to anything else, so that
 * the cluster makes no index by itself that has not our mapping.
 */
public final class ElasticsearchSearchIndex implements SearchIndex {

    private static final String FILLED = "filled";
    private static final String VALUES = "values";
    /** How long a search can be paged on in the state its first page saw; after that it goes on in the present one. */
    private static final String SNAPSHOT_KEPT = "5m";
    /** Searches that begin within this share one: the cluster keeps what its snapshots hold. */
    private static final Duration SNAPSHOT_SHARED = Duration.ofSeconds(1);
    /** More values than a facet can have, so that shards leave out none and counts are exact. */
    private static final int ALL_VALUES = 10_000_000;

    /** Hits whose texts are fetched at one time, as each may be megabytes. */
    private static final int MOST_TEXTS = 20;

    private static final int MOST_AT_ONCE = 1000;
    private static final int BULK_BYTES = 8 << 20;
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final ElasticsearchSettings settings;
    private final Analysis analysis;
    private final Cluster cluster;
    private final String alias;
    private volatile boolean made;
    private volatile @Nullable Snapshot shared;

    /** @param opened by {@link System#nanoTime()} */
    private record Snapshot(String id, long opened) {}

    /**
     * Does not reach for the cluster yet, which may be away: each call does.
     *
     * @throws IllegalArgumentException if the certificates cannot be read
     */
    public ElasticsearchSearchIndex(ElasticsearchSettings settings, Analysis analysis) {
        this(settings, analysis, builder -> {});
    }

    ElasticsearchSearchIndex(ElasticsearchSettings settings, Analysis analysis, Consumer<RestClientBuilder> more) {
        this.settings = settings;
        this.analysis = analysis;
        this.alias = settings.prefix() + "-" + analysis.version();
        this.cluster = new Cluster(settings, more);
    }

    // ---- what is made in the cluster

    private void make() {
        if (!made) {
            if (!cluster.call(client -> client.indices().existsAlias(a -> a.name(alias)))
                    .value()) {
                create();
            }
            made = true;
        }
    }

    private void create() {
        try {
            cluster.call(client -> client.indices()
                    .create(index -> index.index(alias + "-1")
                            .aliases(alias, a -> a)
                            .mappings(Documents.mapping())
                            .settings(s -> s.numberOfShards(Integer.toString(settings.shards()))
                                    .numberOfReplicas(Integer.toString(settings.replicas()))
                                    .codec("best_compression")
                                    .refreshInterval(r -> r.time("1s"))
                                    .translog(t -> t.durability(TranslogDurability.Request)))
                            .timeout(cluster.patience())
                            .masterTimeout(cluster.patience())));
        } catch (SearchIndexException e) {
            // Another process or thread was first.
            if (!said(e, "resource_already_exists_exception")) {
                throw e;
            }
        }
    }

    private static boolean said(SearchIndexException e, String type) {
        Refusal refusal = Refusal.of(e.getCause());
        return refusal != null && refusal.type().equals(type);
    }

    @Override
    public boolean isFilled() {
        try {
            make();
            return readFilled();
        } catch (SearchIndexException e) {
            if (!said(e, "index_not_found_exception")) {
                throw e;
            }
            // Somebody removed it.
            made = false;
            make();
            return readFilled();
        }
    }

    private boolean readFilled() {
        return cluster.call(client -> client.indices().getMapping(m -> m.index(alias))).result().values().stream()
                .allMatch(index -> index.mappings().meta().containsKey(FILLED));
    }

    @Override
    public void filled() {
        make();
        cluster.call(client -> client.indices()
                .putMapping(mapping -> mapping.index(alias)
                        .meta(FILLED, JsonData.of(true))
                        .timeout(cluster.patience())
                        .masterTimeout(cluster.patience())));
        Pattern own = Pattern.compile(Pattern.quote(settings.prefix()) + "-[0-9a-f]{12}-1");
        List<String> earlier = cluster
                .call(client -> client.indices().getAlias(a -> a.name(settings.prefix() + "-*")))
                .result()
                .entrySet()
                .stream()
                .filter(index -> own.matcher(index.getKey()).matches()
                        && !index.getValue().aliases().containsKey(alias))
                .map(Map.Entry::getKey)
                .toList();
        if (!earlier.isEmpty()) {
            cluster.call(client -> client.indices()
                    .delete(index -> index.index(earlier)
                            .ignoreUnavailable(true)
                            .timeout(cluster.patience())
                            .masterTimeout(cluster.patience())));
        }
    }

    // ---- writing

    @Override
    public void put(Collection<Entry> entries) {
        // Of two with one key the later counts, in whatever order the cluster takes them.
        Map<EntryKey, Entry> distinct = new LinkedHashMap<>();
        entries.forEach(entry -> distinct.put(entry.key(), entry));
        List<BulkOperation> chunk = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : distinct.values()) {
            byte[] document = Documents.of(entry, analysis.index(entry));
            if (!chunk.isEmpty() && (bytes + document.length > BULK_BYTES || chunk.size() == MOST_AT_ONCE)) {
                write(chunk);
                chunk.clear();
                bytes = 0;
            }
            bytes += document.length;
            BinaryData data = BinaryData.of(document, ContentType.APPLICATION_JSON);
            chunk.add(BulkOperation.of(
                    o -> o.index(i -> i.id(entry.key().toString()).document(data))));
        }
        write(chunk);
    }

    @Override
    public void remove(Collection<EntryKey> keys) {
        List<BulkOperation> deletes = Set.copyOf(keys).stream()
                .map(key -> BulkOperation.of(o -> o.delete(d -> d.id(key.toString()))))
                .toList();
        for (int from = 0; from < deletes.size(); from += MOST_AT_ONCE) {
            write(deletes.subList(from, Math.min(deletes.size(), from + MOST_AT_ONCE)));
        }
    }

    /** What the cluster has no room for now is offered again a few times: not more than that, because whoever calls can wait. */
    private void write(List<BulkOperation> operations) {
        if (operations.isEmpty()) {
            return;
        }
        make();
        List<BulkOperation> left = List.copyOf(operations);
        for (int attempt = 1; ; attempt++) {
            Answers answers = send(left);
            if (answers.again().isEmpty() && answers.refused() == null) {
                return;
            }
            if (answers.refused() != null || attempt == ATTEMPTS) {
                throw answers.failure();
            }
            left = answers.again();
            pause(attempt);
        }
    }

    /**
     * @param again what had no room
     * @param refused why something else was not done
     */
    private record Answers(
            List<BulkOperation> again, @Nullable String refused, String last) {

        private SearchIndexException failure() {
            String message = refused == null ? last : refused;
            return new SearchIndexException(message, new IllegalStateException(message));
        }
    }

    private Answers send(List<BulkOperation> operations) {
        List<BulkResponseItem> items;
        try {
            items = cluster.call(client -> client.bulk(bulk -> bulk.index(alias)
                            .requireAlias(true)
                            .operations(operations)
                            .timeout(cluster.patience())))
                    .items();
        } catch (SearchIndexException e) {
            Refusal refusal = Refusal.of(e.getCause());
            if (refusal != null && refusal.passes()) {
                return new Answers(operations, null, String.valueOf(e.getMessage()));
            }
            throw e;
        }
        List<BulkOperation> again = new ArrayList<>();
        String refused = null;
        String last = "";
        for (int i = 0; i < items.size(); i++) {
            var error = items.get(i).error();
            // A conflict is a delete of what somebody has put anew.
            if (error == null || items.get(i).status() == 409) {
                continue;
            }
            Refusal refusal = Refusal.of(items.get(i).status(), error);
            last = cluster.refused(refusal);
            if (refusal.passes()) {
                again.add(operations.get(i));
            } else {
                refused = last;
            }
        }
        return new Answers(again, refused, last);
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (2 * (attempt - 1))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchIndexException("Interrupted while Elasticsearch had no room", e);
        }
    }

    @Override
    public void removeOlder(String tenant, EntryKind kind, long stamp) {
        // What was put a moment ago has to be seen with its new stamp.
        refresh();
        Query older = Query.of(q -> q.bool(b -> b.filter(
                Queries.of(new Asked.AnyOf(IndexField.TENANT, Set.of(tenant))),
                Queries.of(new Asked.AnyOf(IndexField.KIND, Set.of(kind.name()))),
                Query.of(r -> r.range(range ->
                        range.untyped(u -> u.field(IndexField.STAMP.id()).lt(JsonData.of(stamp))))))));
        List<Hit<Void>> page;
        FieldValue last = null;
        do {
            FieldValue after = last;
            var response = cluster.call(client -> client.search(
                    search -> {
                        search.index(alias)
                                .allowPartialSearchResults(false)
                                .query(older)
                                .source(source -> source.fetch(false))
                                .seqNoPrimaryTerm(true)
                                .sort(byField(IndexField.KEY, SortOrder.Asc))
                                .size(MOST_AT_ONCE);
                        return after == null ? search : search.searchAfter(after);
                    },
                    Void.class));
            checkWhole(response.timedOut(), response.shards());
            page = response.hits().hits();
            if (!page.isEmpty()) {
                // Only as it was found: if it has been put meanwhile, it stays.
                write(page.stream()
                        .map(hit -> BulkOperation.of(o -> o.delete(
                                d -> d.id(hit.id()).ifSeqNo(hit.seqNo()).ifPrimaryTerm(hit.primaryTerm()))))
                        .toList());
                last = page.getLast().sort().getFirst();
            }
        } while (page.size() == MOST_AT_ONCE);
    }

    @Override
    public void refresh() {
        make();
        checkWhole(
                false,
                cluster.call(client -> client.indices().refresh(r -> r.index(alias)))
                        .shards());
        shared = null;
    }

    private static void checkWhole(boolean timedOut, @Nullable ShardStatistics shards) {
        String failures = timedOut
                ? "it ran out of time"
                : shards != null && shards.failed().intValue() > 0
                        ? shards.failures().toString()
                        : null;
        if (failures != null) {
            String message = "Elasticsearch has answered only in part: " + failures;
            throw new SearchIndexException(message, new IllegalStateException(message));
        }
    }

    // ---- searching

    @Override
    public Hits search(SearchRequest request) {
        Plan plan = analysis.plan(request);
        Cursor cursor = Cursor.of(request);
        make();
        Snapshot recent = shared;
        String snapshot = cursor != null
                ? cursor.snapshot()
                : recent != null && System.nanoTime() - recent.opened() < SNAPSHOT_SHARED.toNanos()
                        ? recent.id()
                        : null;
        if (snapshot != null) {
            try {
                return search(request, plan, cursor, snapshot);
            } catch (SearchIndexException e) {
                // No longer kept, or by a node that is away; other reasons come up again below.
                if (Refusal.of(e.getCause()) == null) {
                    throw e;
                }
            }
        }
        return search(request, plan, cursor, open());
    }

    private String open() {
        long now = System.nanoTime();
        String id = cluster.call(client -> client.openPointInTime(pit ->
                        pit.index(alias).keepAlive(k -> k.time(SNAPSHOT_KEPT)).allowPartialSearchResults(false)))
                .id();
        shared = new Snapshot(id, now);
        return id;
    }

    private Hits search(SearchRequest request, Plan plan, @Nullable Cursor cursor, String snapshot) {
        boolean marked = !plan.needles().isEmpty();
        boolean atOnce = request.size() <= MOST_TEXTS;
        SearchResponse<Documents.Stored> response = cluster.call(client -> client.search(
                search -> {
                    search.pit(pit -> pit.id(snapshot).keepAlive(k -> k.time(SNAPSHOT_KEPT)))
                            // The rarity of words is that on all shards.
                            .searchType(SearchType.DfsQueryThenFetch)
                            .allowPartialSearchResults(false)
                            .trackTotalHits(t -> t.enabled(true))
                            .query(Queries.of(plan, request.counts()))
                            .postFilter(Queries.filter(plan, request.counts()))
                            .sort(sort(request.sort()))
                            // One more tells whether there is another page.
                            .size(request.size() + 1)
                            .source(source -> source.filter(
                                    f -> f.includes(marked && atOnce ? Documents.ORIGINAL + ".*" : Documents.TITLE)));
                    for (Facet facet : request.counts()) {
                        search.aggregations(facet.name(), count(plan, request.counts(), facet));
                    }
                    return cursor == null ? search : search.searchAfter(after(cursor, request.sort()));
                },
                Documents.Stored.class));
        checkWhole(response.timedOut(), response.shards());

        List<Hit<Documents.Stored>> found = response.hits().hits();
        List<Hit<Documents.Stored>> page = found.subList(0, Math.min(request.size(), found.size()));
        String kept = response.pitId() == null ? snapshot : response.pitId();
        Highlighter highlighter = new Highlighter(plan.needles());
        Map<String, List<Hits.Found>> places = new HashMap<>();
        if (marked && atOnce) {
            page.forEach(hit -> places.put(id(hit), places(hit, highlighter)));
        } else if (marked) {
            for (int from = 0; from < page.size(); from += MOST_TEXTS) {
                texts(page.subList(from, Math.min(page.size(), from + MOST_TEXTS)), kept)
                        .forEach(hit -> places.put(id(hit), places(hit, highlighter)));
            }
        }
        Map<Facet, List<Hits.Count>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : request.counts()) {
            counts.put(facet, counts(response, facet));
        }
        return new Hits(
                page.stream()
                        .map(hit -> new Hits.Hit(
                                EntryKey.parse(id(hit)),
                                request.sort() == SearchRequest.Sort.RELEVANCE ? score(hit) : 0,
                                highlighter.mark(original(hit).title()),
                                places.getOrDefault(id(hit), List.of())))
                        .toList(),
                Objects.requireNonNull(response.hits().total()).value(),
                counts,
                found.size() > request.size() ? cursor(kept, page.getLast()).write(request) : null);
    }

    private static Aggregation count(Plan plan, Set<Facet> counted, Facet facet) {
        return Aggregation.of(a -> a.filter(Queries.others(plan, counted, facet))
                .aggregations(
                        VALUES,
                        values -> values.terms(t -> t.field(IndexField.of(facet).id())
                                .size(Plan.MOST_COUNTS)
                                .shardSize(ALL_VALUES))));
    }

    private static List<Hits.Count> counts(SearchResponse<?> response, Facet facet) {
        var filtered = Objects.requireNonNull(response.aggregations().get(facet.name()));
        return Objects.requireNonNull(filtered.filter().aggregations().get(VALUES)).sterms().buckets().array().stream()
                .map(bucket -> new Hits.Count(bucket.key().stringValue(), bucket.docCount()))
                .toList();
    }

    private static List<SortOptions> sort(SearchRequest.Sort sort) {
        SortOptions first = switch (sort) {
            case RELEVANCE -> SortOptions.of(s -> s.score(score -> score.order(SortOrder.Desc)));
            case NEWEST -> byField(IndexField.DATE, SortOrder.Desc);
            case OLDEST -> byField(IndexField.DATE, SortOrder.Asc);
        };
        return List.of(first, byField(IndexField.KEY, SortOrder.Asc));
    }

    private static SortOptions byField(IndexField field, SortOrder order) {
        return SortOptions.of(
                s -> s.field(FieldSort.of(f -> f.field(field.id()).order(order).missing("_last"))));
    }

    private static List<FieldValue> after(Cursor cursor, SearchRequest.Sort sort) {
        Double value = cursor.value();
        FieldValue first = switch (sort) {
            case RELEVANCE -> FieldValue.of(value == null ? 0 : value);
            case NEWEST -> FieldValue.of(value == null ? Long.MIN_VALUE : value.longValue());
            case OLDEST -> FieldValue.of(value == null ? Long.MAX_VALUE : value.longValue());
        };
        return List.of(first, FieldValue.of(cursor.key()));
    }

    private static Cursor cursor(String snapshot, Hit<?> last) {
        FieldValue value = last.sort().getFirst();
        boolean undated =
                value.isLong() && (value.longValue() == Long.MIN_VALUE || value.longValue() == Long.MAX_VALUE);
        return new Cursor(
                snapshot,
                undated ? null : (Double) number(value),
                last.sort().get(1).stringValue());
    }

    private static double number(FieldValue value) {
        return value.isLong() ? value.longValue() : value.doubleValue();
    }

    private static float score(Hit<?> hit) {
        return (float) number(hit.sort().getFirst()) / Queries.FACTOR;
    }

    private List<Hit<Documents.Stored>> texts(List<Hit<Documents.Stored>> of, String snapshot) {
        SearchResponse<Documents.Stored> response = cluster.call(client -> client.search(
                search -> search.pit(pit -> pit.id(snapshot).keepAlive(k -> k.time(SNAPSHOT_KEPT)))
                        .allowPartialSearchResults(false)
                        .query(q -> q.ids(i -> i.values(
                                of.stream().map(ElasticsearchSearchIndex::id).toList())))
                        .size(of.size()),
                Documents.Stored.class));
        checkWhole(response.timedOut(), response.shards());
        return response.hits().hits();
    }

    private static String id(Hit<?> hit) {
        return Objects.requireNonNull(hit.id());
    }

    private static Documents.Original original(Hit<Documents.Stored> hit) {
        return Objects.requireNonNull(hit.source(), hit.id()).original();
    }

    private static List<Hits.Found> places(Hit<Documents.Stored> hit, Highlighter highlighter) {
        List<Passage> passages = original(hit).passages();
        return passages == null ? List.of() : highlighter.best(passages);
    }

    // ---- suggesting

    @Override
    public List<Suggestion> suggest(SuggestRequest request) {
        SuggestPlan plan = analysis.plan(request);
        if (plan.titles() instanceof Asked.Nothing && plan.numbers() instanceof Asked.Nothing) {
            return List.of();
        }
        make();
        var answers = cluster.call(client -> client.msearch(
                        search -> search.searches(
                                candidates(
                                        plan.titles(), plan, IndexField.TITLE_LENGTH, IndexField.TITLE_VALUE, request),
                                candidates(
                                        plan.numbers(),
                                        plan,
                                        IndexField.NUMBER_LENGTH,
                                        IndexField.NUMBER_VALUE,
                                        request)),
                        Void.class))
                .responses();
        return SuggestPlan.best(
                answers.stream().flatMap(answer -> candidates(answer).stream()).toList(), request.size());
    }

    private RequestItem candidates(
            Asked asked, SuggestPlan plan, IndexField length, IndexField text, SuggestRequest request) {
        return RequestItem.of(item -> item.header(h -> h.index(alias).allowPartialSearchResults(false))
                .body(search -> search.query(
                                q -> q.bool(b -> b.must(Queries.of(asked)).filter(Queries.of(plan.filter()))))
                        .source(source -> source.fetch(false))
                        .collapse(c -> c.field(text.id()))
                        .sort(
                                SortOptions.of(s -> s.score(score -> score.order(SortOrder.Desc))),
                                byField(length, SortOrder.Asc),
                                byField(text, SortOrder.Asc),
                                byField(IndexField.KEY, SortOrder.Asc))
                        .trackTotalHits(t -> t.enabled(false))
                        .size(request.size())));
    }

    private List<Candidate> candidates(MultiSearchResponseItem<Void> answer) {
        if (answer.isFailure()) {
            String message = cluster.refused(
                    Refusal.of(answer.failure().status(), answer.failure().error()));
            throw new SearchIndexException(message, new IOException(message));
        }
        checkWhole(answer.result().timedOut(), answer.result().shards());
        return answer.result().hits().hits().stream()
                .map(hit -> new Candidate(
                        score(hit),
                        hit.sort().get(1).longValue(),
                        hit.sort().get(2).stringValue(),
                        hit.sort().get(3).stringValue()))
                .toList();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
