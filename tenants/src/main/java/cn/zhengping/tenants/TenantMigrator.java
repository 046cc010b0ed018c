package cn.zhengping.tenants;

import cn.zhengping.tenants.database.Changelogs;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schemas of all tenants to this version's changelogs, several at once, each in a transaction of its own. It can
 * be stopped at any time and run again, on several nodes at once too: what is done is not done again.
 *
 * <p>A tenant that fails is out of service, with the reason in the registry, until a later run succeeds; the others go on.
 */
public final class TenantMigrator {

    private static final Logger LOG = LoggerFactory.getLogger(TenantMigrator.class);

    private final TenantLifecycle lifecycle;
    private final int parallel;

    /**
     * @param owner logs in as the owner of the database, and gives as many connections at once
     * @param parallel how many tenants at once
     */
    public TenantMigrator(DataSource owner, Changelogs changelogs, int parallel) {
        this.lifecycle = new TenantLifecycle(owner, changelogs, List.of());
        this.parallel = parallel;
    }

    /**
     * Migrates all that are behind, suspended ones too.
     *
     * @return when all have been tried
     * @throws InterruptedException if the thread is interrupted; those under way end or are undone
     */
    public Report migrate(Progress progress) throws InterruptedException {
        var behind = lifecycle.behind();
        var run = new Run(progress, behind.size());
        try (var threads = Executors.newFixedThreadPool(parallel)) {
            var tasks = behind.stream()
                    .<Callable<Boolean>>map(tenant -> () -> run.migrate(tenant))
                    .toList();
            for (var task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The registry could not be told that a tenant is out of service", e.getCause());
        }
        return run.report();
    }

    /** One call of {@link #migrate}. */
    private final class Run {

        private final Progress progress;
        private final int total;
        private final Map<TenantCode, String> failures = new TreeMap<>();
        private int done;

        Run(Progress progress, int total) {
            this.progress = progress;
            this.total = total;
        }

        boolean migrate(TenantCode tenant) {
            String failure = null;
            try {
                lifecycle.migrate(tenant);
            } catch (RuntimeException e) {
                failure = TenantLifecycle.reason(e);
                LOG.error("Tenant {} is out of service: its migration failed", tenant, e);
                lifecycle.failed(tenant, failure);
            }
            synchronized (this) {
                done++;
                if (failure != null) {
                    failures.put(tenant, failure);
                }
                progress.tried(tenant, failure == null, done, total);
            }
            return failure == null;
        }

        synchronized Report report() {
            return new Report(total - failures.size(), Map.copyOf(failures));
        }
    }

    /** Told after each tenant, one at a time, on the migrating threads. */
    @FunctionalInterface
    public interface Progress {
        void tried(TenantCode tenant, boolean succeeded, int done, int total);
    }

    /**
     * What came of it.
     *
     * @param migrated how many were behind and are not any more
     * @param failures why the others are out of service
     */
    public record Report(int migrated, Map<TenantCode, String> failures) {}
}
