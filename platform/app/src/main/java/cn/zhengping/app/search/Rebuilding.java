package cn.zhengping.app.search;

import cn.zhengping.search.EntryKind;
import cn.zhengping.search.SearchIndexException;
import cn.zhengping.tenants.TenantCode;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts all that a tenant has, page by page, beside whatever is indexed meanwhile; then removes what is there no more. */
@Component
class Rebuilding {

    /** Few, as whoever changes something in the tenant waits for a page to be indexed before it is found. */
    private static final int PAGE = 100;

    private final Indexer indexer;

    Rebuilding(Indexer indexer) {
        this.indexer = indexer;
    }

    /**
     * All kinds of a tenant.
     *
     * @param goesOn is told of each page; false stops
     * @return false if it was stopped
     * @throws SearchIndexException if the engine cannot now
     */
    boolean tenant(TenantCode tenant, Predicate<Indexer.Page> goesOn) {
        for (var kind : EntryKind.values()) {
            if (!kind(tenant, kind, goesOn)) {
                return false;
            }
        }
        return true;
    }

    /** One kind of a tenant. */
    boolean kind(TenantCode tenant, EntryKind kind, Predicate<Indexer.Page> goesOn) {
        var begun = indexer.now(tenant);
        for (var source : indexer.sources(kind)) {
            @Nullable String after = null;
            do {
                var page = indexer.page(tenant, source, after, PAGE);
                if (!goesOn.test(page)) {
                    return false;
                }
                after = page.next();
            } while (after != null);
        }
        indexer.removeOlder(tenant, kind, begun);
        return true;
    }
}
