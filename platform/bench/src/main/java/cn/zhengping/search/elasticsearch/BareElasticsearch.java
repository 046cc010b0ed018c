package cn.zhengping.search.elasticsearch;

import cn.zhengping.search.Entry;
import cn.zhengping.search.analysis.IndexedEntry;
import cn.zhengping.search.analysis.Plan;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What the engine sends to a node, for a benchmark that sends it by itself: in the engine's package, which shows it to nobody. */
@NullMarked
public final class BareElasticsearch {

    private BareElasticsearch() {}

    public static byte[] document(Entry entry, IndexedEntry indexed) {
        return Documents.of(entry, indexed);
    }

    /** Without counts. */
    public static Query query(Plan plan) {
        return Queries.of(plan, Set.of());
    }
}
