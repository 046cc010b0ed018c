package cn.zhengping.search.quality;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.search.Entry;
import cn.zhengping.search.Facet;
import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.analysis.Analysis;
import cn.zhengping.search.analysis.OtherSegmenters;
import cn.zhengping.search.lucene.LuceneSearchIndex;
import cn.zhengping.search.quality.Judged.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table that it prints says how well is found, by plain analyzers and by the chain with each segmentation. */
class SearchQualityTest {

    /** A little under what was measured. */
    private static final double LEAST_NDCG = 0.85;

    private static final double LEAST_RECALL = 0.88;

    private final Judged judged = Judged.read();

    @Test
    void nothing_finds_better_than_what_is_shipped(@TempDir Path folder) throws IOException {
        List<Ranking> plain =
                List.of(plain("plain bigrams", new CJKAnalyzer()), plain("plain smartcn", new SmartChineseAnalyzer()));
        List<Ranking> chains = new ArrayList<>();
        for (OtherSegmenters other : OtherSegmenters.values()) {
            chains.add(chain(other.name().toLowerCase(Locale.ROOT), folder, new Analysis(other)));
        }
        Ranking shipped = chain("shipped", folder, new Analysis());
        List<Ranking> all =
                Stream.of(plain, chains, List.of(shipped)).flatMap(List::stream).toList();
        System.out.println(Ranking.table(all, judged.queries()));

        assertThat(shipped.ndcg(_ -> true)).isGreaterThan(LEAST_NDCG);
        assertThat(shipped.recall(_ -> true)).isGreaterThan(LEAST_RECALL);
        assertThat(all)
                .allSatisfy(other -> assertThat(shipped.ndcg(_ -> true)).isGreaterThanOrEqualTo(other.ndcg(_ -> true)));
        // To within a query in a hundred.
        assertThat(all)
                .allSatisfy(
                        other -> assertThat(shipped.recall(_ -> true)).isGreaterThan(other.recall(_ -> true) - 0.01));
    }

    private Ranking chain(String name, Path folder, Analysis analysis) {
        Map<Query, List<String>> found = new LinkedHashMap<>();
        try (SearchIndex index = new LuceneSearchIndex(folder.resolve(name), analysis)) {
            index.put(judged.entries());
            index.refresh();
            for (Query query : judged.queries()) {
                found.put(
                        query,
                        index.search(query.request(20)).hits().stream()
                                .map(hit -> hit.key().id())
                                .toList());
            }
        }
        return new Ranking(name, found);
    }

    /** One field, any of the tokens, BM25: what one gets without thinking. */
    private Ranking plain(String name, Analyzer analyzer) throws IOException {
        Map<Query, List<String>> found = new LinkedHashMap<>();
        QueryBuilder builder = new QueryBuilder(analyzer);
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (Entry entry : judged.entries()) {
                    Document document = new Document();
                    document.add(new TextField("text", entry.title(), Store.NO));
                    if (entry.number() != null) {
                        document.add(new TextField("text", entry.number(), Store.NO));
                    }
                    entry.passages().forEach(passage -> document.add(new TextField("text", passage.text(), Store.NO)));
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                for (Query query : judged.queries()) {
                    var any = builder.createBooleanQuery("text", query.text());
                    List<String> ids = new ArrayList<>();
                    for (ScoreDoc hit : searcher.search(
                                    any == null ? new MatchNoDocsQuery("no word") : any, reader.numDocs())
                            .scoreDocs) {
                        Entry entry = judged.entries().get(hit.doc);
                        if (passes(entry, query)) {
                            ids.add(entry.key().id());
                        }
                    }
                    found.put(query, ids);
                }
            }
        }
        return new Ranking(name, found);
    }

    private static boolean passes(Entry entry, Query query) {
        return query.filters().entrySet().stream().allMatch(filter -> {
            Set<String> values = filter.getKey() == Facet.KIND
                    ? Set.of(entry.key().kind().name())
                    : entry.values().getOrDefault(filter.getKey(), Set.of());
            return filter.getValue().stream().anyMatch(values::contains);
        });
    }
}
