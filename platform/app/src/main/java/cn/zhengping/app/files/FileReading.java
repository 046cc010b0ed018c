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
import org.springframework.scheduling.annotation.Scheduled;
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

    /** Seconds; each failure is waited after twice as long as the one before. */
    private static final int SHORTEST_PAUSE = 60;

    private static final int LONGEST_PAUSE = 3600;

    /** Whatever goes wrong so often with one file will not go right. */
    private static final int MOST_TRIES = 5;

    /** A loaded machine may end a reader before it has said what the file is. */
    private static final int TRIES_TO_TELL = 3;

    private static final int SECONDS_TO_FINISH = 5;

    private final FileStore store;
    private final Extractor extractor;
    private final ReaderHealth health;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ExecutorService threads;
    private final Set<TenantCode> waiting = ConcurrentHashMap.newKeySet();

    FileReading(
            FileStore store,
            Extractor extractor,
            ReaderHealth health,
            FileProperties properties,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.extractor = extractor;
        this.health = health;
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

    /**
     * Finds out whether files can be read: at the start, and from time to time while they cannot. What has waited for that is
     * found by {@link FileCare}.
     */
    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT1M")
    void lookForReaders() {
        if (health.isOpen()) {
            try {
                threads.execute(() -> {
                    try {
                        if (extractor.probe()) {
                            health.up();
                        }
                    } catch (ExtractionUnavailableException notNow) {
                        unavailable(notNow);
                    }
                });
            } catch (RejectedExecutionException stopping) {
                // Nobody asks any more.
            }
        }
    }

    private void unavailable(ExtractionUnavailableException notNow) {
        if (!threads.isShutdown()) {
            health.down(String.valueOf(notNow.getMessage()));
        }
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

    /** @param tries with this one */
    private record Taken(UUID id, String sha256, int tries) {}

    /** @return whether there may be another one */
    private boolean readOne() {
        if (health.isDown()) {
            return false;
        }
        var taken = Objects.requireNonNull(
                transaction.execute(status -> take(" skip locked").or(() -> take(""))));
        if (taken.isEmpty()) {
            return false;
        }
        var file = taken.get();
        try {
            if (file.tries() > MOST_TRIES) {
                LOG.error("Whoever read file {} of {} has died each time", file.id(), CurrentTenant.require());
                giveUp(file);
            } else {
                read(file);
            }
        } catch (ExtractionUnavailableException notNow) {
            unavailable(notNow);
            postpone(file, false);
        } catch (FileStoreException notNow) {
            if (notNow.kind() == Kind.MISSING) {
                failed(file, notNow);
            } else {
                LOG.warn("File {} of {} is read later: {}", file.id(), CurrentTenant.require(), notNow.getMessage());
                postpone(file, false);
            }
        } catch (RuntimeException unforeseen) {
            failed(file, unforeseen);
        }
        return true;
    }

    private void failed(Taken file, RuntimeException failure) {
        LOG.error("Try {} of reading file {} of {}", file.tries(), file.id(), CurrentTenant.require(), failure);
        if (file.tries() < MOST_TRIES) {
            postpone(file, true);
        } else {
            giveUp(file);
        }
    }

    /** Another reader's file is left to it; one that is only just being written is waited for, as nobody calls for it again. */
    private Optional<Taken> take(String locked) {
        var now = clock.instant();
        return jdbc.sql("""
                        update stored_file set read_not_before = ?, read_tries = read_tries + 1
                        where id = (
                            select id from stored_file
                            where state = 'STORED' and (read_not_before is null or read_not_before <= ?)
                            order by stored_at limit 1
                            for update%s)
                        returning id, sha256, read_tries""".formatted(locked))
                .params(StoredFiles.at(now.plus(TAKEN)), StoredFiles.at(now))
                .query((row, number) ->
                        new Taken(row.getObject("id", UUID.class), row.getString("sha256"), row.getInt("read_tries")))
                .optional();
    }

    /** @param counts whether it says something about the file */
    private void postpone(Taken file, boolean counts) {
        transaction.executeWithoutResult(status -> jdbc.sql("""
                        update stored_file set read_tries = read_tries - :uncounted, read_pause = pause.seconds,
                            read_not_before = :now::timestamptz + pause.seconds * interval '1 second'
                        from (select least(greatest(2 * read_pause, :shortest), :longest) as seconds
                            from stored_file where id = :id) as pause
                        where id = :id and state = 'STORED'""")
                .param("uncounted", counts ? 0 : 1)
                // What the end of this process has interrupted is for the next start.
                .param("shortest", threads.isShutdown() ? 0 : SHORTEST_PAUSE)
                .param("longest", LONGEST_PAUSE)
                .param("now", StoredFiles.at(clock.instant()))
                .param("id", file.id())
                .update());
    }

    private void giveUp(Taken file) {
        transaction.executeWithoutResult(status -> {
            var given =
                    jdbc.sql("""
                            update stored_file set state = 'FAILED', failure = ?, read_not_before = null
                            where id = ? and state = 'STORED'""").params(FileFailure.GIVEN_UP.name(), file.id()).update();
            if (given == 1) {
                events.publishEvent(new FileRead(CurrentTenant.require(), file.id()));
            }
        });
    }

    private void read(Taken file) {
        var tenant = CurrentTenant.require();
        try (var local = store.local(StoreKey.of(tenant, file.sha256(), Variant.ORIGINAL))) {
            var found = extractor.extract(local.path());
            health.up();
            if (isUntold(found) && file.tries() < TRIES_TO_TELL) {
                postpone(file, true);
                return;
            }
            if (found.preview() != null) {
                var key = StoreKey.of(tenant, file.sha256(), Variant.PREVIEW);
                put(key, found.preview());
            }
            var shownType = found.mediaType().startsWith("image/") ? show(file, local.path(), found) : null;
            transaction.executeWithoutResult(status -> write(file.id(), found, shownType));
        } catch (IOException failure) {
            throw Scratch.failed(failure);
        }
    }

    /** Whether its reader ended before it could say what it is, as what cannot be read for good says that. */
    private static boolean isUntold(Extraction found) {
        return found.failure() != null
                && found.failure() != Extraction.Failure.UNSUPPORTED
                && found.mediaType().equals(StoredFile.UNKNOWN_TYPE);
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
                        found.failure() == null
                                ? null
                                : FileFailure.of(found.failure()).name())
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
