package cn.zhengping.search.quality;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.search.Entry;
import cn.zhengping.search.Facet;
import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchRequest;
import cn.zhengping.search.analysis.Analysis;
import cn.zhengping.search.analysis.Segmentation;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
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

/**
 * What is shipped finds better than what one gets without thinking, and than itself with other words; the table says by how
 * much, for each type of query.
 */
class SearchQualityTest {

    private static final String PLAIN_BIGRAMS = "plain bigrams";
    private static final String PLAIN_SMARTCN = "plain smartcn";
    private static final String SHIPPED = "shipped";

    private final Judged judged = Judged.read();

    @Test
    void what_is_shipped_is_the_best(@TempDir Path folder) throws IOException {
        Map<String, Map<Query, List<String>>> found = new LinkedHashMap<>();
        found.put(PLAIN_BIGRAMS, plain(new CJKAnalyzer()));
        found.put(PLAIN_SMARTCN, plain(new SmartChineseAnalyzer()));
        for (Segmentation segmentation : Segmentation.values()) {
            found.put(
                    segmentation == Segmentation.SHIPPED ? SHIPPED : "with " + segmentation.name().toLowerCase(Locale.ROOT),
                    chain(folder.resolve(segmentation.name()), segmentation));
        }
        print(found);

        Map<Query, List<String>> shipped = found.get(SHIPPED);
        assertThat(mean(shipped, Query::ndcg, _ -> true)).isGreaterThan(0.80);
        assertThat(mean(shipped, Query::recall, _ -> true)).isGreaterThan(0.80);
        assertThat(found.values()).allSatisfy(other -> {
            assertThat(mean(shipped, Query::ndcg, _ -> true)).isGreaterThanOrEqualTo(mean(other, Query::ndcg, _ -> true));
            assertThat(mean(shipped, Query::recall, _ -> true)).isGreaterThanOrEqualTo(mean(other, Query::recall, _ -> true));
        });
    }

    private Map<Query, List<String>> chain(Path folder, Segmentation segmentation) {
        try (SearchIndex index = new LuceneSearchIndex(folder, new Analysis(segmentation))) {
            index.put(judged.entries());
            index.refresh();
            Map<Query, List<String>> found = new LinkedHashMap<>();
            for (Query query : judged.queries()) {
                found.put(
                        query,
                        index.search(query.request(20)).hits().stream()
                                .map(hit -> hit.key().id())
                                .toList());
            }
            return found;
        }
    }

    /** One field, any of the tokens, BM25: what an engine does out of the box. */
    private Map<Query, List<String>> plain(Analyzer analyzer) throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (Entry entry : judged.entries()) {
                    Document document = new Document();
                    document.add(new TextField("text", entry.title() + "\n" + (entry.number() == null ? "" : entry.number()), Field.Store.NO));
                    entry.passages().forEach(passage -> document.add(new TextField("text", passage.text(), Field.Store.NO)));
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                Map<Query, List<String>> found = new LinkedHashMap<>();
                for (Query query : judged.queries()) {
                    org.apache.lucene.search.Query asked = new QueryBuilder(analyzer).createBooleanQuery("text", query.text());
                    List<String> ids = new ArrayList<>();
                    for (ScoreDoc hit : searcher.search(asked == null ? new MatchNoDocsQuery() : asked, judged.entries().size()).scoreDocs) {
                        Entry entry = judged.entries().get(hit.doc);
                        if (passes(entry, query)) {
                            ids.add(entry.key().id());
                        }
                    }
                    found.put(query, ids);
                }
                return found;
            }
        }
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
