package cn.zhengping.search.lucene;

import cn.zhengping.search.Hits.Count;
import cn.zhengping.search.analysis.Plan;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/** Counts what is collected by the values of one facet. */
final class Counter extends SimpleCollector {

    private final String field;
    private final Map<String, Long> total = new HashMap<>();
    private @Nullable LeafReader leaf;
    private @Nullable SortedSetDocValues values;
    private @Nullable SortedDocValues single;
    private int[] ofLeaf = {};

    Counter(String field) {
        this.field = field;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext next) {
        leaf = next.reader();
        values = null;
        single = null;
    }

    @Override
    public void collect(int document) throws IOException {
        // Most segments have nothing for most searchers, so that only now it is worth a look.
        if (values == null && leaf != null) {
            values = DocValues.getSortedSet(leaf, field);
            single = DocValues.unwrapSingleton(values);
            ofLeaf = new int[Math.toIntExact(values.getValueCount())];
        }
        if (single != null) {
            if (single.advanceExact(document)) {
                ofLeaf[single.ordValue()]++;
            }
        } else if (values != null && values.advanceExact(document)) {
            for (int i = values.docValueCount(); i > 0; i--) {
                ofLeaf[(int) values.nextOrd()]++;
            }
        }
    }

    @Override
    public void finish() throws IOException {
        for (int ord = 0; values != null && ord < ofLeaf.length; ord++) {
            if (ofLeaf[ord] > 0) {
                total.merge(values.lookupOrd(ord).utf8ToString(), (long) ofLeaf[ord], Long::sum);
            }
        }
    }

    @Override
    public void setScorer(Scorable scorer) {}

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    List<Count> counts() {
        return total.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::hits).reversed().thenComparing(Count::value))
                .limit(Plan.MOST_COUNTS)
                .toList();
    }
}
