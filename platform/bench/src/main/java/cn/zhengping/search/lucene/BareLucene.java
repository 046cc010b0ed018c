package cn.zhengping.search.lucene;

import cn.zhengping.search.Entry;
import cn.zhengping.search.analysis.Asked;
import cn.zhengping.search.analysis.IndexedEntry;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.NullMarked;

/** What the engine hands to Lucene, for a benchmark that hands it over by itself: in the engine's package, which shows it to nobody. */
@NullMarked
public final class BareLucene {

    private BareLucene() {}

    public static Document document(Entry entry, IndexedEntry indexed) {
        return Documents.of(entry, indexed);
    }

    public static Query query(Asked asked) {
        return Queries.of(asked);
    }
}
