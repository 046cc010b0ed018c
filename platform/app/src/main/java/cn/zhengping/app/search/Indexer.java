package cn.zhengping.app.search;

import cn.zhengping.app.database.PlatformWork;
import cn.zhengping.app.database.TransactionLock;
import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKey;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchIndexException;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantException;
import cn.zhengping.tenants.TenantRegistry;
import cn.zhengping.tenants.TenantState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings what the database has into the index. Whatever it does for a tenant is done in a transaction that holds the lock of
 * that tenant's index: what is read later is put later, on whichever node. To be called in the context of the platform,
 * outside any transaction.
 */
@Component
class Indexer {

    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

    private final SearchIndex index;
    private final Map<EntryKind, List<SearchSource>> sources;
    private final TenantRegistry registry;
    private final JdbcClient jdbc;
    private final PlatformWork platform;
    private final TransactionLock lock;
    private final TransactionTemplate reading;

    Indexer(
            SearchIndex index,
            List<SearchSource> sources,
            TenantRegistry registry,
            JdbcClient jdbc,
            PlatformWork platform,
            TransactionLock lock,
            PlatformTransactionManager transactions) {
        this.index = index;
        this.registry = registry;
        this.jdbc = jdbc;
        this.platform = platform;
        this.lock = lock;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.sources = sources.stream().collect(Collectors.groupingBy(SearchSource::kind));
    }

    /** Where what is of this kind comes from. */
    List<SearchSource> sources(EntryKind kind) {
        return sources.getOrDefault(kind, List.of());
    }

    /**
     * Brings up to date what is under these ids; a tenant that is archived has nothing any more.
     *
     * @throws SearchIndexException if the engine cannot now
     */
    void update(TenantCode tenant, EntryKind kind, Collection<String> ids) {
        if (sources(kind).isEmpty() || isGone(tenant)) {
            index.remove(keys(tenant, kind, ids));
            return;
        }
        locked(tenant, stamp -> put(tenant, kind, ids, stamp));
    }

    /**
     * A page of a rebuild.
     *
     * @param next id after which the next page begins; null on the last
     * @param put how many entries were put
     * @param failed how many could not be read; the log says why
     */
    record Page(@Nullable String next, int put, int failed) {}

    /**
     * Puts a page of what a tenant has.
     *
     * @throws SearchIndexException if the engine cannot now
     */
    Page page(TenantCode tenant, SearchSource source, @Nullable String after, int size) {
        var kind = source.kind();
        var ids = new ArrayList<String>();
        var put = 0;
        var failed = 0;
        try {
            put = (int) locked(tenant, stamp -> {
                ids.addAll(source.idsAfter(after, size));
                return put(tenant, kind, ids, stamp);
            });
        } catch (SearchIndexException | TenantException notNow) {
            throw notNow;
        } catch (RuntimeException | Error oneOfThem) {
            if (ids.isEmpty() || isFatal(oneOfThem)) {
                throw oneOfThem;
            }
            // One that cannot be read keeps none of the others out.
            for (var id : ids) {
                try {
                    put += (int) locked(tenant, stamp -> put(tenant, kind, List.of(id), stamp));
                } catch (SearchIndexException | TenantException notNow) {
                    throw notNow;
                } catch (RuntimeException | Error unreadable) {
                    if (isFatal(unreadable)) {
                        throw unreadable;
                    }
                    LOG.error("{} cannot be indexed", new EntryKey(tenant.value(), kind, id), unreadable);
                    failed++;
                }
            }
        }
        return new Page(ids.size() < size ? null : ids.getLast(), put, failed);
    }

    /** Whether the virtual machine itself is at its end: not by a stack that one entry has overflowed. */
    static boolean isFatal(Throwable failure) {
        return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }

    /** The moment from which on a rebuild stamps what it puts, by the clock that all nodes share. */
    long now(TenantCode tenant) {
        return locked(tenant, stamp -> stamp);
    }

    /** Removes what was not put since. */
    void removeOlder(TenantCode tenant, EntryKind kind, long stamp) {
        locked(tenant, now -> {
            index.removeOlder(tenant.value(), kind, stamp);
            return 0;
        });
    }

    /** Removes all that an archived tenant had, unless the code has another tenant by now. */
    void removeAll(TenantCode tenant) {
        platform.run(() -> {
            lock(tenant);
            if (isGone(tenant)) {
                for (var kind : EntryKind.values()) {
                    index.removeOlder(tenant.value(), kind, Long.MAX_VALUE);
                }
            }
        });
    }

    private int put(TenantCode tenant, EntryKind kind, Collection<String> ids, long stamp) {
        var missing = new HashSet<>(keys(tenant, kind, ids));
        var put = sources(kind).stream()
                .flatMap(source -> source.parts(ids, stamp))
                .mapToInt(part -> put(part, missing))
                .sum();
        if (!missing.isEmpty()) {
            index.remove(missing);
        }
        return put;
    }

    private int put(List<Entry> part, Set<EntryKey> missing) {
        for (var entry : part) {
            if (!missing.remove(entry.key())) {
                throw new IllegalStateException(entry.key() + " was not asked for");
            }
        }
        if (!part.isEmpty()) {
            index.put(part);
        }
        return part.size();
    }

    private boolean isGone(TenantCode tenant) {
        return registry.find(tenant)
                .map(known -> known.state() == TenantState.ARCHIVED)
                .orElse(true);
    }

    private static List<EntryKey> keys(TenantCode tenant, EntryKind kind, Collection<String> ids) {
        return ids.stream().map(id -> new EntryKey(tenant.value(), kind, id)).toList();
    }

    /**
     * @param work is handed the time, which is later than what anybody had who held the lock before
     * @throws TenantException {@code OUT_OF_SERVICE}
     */
    private long locked(TenantCode tenant, ToLongFunction<Long> work) {
        try {
            return inTransaction(tenant, work);
        } catch (CannotCreateTransactionException beginning) {
            throw beginning.getCause() instanceof TenantException outOfService ? outOfService : beginning;
        }
    }

    private long inTransaction(TenantCode tenant, ToLongFunction<Long> work) {
        return CurrentTenant.call(
                tenant,
                () -> Objects.requireNonNull(reading.execute(status -> {
                    lock(tenant);
                    var stamp = jdbc.sql("select (extract(epoch from clock_timestamp()) * 1000)::bigint")
                            .query(Long.class)
                            .single();
                    return work.applyAsLong(stamp);
                })));
    }

    private void lock(TenantCode tenant) {
        lock.hold("search " + tenant.value());
    }
}
