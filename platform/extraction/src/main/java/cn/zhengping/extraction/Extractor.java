package cn.zhengping.extraction;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads files in processes of its own, so that a hostile or broken file costs that file alone. May be called from any thread.
 */
public final class Extractor implements AutoCloseable {

    public Extractor(ExtractorSettings settings) {}

    /**
     * What is in a file. Whatever the file is, there is an answer within the time limit, counted from when a process is free for it.
     *
     * @throws ExtractionUnavailableException if no process can be started, or this is closed meanwhile
     * @throws java.io.UncheckedIOException if there is no such file that can be read
     */
    public Extraction extract(Path file) {
        return new Extraction(
                "application/octet-stream",
                Extraction.Failure.UNSUPPORTED,
                java.util.List.of(),
                java.util.Set.of(),
                null,
                null,
                null);
    }

    /**
     * A copy of a picture for others to see: without time, place, camera, thumbnail, comments and whatever follows the picture, turned as before, its pixels untouched.
     * JPEG, PNG and WebP can be copied so; of others show {@link Extraction#preview()}.
     *
     * @param out is written if all went well, and replaced if it is there
     * @return why there is no copy
     * @throws ExtractionUnavailableException as with {@link #extract}
     * @throws java.io.UncheckedIOException if {@code in} cannot be read or {@code out} not be written
     */
    public Optional<Extraction.Failure> withoutMetadata(Path in, Path out) {
        return Optional.of(Extraction.Failure.UNSUPPORTED);
    }

    /** Ends the processes. Who waits for an answer gets an {@link ExtractionUnavailableException}. */
    @Override
    public void close() {}
}
