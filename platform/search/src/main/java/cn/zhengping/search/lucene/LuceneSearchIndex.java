package cn.zhengping.search.lucene;

import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKey;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.search.Hits;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherLifetimeManager;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The index of all tenants in one folder, for one process. How rare a word is, is told from all tenants' entries together; what
 * is found and counted, only from what the searcher may read.
 */
public final class LuceneSearchIndex implements SearchIndex {

    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{12}");
    private static final Pattern OWN_FILE = Pattern.compile("_\\w+\\..*|(pending_)?segments.*|write\\.lock|.*\\.tmp");
    private static final String FILLED = "filled";
    /** Seconds that a search can be paged on in the state its first page saw; after that it goes on in the present one. */
    private static final double SNAPSHOT_SECONDS = 300;

    private static final int MOST_SNAPSHOTS = 64;

    static {
        // A long text with many synonyms asks for more than the default.
        IndexSearcher.setMaxClauseCount(Math.max(IndexSearcher.getMaxClauseCount(), 16_384));
    }

    private final Path folder;
    private final Analysis analysis;
    private final Directory directory;
    private final Store store;
    private final SearcherManager searchers;
    private final SearcherLifetimeManager snapshots = new SearcherLifetimeManager();
    private volatile boolean filled;

    /**
     * Opens the index, or makes one that is not {@linkplain #isFilled() filled}.
     *
     * @param folder for the index alone; another analysis has its own beside it
     * @throws IllegalStateException if the folder is in use, damaged, or holds something else
     */
    public LuceneSearchIndex(Path folder, Analysis analysis) {
        this(folder, analysis, path -> FSDirectory.open(path));
    }

    /** Opens a directory in a folder. */
    @FunctionalInterface
    interface Opening {
        Directory open(Path path) throws IOException;
    }

    LuceneSearchIndex(Path folder, Analysis analysis, Opening opening) {
        this.folder = folder;
        this.analysis = analysis;
        Path path = folder.resolve(analysis.version());
        Store opened = null;
        try {
            Files.createDirectories(path);
            checkOwn(path);
            this.directory = opening.open(path);
            opened = new Store(directory, this::refresh);
            this.filled = SegmentInfos.readLatestCommit(directory).getUserData().containsKey(FILLED);
            this.searchers = new SearcherManager(directory, null);
            this.store = opened;
        } catch (IOException e) {
            if (opened != null) {
                opened.close();
            }
            throw new IllegalStateException("The search index in " + path + problem(e), e);
        }
    }

    private static String problem(IOException e) {
        return switch (e) {
            case LockObtainFailedException _ -> " is in use by another process: only one may have it open";
            case CorruptIndexException _, IndexFormatTooNewException _, IndexFormatTooOldException _ ->
                " is damaged: remove the folder, and the index is built anew from the database";
            default -> " cannot be opened: " + e.getMessage();
        };
    }

    private static void checkOwn(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            files.filter(file ->
                            !OWN_FILE.matcher(file.getFileName().toString()).matches())
                    .findFirst()
                    .ifPresent(file -> {
                        throw new IllegalStateException("The folder " + path + " holds " + file.getFileName()
                                + ", which is no part of a search index: name a folder that holds nothing else");
                    });
        }
    }

    @Override
    public void put(Collection<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        store.write(writer -> {
            long change = 0;
            for (Entry entry : entries) {
                change = writer.updateDocument(id(entry.key()), Documents.of(entry, analysis.index(entry)));
            }
            return change;
        });
    }

    @Override
    public void remove(Collection<EntryKey> keys) {
        if (!keys.isEmpty()) {
            store.write(writer -> writer.deleteDocuments(
                    keys.stream().map(LuceneSearchIndex::id).toArray(Term[]::new)));
        }
    }

    @Override
    public void removeOlder(String tenant, EntryKind kind, long stamp) {
        if (stamp > Long.MIN_VALUE) {
            Query older = new BooleanQuery.Builder()
                    .add(new TermQuery(new Term(IndexField.TENANT.id(), tenant)), Occur.FILTER)
                    .add(new TermQuery(new Term(IndexField.KIND.id(), kind.name())), Occur.FILTER)
                    .add(LongPoint.newRangeQuery(IndexField.STAMP.id(), Long.MIN_VALUE, stamp - 1), Occur.FILTER)
                    .build();
            store.write(writer -> writer.deleteDocuments(older));
        }
    }

    private static Term id(EntryKey key) {
        return new Term(IndexField.KEY.id(), key.toString());
    }

    @Override
    public Hits search(SearchRequest request) {
        Plan plan = analysis.plan(request);
        Cursor cursor = Cursor.of(request);
        try {
            IndexSearcher searcher = searcher(cursor);
            try {
                return search(request, plan, cursor, searcher);
            } finally {
                searcher.getIndexReader().decRef();
            }
        } catch (IOException | AlreadyClosedException e) {
            throw new SearchIndexException("The search index cannot be read: " + e.getMessage(), e);
        }
    }

    private Hits search(SearchRequest request, Plan plan, @Nullable Cursor cursor, IndexSearcher searcher)
            throws IOException {
        Sort sort = sort(request.sort());
        TopFieldCollector top = new TopFieldCollectorManager(
                        sort,
                        request.size() + 1,
                        cursor == null ? null : after(cursor, request.sort()),
                        Integer.MAX_VALUE)
                .newCollector();
        Map<Facet, Counter> counters = new EnumMap<>(Facet.class);
        request.counts()
                .forEach(facet ->
                        counters.put(facet, new Counter(IndexField.of(facet).id())));

        List<Collector> together = new ArrayList<>(List.of(top));
        counters.forEach((facet, counter) -> {
            if (!plan.filters().containsKey(facet)) {
                together.add(counter);
            }
        });
        searcher.search(query(plan, null), new Alone(MultiCollector.wrap(together)));
        for (Map.Entry<Facet, Counter> counter : counters.entrySet()) {
            if (plan.filters().containsKey(counter.getKey())) {
                searcher.search(query(plan, counter.getKey()), new Alone(counter.getValue()));
            }
        }

        TopFieldDocs found = top.topDocs();
        List<ScoreDoc> page =
                Arrays.asList(found.scoreDocs).subList(0, Math.min(request.size(), found.scoreDocs.length));
        Map<Facet, List<Hits.Count>> counts = new EnumMap<>(Facet.class);
        counters.forEach((facet, counter) -> counts.put(facet, counter.counts()));
        return new Hits(
                hits(page, plan, searcher),
                found.totalHits.value(),
                counts,
                found.scoreDocs.length > request.size()
                        ? cursor((FieldDoc) page.getLast(), searcher).write(request)
                        : null);
    }

    /** One thread collects all. */
    private record Alone(Collector collector) implements CollectorManager<Collector, Collector> {

        @Override
        public Collector newCollector() {
            return collector;
        }

        @Override
        public Collector reduce(Collection<Collector> collectors) {
            return collector;
        }
    }

    /** @param counted the facet whose own filter is left out */
    private static Query query(Plan plan, @Nullable Facet counted) {
        BooleanQuery.Builder query = new BooleanQuery.Builder()
                .add(Queries.of(plan.scored()), counted == null ? Occur.MUST : Occur.FILTER)
                .add(Queries.of(plan.readers()), Occur.FILTER);
        plan.filters().forEach((facet, filter) -> {
            if (facet != counted) {
                query.add(Queries.of(filter), Occur.FILTER);
            }
        });
        plan.without().forEach(without -> query.add(Queries.of(without), Occur.MUST_NOT));
        return query.build();
    }

    private static Sort sort(SearchRequest.Sort sort) {
        SortField key = new SortField(IndexField.KEY.id(), SortField.Type.STRING);
        return switch (sort) {
            case RELEVANCE -> new Sort(SortField.FIELD_SCORE, key);
            case NEWEST -> new Sort(date(true), key);
            case OLDEST -> new Sort(date(false), key);
        };
    }

    private static SortField date(boolean newest) {
        return new SortField(IndexField.DATE.id(), SortField.Type.LONG, newest, undated(newest));
    }

    /** Last in either direction. */
    private static Long undated(boolean newest) {
        return newest ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private static FieldDoc after(Cursor cursor, SearchRequest.Sort sort) {
        Object value = switch (sort) {
            case RELEVANCE -> cursor.value() == null ? 0f : cursor.value().floatValue();
            case NEWEST, OLDEST ->
                cursor.value() == null
                        ? undated(sort == SearchRequest.Sort.NEWEST)
                        : (Long) cursor.value().longValue();
        };
        // Whatever is equal in all of this has been seen.
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {value, new BytesRef(cursor.key())});
    }

    private Cursor cursor(FieldDoc last, IndexSearcher searcher) throws IOException {
        Object[] fields = Objects.requireNonNull(last.fields);
        Number value = (Number) fields[0];
        boolean undated = value instanceof Long day && (day == Long.MIN_VALUE || day == Long.MAX_VALUE);
        String snapshot = Long.toString(snapshots.record(searcher));
        return new Cursor(
                snapshot, undated ? null : (Double) value.doubleValue(), ((BytesRef) fields[1]).utf8ToString());
    }

    private static List<Hits.Hit> hits(List<ScoreDoc> page, Plan plan, IndexSearcher searcher) throws IOException {
        Highlighter highlighter = new Highlighter(plan.needles());
        StoredFields stored = searcher.storedFields();
        List<Hits.Hit> hits = new ArrayList<>(page.size());
        for (ScoreDoc found : page) {
            Object[] fields = Objects.requireNonNull(((FieldDoc) found).fields);
            Document document = stored.document(found.doc);
            hits.add(new Hits.Hit(
                    EntryKey.parse(((BytesRef) fields[1]).utf8ToString()),
                    fields[0] instanceof Float score ? score : 0,
                    highlighter.mark(document.get(Documents.TITLE)),
                    highlighter.best(Documents.read(document.getBinaryValue(Documents.PASSAGES)))));
        }
        return hits;
    }

    @Override
    public List<Suggestion> suggest(SuggestRequest request) {
        SuggestPlan plan = analysis.plan(request);
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                List<Candidate> candidates = new ArrayList<>();
                Distinct titles = new Distinct(IndexField.TITLE_LENGTH, IndexField.TITLE_VALUE, request.size());
                searcher.search(query(plan.titles(), plan.filter()), new Alone(titles));
                candidates.addAll(titles.candidates());
                Distinct numbers = new Distinct(IndexField.NUMBER_LENGTH, IndexField.NUMBER_VALUE, request.size());
                searcher.search(query(plan.numbers(), plan.filter()), new Alone(numbers));
                candidates.addAll(numbers.candidates());
                return SuggestPlan.best(candidates, request.size());
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException | AlreadyClosedException e) {
            throw new SearchIndexException("The search index cannot be read: " + e.getMessage(), e);
        }
    }

    private static Query query(Asked asked, Asked filter) {
        return new BooleanQuery.Builder()
                .add(Queries.of(asked), Occur.MUST)
                .add(Queries.of(filter), Occur.FILTER)
                .build();
    }

    @Override
    public void refresh() {
        try {
            searchers.maybeRefreshBlocking();
            int[] kept = {0};
            snapshots.prune((age, _) -> age > SNAPSHOT_SECONDS || ++kept[0] > MOST_SNAPSHOTS);
        } catch (IOException | AlreadyClosedException e) {
            throw new SearchIndexException("The search index cannot be read: " + e.getMessage(), e);
        }
    }

    private IndexSearcher searcher(@Nullable Cursor cursor) throws IOException {
        IndexSearcher snapshot = null;
        if (cursor != null) {
            try {
                snapshot = snapshots.acquire(Long.parseLong(cursor.snapshot()));
            } catch (NumberFormatException e) {
                // Of another engine: it goes on here all the same.
            }
        }
        return snapshot == null ? searchers.acquire() : snapshot;
    }

    @Override
    public boolean isFilled() {
        return filled;
    }

    @Override
    public void filled() {
        store.note(Map.of(FILLED, "true"));
        filled = true;
        try (Stream<Path> others = Files.list(folder)) {
            for (Path other : others.filter(Files::isDirectory).toList()) {
                String name = other.getFileName().toString();
                if (VERSION.matcher(name).matches() && !name.equals(analysis.version())) {
                    delete(other);
                }
            }
        } catch (IOException e) {
            throw new SearchIndexException(
                    "A search index of an earlier version cannot be removed: " + e.getMessage(), e);
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        store.close();
        try {
            snapshots.close();
            searchers.close();
            directory.close();
        } catch (IOException e) {
            throw new SearchIndexException("The search index cannot be closed: " + e.getMessage(), e);
        }
    }
}
