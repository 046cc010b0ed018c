package cn.zhengping.bench;

import cn.zhengping.search.Entry;
import cn.zhengping.search.Facet;
import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchRequest;
import cn.zhengping.search.analysis.Analysis;
import cn.zhengping.search.analysis.IndexedEntry;
import cn.zhengping.search.lucene.BareLucene;
import cn.zhengping.search.lucene.LuceneSearchIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.FSDirectory;

/**
 * The search box over the evidence of the country on embedded Lucene: how fast it is indexed, against Lucene that is given
 * the same text analyzed already; how long a search takes, with its marks and counts, against Lucene's top hits for the
 * same query on the same files; what it takes in memory and on disk. One thread searches.
 */
final class SearchBenchmark {

    static final int TENANTS = 3000;
    static final int AT_ONCE = 500;
    static final int PAGE = 20;
    private static final Set<Facet> COUNTS = Set.of(Facet.KIND, Facet.REGION, Facet.YEAR, Facet.FILE_TYPE);

    private SearchBenchmark() {}

    static List<Result> run(boolean quick) throws Exception {
        var corpus = new EvidenceCorpus(quick ? 50_000 : 1_000_000, TENANTS);
        var folder = Files.createTempDirectory("zhengping-bench");
        try {
            var raw = indexRaw(corpus, folder.resolve("raw"));
            Folder.delete(folder.resolve("raw"));
            var before = heap();
            try (var index = new LuceneSearchIndex(folder.resolve("ours"), new Analysis())) {
                var ours = index(corpus, index);
                var results = new ArrayList<Result>();
                results.add(ours.against("Lucene on the same analyzed text", raw));
                results.addAll(search(corpus, index, folder.resolve("ours"), quick));
                results.add(ours.onDisk(size(folder)));
                var after = heap();
                results.add(new Result(
                        "heap after indexing and searching / before",
                        megabytes(after),
                        megabytes(before),
                        (double) after / before,
                        "–"));
                return results;
            }
        } finally {
            Folder.delete(folder);
        }
    }

    /**
     * @param bytes of the text in UTF-8
     * @param perSecond entries
     */
    record Indexed(int tenants, long entries, long bytes, double perSecond) {

        Result against(String what, double baseline) {
            return new Result(
                    "indexing %,d evidence texts of %,d tenants / %s".formatted(entries, tenants, what),
                    rate(perSecond),
                    rate(baseline),
                    perSecond / baseline,
                    "–");
        }

        Result onDisk(long size) {
            return new Result(
                    "index of 1,000,000 evidence texts, on disk / their text in UTF-8",
                    megabytes(size * 1_000_000 / entries),
                    megabytes(bytes * 1_000_000 / entries),
                    (double) size / bytes,
                    "–");
        }

        private static String rate(double perSecond) {
            return String.format(Locale.ROOT, "%,.0f /s", perSecond);
        }
    }

    static Indexed index(EvidenceCorpus corpus, SearchIndex index) {
        var sums = new long[3];
        corpus.forEach(AT_ONCE, entries -> {
            var start = System.nanoTime();
            index.put(entries);
            sums[2] += System.nanoTime() - start;
            sums[0] += entries.size();
            entries.forEach(entry -> sums[1] += bytes(entry));
        });
        var start = System.nanoTime();
        index.refresh();
        return new Indexed(corpus.tenants(), sums[0], sums[1], sums[0] * 1e9 / (sums[2] + System.nanoTime() - start));
    }

    private static double indexRaw(EvidenceCorpus corpus, Path folder) throws IOException {
        var analysis = new Analysis();
        var sums = new long[2];
        try (var directory = FSDirectory.open(folder);
                var writer = new IndexWriter(directory, new IndexWriterConfig())) {
            corpus.forEach(AT_ONCE, entries -> {
                var analyzed = new ArrayList<IndexedEntry>();
                entries.forEach(entry -> analyzed.add(analysis.index(entry)));
                var start = System.nanoTime();
                try {
                    for (var i = 0; i < analyzed.size(); i++) {
                        writer.addDocument(BareLucene.document(entries.get(i), analyzed.get(i)));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                sums[1] += System.nanoTime() - start;
                sums[0] += entries.size();
            });
            var start = System.nanoTime();
            writer.commit();
            sums[1] += System.nanoTime() - start;
        }
        return sums[0] * 1e9 / sums[1];
    }

    private static List<Result> search(EvidenceCorpus corpus, SearchIndex index, Path folder, boolean quick)
            throws IOException {
        var analysis = new Analysis();
        var requests = requests(corpus);
        var queries = requests.stream().map(request -> bare(analysis, request)).toList();
        try (var directory = FSDirectory.open(folder.resolve(analysis.version()));
                var reader = DirectoryReader.open(directory)) {
            var searcher = new IndexSearcher(reader);
            return search(requests, index, request -> searcher.search(queries.get(request), PAGE), quick);
        }
    }

    /** Searches for the hits alone. */
    @FunctionalInterface
    interface Bare {
        void search(int request) throws IOException;
    }

    /** Turn by turn, after rounds that do not count. */
    static List<Result> search(List<SearchRequest> requests, SearchIndex index, Bare bare, boolean quick)
            throws IOException {
        var rounds = quick ? 3 : 20;
        var ours = new ArrayList<Long>();
        var baseline = new ArrayList<Long>();
        long found = 0;
        for (var round = -rounds / 2; round < rounds; round++) {
            for (var i = 0; i < requests.size(); i++) {
                var start = System.nanoTime();
                bare.search(i);
                var between = System.nanoTime();
                var total = index.search(requests.get(i)).total();
                var end = System.nanoTime();
                if (round >= 0) {
                    found += total;
                    baseline.add(between - start);
                    ours.add(end - between);
                }
            }
        }
        return List.of(
                result(
                        "search with marks and counts, half of all within (%,d hits on average) / bare query"
                                .formatted(found / ours.size()),
                        ours,
                        baseline,
                        0.5,
                        "–"),
                result(
                        "search with marks and counts, 99 % within / bare query",
                        ours, baseline, 0.99, "≤ 1.5 and 5 ms"));
    }

    static List<SearchRequest> requests(EvidenceCorpus corpus) {
        return corpus.searchers().stream()
                .flatMap(searcher -> EvidenceCorpus.QUERIES.stream()
                        .map(text -> new SearchRequest(
                                text,
                                SearchRequest.Match.WORDS,
                                Set.of(EvidenceCorpus.reader(searcher)),
                                Map.of(),
                                COUNTS,
                                SearchRequest.Sort.RELEVANCE,
                                List.of(),
                                Set.of(),
                                PAGE,
                                null)))
                .toList();
    }

    private static Query bare(Analysis analysis, SearchRequest request) {
        var plan = analysis.plan(request);
        var query = new BooleanQuery.Builder()
                .add(BareLucene.query(plan.scored()), Occur.MUST)
                .add(BareLucene.query(plan.readers()), Occur.FILTER);
        plan.without().forEach(without -> query.add(BareLucene.query(without), Occur.MUST_NOT));
        return query.build();
    }

    private static Result result(String what, List<Long> ours, List<Long> bare, double share, String aim) {
        return new Result(
                what,
                milliseconds(ours, share),
                milliseconds(bare, share),
                (double) quantile(ours, share) / quantile(bare, share),
                aim);
    }

    static long quantile(List<Long> times, double share) {
        var sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }

    static String milliseconds(List<Long> times, double share) {
        return String.format(Locale.ROOT, "%.1f ms", quantile(times, share) / 1e6);
    }

    private static long bytes(Entry entry) {
        return entry.passages().stream()
                .mapToLong(passage -> passage.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000);
    }

    private static long heap() {
        var runtime = Runtime.getRuntime();
        var used = new long[3];
        Arrays.setAll(used, round -> {
            System.gc();
            return runtime.totalMemory() - runtime.freeMemory();
        });
        return Arrays.stream(used).min().orElseThrow();
    }
}
