package cn.zhengping.app.search;

import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.sealing.Seals;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.search.Hits;
import cn.zhengping.search.InvalidSearchException;
import cn.zhengping.search.InvalidSearchException.Reason;
import cn.zhengping.search.SearchRequest;
import cn.zhengping.search.Suggestion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.pagination.CursorStrategy;
import org.springframework.stereotype.Controller;

/** The search box over GraphQL. */
@Controller
class SearchController {

    /** Under which the index's own cursor travels within ours: sealed, as it has a score, which tells of everybody's texts. */
    private static final String KEY = "search";

    private final Searches searches;
    private final CriterionSearch criteria;
    private final SavedSearches saved;
    private final Synonyms synonyms;
    private final IndexKeeper keeper;
    private final Labels labels;
    private final CursorStrategy<ScrollPosition> cursors;
    private final Seals seals;

    SearchController(
            Searches searches,
            CriterionSearch criteria,
            SavedSearches saved,
            Synonyms synonyms,
            IndexKeeper keeper,
            Labels labels,
            CursorStrategy<ScrollPosition> cursors,
            Seals seals) {
        this.searches = searches;
        this.criteria = criteria;
        this.saved = saved;
        this.synonyms = synonyms;
        this.keeper = keeper;
        this.labels = labels;
        this.cursors = cursors;
        this.seals = seals;
    }

    /** A page; the library takes a class of such a name as the connection that it is. */
    record SearchHitConnection(
            List<SearchHitEdge> edges, PageView pageInfo, int totalCount, List<CountsView> counts, boolean complete) {}

    record SearchHitEdge(@Nullable String cursor, HitView node) {}

    record PageView(
            boolean hasPreviousPage,
            boolean hasNextPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}

    record HitView(String tenant, EntryKind kind, String id, MarkedView title, List<PassageView> passages) {

        static HitView of(Hits.Hit hit) {
            return new HitView(
                    hit.key().tenant(),
                    hit.key().kind(),
                    hit.key().id(),
                    MarkedView.of(hit.title()),
                    hit.passages().stream()
                            .map(found -> new PassageView(found.page(), MarkedView.of(found.text())))
                            .toList());
        }
    }

    record PassageView(@Nullable Integer page, MarkedView text) {}

    record MarkedView(String text, List<SegmentView> segments) {

        static MarkedView of(Hits.Marked marked) {
            var text = marked.text();
            var segments = new ArrayList<SegmentView>();
            var at = 0;
            for (var mark : marked.marks()) {
                if (mark.from() > at) {
                    segments.add(new SegmentView(text.substring(at, mark.from()), false));
                }
                segments.add(new SegmentView(text.substring(mark.from(), mark.to()), true));
                at = mark.to();
            }
            if (at < text.length()) {
                segments.add(new SegmentView(text.substring(at), false));
            }
            return new MarkedView(text, segments);
        }
    }

    record SegmentView(String text, boolean marked) {}

    record CountsView(Facet facet, List<CountView> values) {}

    record CountView(Facet facet, String value, int hits) {}

    record SuggestionView(String tenant, EntryKind kind, String id, String text) {

        static SuggestionView of(Suggestion suggestion) {
            var key = suggestion.key();
            return new SuggestionView(key.tenant(), key.kind(), key.id(), suggestion.text());
        }
    }

    record FilterInput(Facet facet, List<String> values) {

        static List<Question.Filter> all(List<FilterInput> inputs) {
            return inputs.stream()
                    .map(input -> new Question.Filter(input.facet(), input.values()))
                    .toList();
        }
    }

    record SaveSearchInput(
            String name,
            String query,
            SearchRequest.Match match,
            List<FilterInput> filters,
            List<Facet> counts,
            SearchRequest.Sort sort) {}

    record EvidenceOfInput(
            @Nullable UUID application, @Nullable UUID unit) {}

    record SynonymsView(int version, List<GroupView> groups, List<GroupView> inherited) {

        static SynonymsView of(List<Synonyms.Own> line) {
            return new SynonymsView(
                    line.getFirst().version(), groups(line.subList(0, 1)), groups(line.subList(1, line.size())));
        }

        private static List<GroupView> groups(List<Synonyms.Own> of) {
            return of.stream()
                    .flatMap(own -> own.groups().stream()
                            .map(words -> new GroupView(own.tenant().value(), words)))
                    .toList();
        }
    }

    record GroupView(String tenant, List<String> words) {}

    @QueryMapping
    SearchHitConnection search(
            @Argument String query,
            @Argument SearchRequest.Match match,
            @Argument List<FilterInput> filters,
            @Argument List<Facet> counts,
            @Argument SearchRequest.Sort sort,
            Paging paging) {
        return page(searches.search(typed(query, match, filters, counts, sort), paging.size(), after(paging)));
    }

    @QueryMapping
    SearchHitConnection evidenceForCriterion(
            @Argument EvidenceOfInput of, @Argument String standard, @Argument String criterion, Paging paging) {
        var ref = StandardRef.parse(standard);
        return page(
                of.application() != null
                        ? criteria.ofApplication(of.application(), ref, criterion, paging.size(), after(paging))
                        : criteria.ofUnit(
                                Objects.requireNonNull(of.unit()), ref, criterion, paging.size(), after(paging)));
    }

    @QueryMapping
    List<SuggestionView> suggest(@Argument String typed, @Argument List<EntryKind> kinds, @Argument int first) {
        return searches.suggest(typed, Set.copyOf(kinds), first).stream()
                .map(SuggestionView::of)
                .toList();
    }

    @QueryMapping
    List<SavedSearch> savedSearches() {
        return saved.list();
    }

    /** By the rights of whoever asks, now. */
    @QueryMapping
    SearchHitConnection runSavedSearch(@Argument UUID id, Paging paging) {
        return page(searches.search(saved.get(id).question(), paging.size(), after(paging)));
    }

    @MutationMapping
    SavedSearch saveSearch(@Argument SaveSearchInput input) {
        return saved.save(
                input.name(), typed(input.query(), input.match(), input.filters(), input.counts(), input.sort()));
    }

    private static Question typed(
            String query,
            SearchRequest.Match match,
            List<FilterInput> filters,
            List<Facet> counts,
            SearchRequest.Sort sort) {
        var question = new Question(query, match, FilterInput.all(filters), set(counts), sort);
        question.check();
        return question;
    }

    @MutationMapping
    SavedSearch renameSavedSearch(@Argument UUID id, @Argument int version, @Argument String name) {
        return saved.rename(id, version, name);
    }

    @MutationMapping
    UUID deleteSavedSearch(@Argument UUID id) {
        saved.delete(id);
        return id;
    }

    @QueryMapping
    SynonymsView searchSynonyms() {
        return SynonymsView.of(synonyms.line());
    }

    @MutationMapping
    SynonymsView setSearchSynonyms(@Argument int version, @Argument List<List<String>> groups) {
        return SynonymsView.of(synonyms.set(version, groups));
    }

    @SchemaMapping(typeName = "SavedSearch")
    String query(SavedSearch search) {
        return search.question().text();
    }

    @SchemaMapping(typeName = "SavedSearch")
    SearchRequest.Match match(SavedSearch search) {
        return search.question().match();
    }

    @SchemaMapping(typeName = "SavedSearch")
    List<Question.Filter> filters(SavedSearch search) {
        return search.question().filters();
    }

    @SchemaMapping(typeName = "SavedSearch")
    List<Facet> counts(SavedSearch search) {
        return search.question().counts().stream().sorted().toList();
    }

    @SchemaMapping(typeName = "SavedSearch")
    SearchRequest.Sort sort(SavedSearch search) {
        return search.question().sort();
    }

    @BatchMapping(typeName = "SearchCount")
    List<Object> label(List<CountView> counts) {
        var named = new HashMap<Facet, Map<String, Object>>();
        counts.stream()
                .collect(Collectors.groupingBy(
                        CountView::facet, Collectors.mapping(CountView::value, Collectors.toSet())))
                .forEach((facet, values) -> named.put(facet, labels.of(facet, values)));
        return counts.stream()
                .map(count -> Objects.requireNonNull(
                        Objects.requireNonNull(named.get(count.facet())).get(count.value())))
                .toList();
    }

    private static Set<Facet> set(List<Facet> facets) {
        return facets.isEmpty() ? Set.of() : EnumSet.copyOf(facets);
    }

    private @Nullable String after(Paging paging) {
        return switch (paging.cursor()) {
            case null -> null;
            case KeysetScrollPosition keys
            when keys.getKeys().get(KEY) instanceof String text ->
                seals.open(KEY, text)
                        .map(cursor -> new String(cursor, StandardCharsets.UTF_8))
                        .orElseThrow(() -> new InvalidSearchException(Reason.CURSOR_INVALID));
            default -> throw new InvalidSearchException(Reason.CURSOR_INVALID);
        };
    }

    private @Nullable String cursor(@Nullable String next) {
        return next == null
                ? null
                : cursors.toCursor(
                        ScrollPosition.forward(Map.of(KEY, seals.seal(KEY, next.getBytes(StandardCharsets.UTF_8)))));
    }

    private SearchHitConnection page(Hits hits) {
        var end = cursor(hits.next());
        var edges = new ArrayList<SearchHitEdge>();
        for (var hit : hits.hits()) {
            var last = edges.size() == hits.hits().size() - 1;
            edges.add(new SearchHitEdge(last ? end : null, HitView.of(hit)));
        }
        return new SearchHitConnection(
                edges,
                new PageView(false, end != null, null, end),
                Math.clamp(hits.total(), 0, Integer.MAX_VALUE),
                hits.counts().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(counted -> new CountsView(
                                counted.getKey(),
                                counted.getValue().stream()
                                        .map(count -> new CountView(
                                                counted.getKey(),
                                                count.value(),
                                                Math.clamp(count.hits(), 0, Integer.MAX_VALUE)))
                                        .toList()))
                        .toList(),
                keeper.isFilled());
    }
}
