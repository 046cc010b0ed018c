package cn.zhengping.app.search;

import cn.zhengping.search.EntryKind;
import cn.zhengping.search.SearchIndexException;
import cn.zhengping.tenants.TenantCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/**
 * Makes one batch of what changes in a tenant while the batch before is on its way: whoever opens it waits for its turn and
 * does the work, and the others who have joined meanwhile are done with it, too.
 */
final class Batches {

    /** Does the work of a batch. */
    interface Work {
        void update(TenantCode tenant, EntryKind kind, Set<String> ids);
    }

    private final Work work;
    private final Semaphore turns;
    private final Map<Key, Batch> open = new HashMap<>();

    private record Key(TenantCode tenant, EntryKind kind) {}

    private static final class Batch {
        private final Map<CompletableFuture<Boolean>, Set<String>> members = new LinkedHashMap<>();
    }

    /** @param atOnce batches that are worked on at a time; each takes a connection */
    Batches(Work work, int atOnce) {
        this.work = work;
        this.turns = new Semaphore(atOnce, true);
    }

    /**
     * Comes back when it is done.
     *
     * @throws RuntimeException that of the work
     */
    void update(TenantCode tenant, EntryKind kind, Set<String> ids) {
        var key = new Key(tenant, kind);
        var mine = new CompletableFuture<Boolean>();
        boolean opened;
        synchronized (open) {
            opened = !open.containsKey(key);
            open.computeIfAbsent(key, none -> new Batch()).members.put(mine, ids);
        }
        if (opened) {
            turns.acquireUninterruptibly();
            try {
                run(key);
            } finally {
                turns.release();
            }
        }
        try {
            mine.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** How many are in batches that wait for their turn. */
    int waiting() {
        synchronized (open) {
            return open.values().stream()
                    .mapToInt(batch -> batch.members.size())
                    .sum();
        }
    }

    private void run(Key key) {
        Map<CompletableFuture<Boolean>, Set<String>> members;
        synchronized (open) {
            members = Objects.requireNonNull(open.remove(key)).members;
        }
        try {
            var all = new LinkedHashSet<String>();
            members.values().forEach(all::addAll);
            for (var part : parts(all)) {
                work.update(key.tenant(), key.kind(), part);
            }
            members.keySet().forEach(each -> each.complete(true));
        } catch (SearchIndexException engine) {
            members.keySet().forEach(each -> each.completeExceptionally(engine));
        } catch (RuntimeException oneOfThem) {
            // What is wrong with one of them is not to fail the others.
            members.forEach((each, ids) -> alone(key, each, ids));
        } finally {
            // An error of the machine: nobody waits for ever.
            members.keySet().forEach(each -> each.completeExceptionally(new IllegalStateException("Not done")));
        }
    }

    private void alone(Key key, CompletableFuture<Boolean> member, Set<String> ids) {
        try {
            work.update(key.tenant(), key.kind(), ids);
            member.complete(true);
        } catch (RuntimeException failed) {
            member.completeExceptionally(failed);
        }
    }

    private static List<Set<String>> parts(Set<String> all) {
        var parts = new ArrayList<Set<String>>();
        var part = new LinkedHashSet<String>();
        for (var id : all) {
            part.add(id);
            if (part.size() == EntriesChanged.MOST) {
                parts.add(part);
                part = new LinkedHashSet<>();
            }
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }
}
