package cn.zhengping.search.lucene;

import cn.zhengping.search.analysis.IndexField;
import cn.zhengping.search.analysis.SuggestPlan.Candidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/**
 * The best of what is collected, each text once: in one go and in little memory, however many bear the same. Within a segment
 * the order of texts and keys is that of their ordinals, so that only what is left of each is read.
 */
final class Distinct extends SimpleCollector {

    private final IndexField length;
    private final IndexField text;
    private final int size;
    private final List<Candidate> candidates = new ArrayList<>();
    private final TreeSet<Best> best = new TreeSet<>();
    private final Map<Integer, Best> byText = new HashMap<>();
    private NumericDocValues lengths = DocValues.emptyNumeric();
    private SortedDocValues texts = DocValues.emptySorted();
    private SortedDocValues keys = DocValues.emptySorted();
    private @Nullable Scorable scorer;

    /** In the order of suggestions. */
    private record Best(float score, long length, int text, int key) implements Comparable<Best> {

        private static final Comparator<Best> ORDER = Comparator.comparing(Best::score, Comparator.reverseOrder())
                .thenComparingLong(Best::length)
                .thenComparingInt(Best::text)
                .thenComparingInt(Best::key);

        @Override
        public int compareTo(Best other) {
            return ORDER.compare(this, other);
        }
    }

    Distinct(IndexField length, IndexField text, int size) {
        this.length = length;
        this.text = text;
        this.size = size;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext next) throws IOException {
        lengths = DocValues.getNumeric(next.reader(), length.id());
        texts = DocValues.getSorted(next.reader(), text.id());
        keys = DocValues.getSorted(next.reader(), IndexField.KEY.id());
    }

    @Override
    public void collect(int document) throws IOException {
        if (!lengths.advanceExact(document)) {
            return;
        }
        float score = Objects.requireNonNull(scorer).score();
        Best last = best.size() == size ? best.last() : null;
        if (last != null && (score < last.score() || (score == last.score() && lengths.longValue() > last.length()))) {
            return;
        }
        texts.advanceExact(document);
        keys.advanceExact(document);
        Best next = new Best(score, lengths.longValue(), texts.ordValue(), keys.ordValue());
        Best same = byText.get(next.text());
        Best rival = same == null ? last : same;
        if (rival != null) {
            if (next.compareTo(rival) >= 0) {
                return;
            }
            best.remove(rival);
            byText.remove(rival.text());
        }
        best.add(next);
        byText.put(next.text(), next);
    }

    @Override
    public void finish() throws IOException {
        for (Best each : best) {
            candidates.add(new Candidate(
                    each.score(),
                    each.length(),
                    texts.lookupOrd(each.text()).utf8ToString(),
                    keys.lookupOrd(each.key()).utf8ToString()));
        }
        best.clear();
        byText.clear();
    }

    @Override
    public void setScorer(Scorable scorer) {
        this.scorer = scorer;
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE;
    }

    /** At most so many of each segment. */
    List<Candidate> candidates() {
        return candidates;
    }
}
