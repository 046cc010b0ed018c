package cn.zhengping.app.files;

import cn.zhengping.app.files.FileStoreException.Kind;
import cn.zhengping.extraction.Extraction;
import cn.zhengping.extraction.ExtractionUnavailableException;
import cn.zhengping.extraction.Extractor;
import cn.zhengping.extraction.Picture;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out what is in the files that have arrived. What waits is what the table says is STORED, so nothing is lost with a
 * process; the event only says which tenant to look at now, and {@link FileCare} looks at all of them from time to time. Tenants
 * take turns, file by file, on threads of their own: the threads of events do not wait for a reader.
 */
@Component
class FileReading implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(FileReading.class);

    /** More than a file may take with everything around it: then whoever took it has died. */
    private static final Duration TAKEN = Duration.ofMinutes(3);

    private static final Duration UNTIL_NEXT_TRY = Duration.ofMinutes(1);

    private static final int SECONDS_TO_FINISH = 5;

    private final FileStore store;
    private final Extractor extractor;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ExecutorService threads;
    private final Set<TenantCode> waiting = ConcurrentHashMap.newKeySet();

    FileReading(
            FileStore store,
            Extractor extractor,
            FileProperties properties,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.extractor = extractor;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(
                properties.readers(),
                Thread.ofPlatform().name("file-reading-", 0).factory());
    }

    @Async
    @TransactionalEventListener
    void stored(FileStored event) {
        lookAt(event.recipient());
    }

    /** Reads one file of this tenant when its turn comes, then the next. */
    void lookAt(TenantCode tenant) {
        if (!waiting.add(tenant)) {
            return;
        }
        try {
            threads.execute(() -> {
                waiting.remove(tenant);
                try {
                    if (CurrentTenant.<Boolean, RuntimeException>call(tenant, this::readOne)) {
                        lookAt(tenant);
                    }
                } catch (RuntimeException failure) {
                    LOG.warn("The files of {} cannot be read now", tenant, failure);
                }
            });
        } catch (RejectedExecutionException stopping) {
            waiting.remove(tenant);
        }
    }

    private record Taken(UUID id, String sha256) {}

    /** @return whether there may be another one */
    private boolean readOne() {
        var taken = Objects.requireNonNull(
                transaction.execute(status -> take(" skip locked").or(() -> take(""))));
        if (taken.isEmpty()) {
            return false;
        }
        var file = taken.get();
        try {
            read(file);
            return true;
        } catch (ExtractionUnavailableException | FileStoreException later) {
            LOG.warn("File {} of {} is read later: {}", file.id(), CurrentTenant.require(), later.getMessage());
            return postpone(file);
        } catch (IOException | RuntimeException unforeseen) {
            LOG.error("File {} of {} is read later", file.id(), CurrentTenant.require(), unforeseen);
            return postpone(file);
        }
    }

    /** Another reader's file is left to it; one that is only just being written is waited for, as nobody calls for it again. */
    private Optional<Taken> take(String locked) {
        var now = clock.instant();
        return jdbc.sql("""
                        update stored_file set read_not_before = ?
                        where id = (
                            select id from stored_file
                            where state = 'STORED' and (read_not_before is null or read_not_before <= ?)
                            order by stored_at limit 1
                            for update%s)
                        returning id, sha256""".formatted(locked))
                .params(StoredFiles.at(now.plus(TAKEN)), StoredFiles.at(now))
                .query((row, number) -> new Taken(row.getObject("id", UUID.class), row.getString("sha256")))
                .optional();
    }

    private boolean postpone(Taken file) {
        transaction.executeWithoutResult(
                status -> jdbc.sql("update stored_file set read_not_before = ? where id = ? and state = 'STORED'")
                        .params(StoredFiles.at(clock.instant().plus(UNTIL_NEXT_TRY)), file.id())
                        .update());
        return true;
    }

    private void read(Taken file) throws IOException {
        var tenant = CurrentTenant.require();
        try (var local = store.local(StoreKey.of(tenant, file.sha256(), Variant.ORIGINAL))) {
            var found = extractor.extract(local.path());
            if (found.preview() != null) {
                var key = StoreKey.of(tenant, file.sha256(), Variant.PREVIEW);
                put(key, found.preview());
            }
            var shownType = found.mediaType().startsWith("image/") ? show(file, local.path(), found) : null;
            transaction.executeWithoutResult(status -> write(file.id(), found, shownType));
        } catch (FileStoreException failure) {
            if (failure.kind() == Kind.MISSING) {
                LOG.error("The bytes of file {} of {} are not in the store", file.id(), tenant);
            }
            throw failure;
        }
    }

    /** The media type of the copy that others may see; null where there can be none. */
    private @Nullable String show(Taken file, Path original, Extraction found) throws IOException {
        var key = StoreKey.of(CurrentTenant.require(), file.sha256(), Variant.SHOWN);
        var copy = store.scratch();
        try {
            if (extractor.withoutMetadata(original, copy).isEmpty()) {
                store.put(key, copy);
                return found.mediaType();
            }
        } finally {
            Files.deleteIfExists(copy);
        }
        if (found.preview() == null) {
            return null;
        }
        put(key, found.preview());
        return "image/jpeg";
    }

    private void put(String key, Picture picture) throws IOException {
        var file = store.scratch();
        try {
            Files.write(file, picture.jpeg());
            store.put(key, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void write(UUID id, Extraction found, @Nullable String shownType) {
        var characters =
                found.pages().stream().mapToLong(page -> page.text().length()).sum();
        var written = jdbc.sql("""
                        update stored_file set state = :state, media_type = :type, failure = :failure, notices = :notices,
                            pages = :pages, characters = :characters, preview = :preview, shown_type = :shown,
                            fingerprint = :fingerprint, read_not_before = null
                        where id = :id and state = 'STORED'""")
                .param("state", (found.failure() == null ? FileState.READ : FileState.FAILED).name())
                .param("type", found.mediaType())
                .param(
                        "failure",
                        found.failure() == null ? null : found.failure().name())
                .param(
                        "notices",
                        found.notices().stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
                .param("pages", found.pages().size())
                .param("characters", characters)
                .param("preview", found.preview() != null)
                .param("shown", shownType)
                .param(
                        "fingerprint",
                        found.fingerprint() == null ? null : found.fingerprint().bits())
                .param("id", id)
                .update();
        if (written == 0) {
            // Somebody who took it for abandoned was faster.
            return;
        }
        var at = 0;
        for (var page : found.pages()) {
            jdbc.sql("insert into file_page (file_id, at, number, text) values (?, ?, ?, ?)")
                    .param(id)
                    .param(at++)
                    .param(page.number())
                    // The one character that PostgreSQL cannot hold.
                    .param(page.text().replace("\0", ""))
                    .update();
        }
        var capture = found.capture();
        if (capture != null) {
            jdbc.sql("insert into file_capture (file_id, taken_at, latitude, longitude, camera) values (?, ?, ?, ?, ?)")
                    .param(id)
                    .param(capture.takenAt())
                    .param(capture.latitude())
                    .param(capture.longitude())
                    .param(capture.camera() == null ? null : capture.camera().replace("\0", ""))
                    .update();
        }
        events.publishEvent(new FileRead(CurrentTenant.require(), id));
    }

    /** What is being read is put back, for the next start. */
    @Override
    public void destroy() throws InterruptedException {
        threads.shutdown();
        extractor.close();
        if (!threads.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
            LOG.warn("A file is still being read; it is read again after the next start");
        }
    }
}
