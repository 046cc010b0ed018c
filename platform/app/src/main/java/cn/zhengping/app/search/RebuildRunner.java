package cn.zhengping.app.search;

import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchIndexException;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.Tenant;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantException;
import cn.zhengping.tenants.TenantRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Does the rebuilds that were asked for, one at a time, on a thread of its own; any node does any. What an unreachable engine
 * or a crash has interrupted goes on with the tenant at which it was.
 */
@Component
class RebuildRunner implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRunner.class);

    private static final int SECONDS_TO_FINISH = 5;

    private final RebuildStore store;
    private final Rebuilding rebuilding;
    private final SearchIndex index;
    private final TenantRegistry registry;
    private final ThreadPoolTaskExecutor thread = new ThreadPoolTaskExecutor();
    private volatile boolean stopping;

    RebuildRunner(RebuildStore store, Rebuilding rebuilding, SearchIndex index, TenantRegistry registry) {
        this.store = store;
        this.rebuilding = rebuilding;
        this.index = index;
        this.registry = registry;
        thread.setCorePoolSize(1);
        thread.setMaxPoolSize(1);
        thread.setAllowCoreThreadTimeOut(true);
        thread.setThreadNamePrefix("rebuild-");
        thread.setAwaitTerminationSeconds(SECONDS_TO_FINISH);
        thread.initialize();
    }

    /** Sees to what waits, and comes back at once. */
    @Scheduled(initialDelayString = "PT15S", fixedDelayString = "PT30S")
    void wake() {
        if (!stopping && thread.getQueueSize() == 0) {
            thread.execute(() -> CurrentTenant.<Boolean, RuntimeException>platform(() -> {
                runAll();
                return true;
            }));
        }
    }

    private void runAll() {
        for (var next = store.claim(); next.isPresent() && !stopping; next = store.claim()) {
            var rebuild = next.get();
            try {
                run(rebuild);
            } catch (SearchIndexException notNow) {
                LOG.warn("Rebuilding the search index waits for the engine: {}", notNow.getMessage());
                store.interrupted(rebuild.id(), Rebuild.Problem.ENGINE);
                return;
            } catch (RuntimeException | Error unforeseen) {
                if (Indexer.isFatal(unforeseen)) {
                    // Whoever took it over would come to the same end, one node after the other.
                    LOG.error(
                            "Rebuilding the search index failed, and is given up until somebody asks for another one",
                            unforeseen);
                    store.cancel(rebuild.id());
                    return;
                }
                LOG.error("Rebuilding the search index failed, and is tried again", unforeseen);
                store.interrupted(rebuild.id(), Rebuild.Problem.UNFORESEEN);
                return;
            }
        }
    }

    private void run(Rebuild rebuild) {
        var tenants = tenants(rebuild);
        var left = tenants.stream()
                .map(Tenant::code)
                .filter(code -> rebuild.lastTenant() == null || code.value().compareTo(rebuild.lastTenant()) > 0)
                .toList();
        store.begin(rebuild.id(), tenants.size(), tenants.size() - left.size());
        if (rebuild.tenant() == null) {
            LOG.info("Rebuilding the search index: {} tenants, {} of them left", tenants.size(), left.size());
        }
        for (var tenant : left) {
            if (!tenant(rebuild, tenant) || !store.done(rebuild.id(), tenant)) {
                LOG.info("Rebuilding the search index was stopped at {}", tenant);
                return;
            }
        }
        if (rebuild.tenant() == null) {
            index.refresh();
            index.filled();
        }
        if (store.finish(rebuild.id()) && rebuild.tenant() == null) {
            LOG.info("The search index is rebuilt");
        }
    }

    private boolean tenant(Rebuild rebuild, TenantCode tenant) {
        try {
            return rebuilding.tenant(tenant, page -> !stopping && store.put(rebuild.id(), page));
        } catch (TenantException outOfService) {
            // It was suspended or archived a moment ago: seen to when it is back, or by whoever removes what it had.
            LOG.info("Rebuilding the search index passes over {}: {}", tenant, outOfService.getMessage());
            return true;
        }
    }

    private List<Tenant> tenants(Rebuild rebuild) {
        var all = rebuild.tenant() == null
                ? registry.all()
                : registry.find(rebuild.tenant()).stream().toList();
        return all.stream().filter(Tenant::inService).toList();
    }

    @Override
    public void destroy() {
        stopping = true;
        thread.shutdown();
    }
}
