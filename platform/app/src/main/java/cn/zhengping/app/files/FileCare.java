package cn.zhengping.app.files;

import cn.zhengping.app.events.OwnThread;
import cn.zhengping.app.tenancy.TenantsInService;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes through the tenants from time to time: has read what waits, clears away uploads that came to nothing, and removes what
 * was released long ago. Every step can be cut short and is done again; several nodes may do it at once.
 */
@Component
class FileCare implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(FileCare.class);

    /** Of one tenant in one round. */
    private static final int AT_ONCE = 500;

    /** After whose files the others are not tried: one's alone may be refused, two's say that it is the store. */
    private static final int TENANTS_TO_TELL = 2;

    private final TenantsInService tenants;
    private final FileReading reading;
    private final Reception reception;
    private final StoredFiles files;
    private final Limits limits;
    private final FileStore store;
    private final Scratch scratch;
    private final FileProperties properties;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final OwnThread thread = new OwnThread("file-care");

    FileCare(
            TenantsInService tenants,
            FileReading reading,
            Reception reception,
            StoredFiles files,
            Limits limits,
            FileStore store,
            Scratch scratch,
            FileProperties properties,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tenants = tenants;
        this.reading = reading;
        this.reception = reception;
        this.files = files;
        this.limits = limits;
        this.store = store;
        this.scratch = scratch;
        this.properties = properties;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT3M")
    void readWhatWaits() {
        tenants.each("Looking for files to read", tenant -> {
            if (!ids("select id from stored_file where state = 'STORED' limit 1")
                    .isEmpty()) {
                reading.lookAt(tenant);
            }
        });
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT30M")
    void clearUp() {
        thread.start(() -> {
            try {
                scratch.sweep(clock);
            } catch (RuntimeException failure) {
                LOG.warn("What is left of files on their way is deleted later", failure);
            }
            var away = new AtomicInteger();
            tenants.each("Clearing up files", tenant -> {
                if (away.get() < TENANTS_TO_TELL) {
                    try {
                        clearUp(tenant);
                    } catch (FileStoreException _) {
                        away.incrementAndGet();
                    }
                }
            });
        });
    }

    @Override
    public void destroy() {
        thread.close();
    }

    /** @throws FileStoreException if the store does not answer, or does not let us */
    void clearUp(TenantCode tenant) {
        var now = StoredFiles.at(clock.instant());
        each(
                ids(
                        "select id from stored_file where state = 'RECEIVING' and received = size and expires_at >= ? limit "
                                + AT_ONCE,
                        now),
                id -> reception.complete(reception.open(id)));
        each(
                ids("select id from stored_file where state = 'RECEIVING' and expires_at < ? limit " + AT_ONCE, now),
                id -> abandon(tenant, id));
        each(
                ids("select id from stored_file where pieces_left and state <> 'RECEIVING' limit " + AT_ONCE),
                reception::clearPieces);
        each(
                ids(
                        "select id from stored_file where released_at < ? and state <> 'RECEIVING' limit " + AT_ONCE,
                        StoredFiles.at(clock.instant().minus(properties.kept()))),
                id -> transaction.executeWithoutResult(status -> forget(tenant, id)));
    }

    private void abandon(TenantCode tenant, UUID id) {
        var now = StoredFiles.at(clock.instant());
        var begunAnew = Objects.requireNonNull(transaction.execute(status -> beginAnew(tenant, id, now)));
        if (begunAnew.isEmpty()) {
            return;
        }
        var attempt = begunAnew.get();
        // Those of the new one are whose who has meanwhile resumed it.
        for (var before = 0; before < attempt; before++) {
            store.deleteAll(StoreKey.piecesOf(tenant, id, before));
        }
        var abandoned = Boolean.TRUE.equals(transaction.execute(status -> {
            var size = jdbc.sql("""
                            delete from stored_file where id = ? and attempt = ? and state = 'RECEIVING' and expires_at < ?
                            returning size""").params(id, attempt, now).query(Long.class).optional();
            if (size.isPresent()) {
                events.publishEvent(new UploadAbandoned(tenant, id));
                limits.giveBack(size.get());
            }
            return size.isPresent();
        }));
        if (abandoned) {
            // The folder, and what came too late to be counted.
            store.deleteAll(StoreKey.piecesOf(tenant, id));
        }
    }

    /** From here on nothing is counted for those who are still sending, and who resumes it begins at 0. */
    private Optional<Integer> beginAnew(TenantCode tenant, UUID id, OffsetDateTime now) {
        var claimed = lockBytes(tenant, id);
        var attempt = jdbc.sql("""
                        update stored_file set attempt = attempt + 1, received = 0, sha256 = null
                        where id = :id and state = 'RECEIVING' and expires_at < :now
                            and sha256 is not distinct from :claimed
                        returning attempt""")
                .param("id", id)
                .param("now", now)
                .param("claimed", claimed.orElse(null))
                .query(Integer.class)
                .optional();
        if (attempt.isPresent()) {
            jdbc.sql("delete from upload_piece where file_id = ?").param(id).update();
            claimed.ifPresent(digest -> files.deleteUnclaimed(tenant, digest));
        }
        return attempt;
    }

    /** Deletes the row, and the bytes if nobody else in the tenant has the same. */
    private void forget(TenantCode tenant, UUID id) {
        var sha256 = lockBytes(tenant, id);
        var size = jdbc.sql("delete from stored_file where id = ? and state <> 'RECEIVING' returning size")
                .param(id)
                .query(Long.class)
                .optional();
        if (size.isPresent()) {
            sha256.ifPresent(digest -> files.deleteUnclaimed(tenant, digest));
            // Last, as whoever begins an upload waits for it.
            limits.giveBack(size.get());
        }
    }

    /** Whoever claims the same bytes at this moment puts them again once this lock is gone. */
    private Optional<String> lockBytes(TenantCode tenant, UUID id) {
        var sha256 = jdbc.sql("select sha256 from stored_file where id = ? and sha256 is not null")
                .param(id)
                .query(String.class)
                .optional();
        sha256.ifPresent(digest -> files.lockBytes(tenant, digest));
        return sha256;
    }

    private List<UUID> ids(String sql, Object... parameters) {
        return Objects.requireNonNull(transaction.execute(
                status -> jdbc.sql(sql).params(parameters).query(UUID.class).list()));
    }

    private interface ForFile {
        void run(UUID id);
    }

    private static void each(List<UUID> ids, ForFile work) {
        for (var id : ids) {
            try {
                work.run(id);
            } catch (FileStoreException failure) {
                LOG.warn("File {} of {} is seen to later: {}", id, CurrentTenant.require(), failure.getMessage());
                switch (failure.kind()) {
                    case MISSING, BLOCKED -> {}
                    // What comes after this may make room.
                    case FULL -> {
                        return;
                    }
                    // The next one would wait as long.
                    case REFUSED, UNREACHABLE -> throw failure;
                }
            } catch (RuntimeException failure) {
                LOG.warn("File {} of {} is seen to later", id, CurrentTenant.require(), failure);
            }
        }
    }
}
