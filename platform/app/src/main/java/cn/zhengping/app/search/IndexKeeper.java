package cn.zhengping.app.search;

import cn.zhengping.app.database.PlatformWork;
import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchIndexException;
import cn.zhengping.tenants.TenantCode;
import java.time.OffsetDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sees to what no commit tells the index: that it is new and has nothing yet; that a tenant was archived, and what it had is
 * to be removed; that one is back in service, or a new one under an old code.
 */
@Component
class IndexKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);

    private final SearchIndex index;
    private final Indexer indexer;
    private final RebuildStore rebuilds;
    private final RebuildRunner runner;
    private final PlatformWork platform;
    private final JdbcClient jdbc;
    private volatile boolean filled;
    private volatile boolean asked;

    IndexKeeper(
            SearchIndex index,
            Indexer indexer,
            RebuildStore rebuilds,
            RebuildRunner runner,
            PlatformWork platform,
            JdbcClient jdbc) {
        this.index = index;
        this.indexer = indexer;
        this.rebuilds = rebuilds;
        this.runner = runner;
        this.platform = platform;
        this.jdbc = jdbc;
    }

    private record Changed(TenantCode tenant, OffsetDateTime since, boolean inService, boolean archived) {}

    /** Whether everything that was there when the index was begun has been put; false where the engine cannot say. */
    boolean isFilled() {
        try {
            return askIfFilled();
        } catch (SearchIndexException notNow) {
            return false;
        }
    }

    private boolean askIfFilled() {
        if (!filled) {
            filled = index.isFilled();
        }
        return filled;
    }

    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "PT1M")
    void look() {
        try {
            // Asked of the engine each time: somebody may have taken the index away meanwhile.
            filled = index.isFilled();
            asked &= !filled;
            var empty = !filled && !asked;
            changed().forEach(tenant -> seeTo(tenant, empty));
            if (empty) {
                // After the tenants, for it sees to all that there are from now on.
                LOG.info(
                        "The search index is new, or made for another analysis: it is filled in the background, and until then"
                                + " searches may not find everything");
                rebuilds.fill();
                asked = true;
                runner.wake();
            }
        } catch (SearchIndexException notNow) {
            LOG.warn("The search engine cannot be reached: {}", notNow.getMessage());
        }
    }

    private void seeTo(Changed tenant, boolean filling) {
        if (tenant.archived()) {
            indexer.removeAll(tenant.tenant());
            platform.run(() -> jdbc.sql("delete from search_synonyms where tenant = ?")
                    .param(tenant.tenant().value())
                    .update());
        } else if (tenant.inService() && !filling) {
            rebuilds.request(tenant.tenant());
            runner.wake();
        }
        platform.run(() -> jdbc.sql("""
                        insert into search_tenant (tenant, state_since, in_service) values (?, ?, ?)
                        on conflict (tenant) do update
                        set state_since = excluded.state_since, in_service = excluded.in_service""")
                .params(tenant.tenant().value(), tenant.since(), tenant.inService())
                .update());
    }

    private List<Changed> changed() {
        return platform.call(() -> jdbc.sql("""
                        select t.code, t.state_since, t.state = 'ARCHIVED' as archived,
                          t.state = 'ACTIVE' and t.failure is null as in_service
                        from tenant t left join search_tenant s on s.tenant = t.code
                        where s.tenant is null or s.state_since <> t.state_since
                          or s.in_service <> (t.state = 'ACTIVE' and t.failure is null)
                        order by t.code""")
                .query((row, number) -> new Changed(
                        new TenantCode(row.getString("code")),
                        row.getObject("state_since", OffsetDateTime.class),
                        row.getBoolean("in_service"),
                        row.getBoolean("archived")))
                .list());
    }
}
