package cn.zhengping.app.search;

import cn.zhengping.app.standards.ActivePluginsChanged;
import cn.zhengping.search.EntryKind;
import cn.zhengping.tenants.TenantRegistry;
import cn.zhengping.tenants.TenantState;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Lets the index follow what is committed. Fails as long as the engine cannot, and is called again until it can; may be
 * called twice, and then finds what it finds.
 */
@Component
class IndexListener {

    /** Connections that indexing takes from those who are waiting for an answer. */
    private static final int BATCHES_AT_ONCE = 2;

    private final Batches batches;
    private final Rebuilding rebuilding;
    private final TenantRegistry registry;

    IndexListener(Indexer indexer, Rebuilding rebuilding, TenantRegistry registry) {
        this.batches = new Batches(indexer::update, BATCHES_AT_ONCE);
        this.rebuilding = rebuilding;
        this.registry = registry;
    }

    @Async(SearchThreads.NAME)
    @TransactionalEventListener
    void on(EntriesChanged changed) {
        if (!changed.ids().isEmpty()) {
            batches.update(changed.recipient(), changed.kind(), changed.ids());
        }
    }

    /** Criteria come and go a whole plugin at a time. */
    @Async(SearchThreads.NAME)
    @TransactionalEventListener
    void on(ActivePluginsChanged changed) {
        if (registry.get(changed.recipient()).state() != TenantState.ARCHIVED) {
            rebuilding.kind(changed.recipient(), EntryKind.CRITERION, put -> true);
        }
    }
}
