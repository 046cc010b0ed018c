package cn.zhengping.extraction;

import cn.zhengping.extraction.Extraction.Failure;
import cn.zhengping.extraction.Extraction.Notice;
import cn.zhengping.extraction.ReaderProcess.Reply;
import cn.zhengping.extraction.process.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads files in processes of its own, so that a hostile or broken file costs that file alone. May be called from any thread; callers are served in turn.
 * None of the parsers' classes is loaded in the caller's process.
 */
public final class Extractor implements AutoCloseable {

    private static final String UNKNOWN = "application/octet-stream";

    private final ExtractorSettings settings;
    private final Path folder;
    private final Semaphore free;
    private final ConcurrentLinkedDeque<ReaderProcess> idle = new ConcurrentLinkedDeque<>();
    private final Set<ReaderProcess> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Starts nothing yet. */
    public Extractor(ExtractorSettings settings) {
        this.settings = settings;
        free = new Semaphore(settings.processes(), true);
        try {
            folder = Files.createTempDirectory("zhengping-extraction");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is in a file. Whatever the file is, there is an answer within the time limit, counted from when a process is free for it.
     *
     * @throws ExtractionUnavailableException if no process can be started, or this is closed meanwhile
     * @throws UncheckedIOException if there is no such file that can be read
     */
    public Extraction extract(Path file) {
        Reply<Extraction> reply = run(
                Wire.Task.EXTRACT,
                readable(file),
                null,
                payload -> Wire.decodeExtraction(payload, settings.maxCharacters()));
        return switch (reply) {
            case Reply.Answer<Extraction>(Extraction value) -> value;
            case Reply.Dead<Extraction> dead -> afterwards(dead);
        };
    }

    /**
     * A copy of a picture for others to see: without time, place, camera, thumbnail, comments and whatever follows the picture, turned as before, its pixels untouched.
     * JPEG, PNG and WebP can be copied so; of others show {@link Extraction#preview()}.
     *
     * @param out is written if all went well, and replaced if it is there
     * @return why there is no copy
     * @throws ExtractionUnavailableException as with {@link #extract}
     * @throws UncheckedIOException if {@code in} cannot be read or {@code out} not be written
     */
    public Optional<Failure> withoutMetadata(Path in, Path out) {
        Path copy = folder.resolve(UUID.randomUUID().toString());
        try {
            Reply<Optional<Failure>> reply = run(Wire.Task.WITHOUT_METADATA, readable(in), copy, Wire::decodeFailure);
            Optional<Failure> failure = switch (reply) {
                case Reply.Answer<Optional<Failure>>(Optional<Failure> value) -> value;
                case Reply.Dead<Optional<Failure>> dead -> Optional.of(dead.reason());
            };
            if (failure.isEmpty()) {
                Files.move(copy, out, StandardCopyOption.REPLACE_EXISTING);
            }
            return failure;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ReaderProcess.delete(copy);
        }
    }

    /**
     * Finds out whether files can be read. Starts a process and ends it again, unless one waits for a file.
     *
     * @return false if all are at work, and what comes of that will tell
     * @throws ExtractionUnavailableException if none can be started
     */
    public boolean probe() {
        if (!free.tryAcquire()) {
            return false;
        }
        try {
            if (idle.stream().noneMatch(ReaderProcess::isAlive)) {
                drop(start(System.nanoTime() + settings.timeLimit().toNanos()));
            }
            return true;
        } finally {
            free.release();
        }
    }

    /** Ends the processes. Who waits for an answer gets an {@link ExtractionUnavailableException}. */
    @Override
    public void close() {
        closed = true;
        all.forEach(ReaderProcess::end);
        ReaderProcess.delete(folder);
    }

    private <T> Reply<T> run(Wire.Task task, Path in, @Nullable Path out, ReaderProcess.Decoder<T> decoder) {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExtractionUnavailableException("Interrupted while waiting for a process that reads files", e);
        }
        try {
            long deadline = System.nanoTime() + settings.timeLimit().toNanos();
            ReaderProcess process = idle(deadline);
            while (true) {
                boolean fresh = process.isFresh();
                Reply<T> reply = process.ask(task, in, out, deadline, decoder);
                if (reply instanceof Reply.Answer) {
                    giveBack(process);
                    return reply;
                }
                drop(process);
                if (closed) {
                    throw closed();
                }
                // It may have died while it was idle, or of what earlier files left behind.
                if (fresh
                        || ReaderProcess.millisTo(deadline)
                                < settings.timeLimit().toMillis() / 4) {
                    return reply;
                }
                process = start(deadline);
            }
        } finally {
            free.release();
        }
    }

    private ReaderProcess idle(long deadline) {
        for (ReaderProcess process = idle.pollFirst(); process != null; process = idle.pollFirst()) {
            if (process.isAlive()) {
                return process;
            }
            drop(process);
        }
        return start(deadline);
    }

    private ReaderProcess start(long deadline) {
        if (closed) {
            throw closed();
        }
        try {
            ReaderProcess process = ReaderProcess.start(settings, folder, deadline);
            all.add(process);
            if (closed) {
                drop(process);
                throw closed();
            }
            return process;
        } catch (IOException e) {
            throw new ExtractionUnavailableException(
                    "No process that reads files can be started: " + e.getMessage(), e);
        }
    }

    private void giveBack(ReaderProcess process) {
        if (process.isWorn() || closed) {
            drop(process);
        } else {
            idle.addFirst(process);
        }
    }

    private void drop(ReaderProcess process) {
        all.remove(process);
        process.end();
    }

    private static ExtractionUnavailableException closed() {
        return new ExtractionUnavailableException("Closed", null);
    }

    private static Path readable(Path file) {
        Path path = file.toAbsolutePath();
        if (!Files.isRegularFile(path)) {
            throw new UncheckedIOException(new NoSuchFileException(path.toString()));
        }
        if (!Files.isReadable(path)) {
            throw new UncheckedIOException(new AccessDeniedException(path.toString()));
        }
        return path;
    }

    private static Extraction afterwards(Reply.Dead<Extraction> dead) {
        Extraction firstPart = dead.firstPart();
        if (firstPart == null) {
            Extraction type = dead.type();
            return new Extraction(
                    type == null ? UNKNOWN : type.mediaType(), dead.reason(), List.of(), Set.of(), null, null, null);
        }
        Set<Notice> notices = EnumSet.of(Notice.TRUNCATED);
        notices.addAll(firstPart.notices());
        return new Extraction(
                firstPart.mediaType(),
                null,
                firstPart.pages(),
                notices,
                firstPart.preview(),
                firstPart.capture(),
                firstPart.fingerprint());
    }
}
