package cn.zhengping.app.files;

import cn.zhengping.app.events.OwnThread;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.Tenant;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantRegistry;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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

    private final TenantRegistry registry;
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
            TenantRegistry registry,
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
        this.registry = registry;
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
        inEachTenant(tenant -> {
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
                inEachTenant(this::clearUp);
            } catch (FileStoreException away) {
                LOG.warn("Files are cleared up later: {}", away.getMessage());
            }
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
                id -> transaction.executeWithoutResult(
                        status -> forget(tenant, id, FileState.STORED, FileState.READ, FileState.FAILED)));
    }

    private void abandon(TenantCode tenant, UUID id) {
        // From here on nothing more is counted, whoever is still sending; who resumes it after all begins at 0.
        var abandoned = Boolean.TRUE.equals(transaction.execute(status -> {
            var expired =
                    jdbc.sql("""
                            update stored_file set attempt = attempt + 1, received = 0
                            where id = ? and state = 'RECEIVING' and expires_at < ?""").params(id, StoredFiles.at(clock.instant())).update() == 1;
            if (expired) {
                jdbc.sql("delete from upload_piece where file_id = ?").param(id).update();
            }
            return expired;
        }));
        if (abandoned) {
            store.deleteAll(StoreKey.piecesOf(tenant, id));
            transaction.executeWithoutResult(status -> {
                if (forget(tenant, id, FileState.RECEIVING)) {
                    events.publishEvent(new UploadAbandoned(tenant, id));
                }
            });
        }
    }

    /** Deletes the row, and the bytes if nobody else in the tenant has the same. */
    private boolean forget(TenantCode tenant, UUID id, FileState... states) {
        var names = Arrays.stream(states).map(Enum::name).toList();
        var sha256 = jdbc.sql("select sha256 from stored_file where id = ?")
                .param(id)
                .query(String.class)
                .optional();
        // Whoever claims the same bytes at this moment puts them again once this lock is gone.
        sha256.ifPresent(digest -> files.lockBytes(tenant, digest));
        var size = jdbc.sql("delete from stored_file where id = :id and state in (:states) returning size")
                .param("id", id)
                .param("states", names)
                .query(Long.class)
                .optional();
        if (size.isEmpty()) {
            return false;
        }
        sha256.ifPresent(digest -> files.deleteUnclaimed(tenant, digest));
        // Last, as whoever begins an upload waits for it.
        limits.giveBack(size.get());
        return true;
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
                    case MISSING -> {}
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

    private interface ForTenantDo {
        void run(TenantCode tenant);
    }

    private void inEachTenant(ForTenantDo work) {
        registry.all().stream().filter(Tenant::inService).map(Tenant::code).forEach(tenant -> {
            try {
                CurrentTenant.<RuntimeException>run(tenant, () -> work.run(tenant));
            } catch (FileStoreException away) {
                throw away;
            } catch (RuntimeException failure) {
                LOG.warn("The files of {} are seen to later", tenant, failure);
            }
        });
    }
}
