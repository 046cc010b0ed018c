package cn.zhengping.extraction;

import cn.zhengping.extraction.process.ExtractionProcess;
import cn.zhengping.extraction.process.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One process, for one caller at a time. After anything but an answer it is dead. */
final class ReaderProcess {

    /** What came of a request. */
    sealed interface Reply<T> {

        record Answer<T>(T value) implements Reply<T> {}

        /**
         * @param type has what was told last before any text was there; null if nothing was
         * @param firstPart what was told last that may stand
         */
        record Dead<T>(
                Extraction.Failure reason,
                @Nullable Extraction type,
                @Nullable Extraction firstPart) implements Reply<T> {}
    }

    interface Decoder<T> {
        T decode(byte[] payload) throws IOException;
    }

    private static final int KEPT_OUTPUT = 4_000;

    private final ExtractorSettings settings;
    private final Path folder;
    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private volatile String errors = "";
    private int files;

    private ReaderProcess(ExtractorSettings settings, Path folder, Process process) {
        this.settings = settings;
        this.folder = folder;
        this.process = process;
        requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
        Thread.ofPlatform().daemon().name("reader-errors").start(this::drain);
    }

    /**
     * @param shared where what is found out about this machine's fonts is kept for the next process
     * @throws IOException if it does not come up by then
     */
    static ReaderProcess start(ExtractorSettings settings, Path shared, long deadline) throws IOException {
        Path folder = Files.createTempDirectory(shared, "process");
        ReaderProcess started;
        try {
            Files.createFile(folder.resolve("hosts"));
            ProcessBuilder builder = new ProcessBuilder(command(settings, shared, folder)).directory(folder.toFile());
            // What the environment tells the service, such as passwords, is none of a file's business.
            Map<String, String> environment = builder.environment();
            environment.keySet().retainAll(List.of("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "SystemRoot"));
            environment.put("LANG", "C.UTF-8");
            environment.put("OMP_THREAD_LIMIT", "1");
            started = new ReaderProcess(settings, folder, builder.start());
        } catch (IOException e) {
            delete(folder);
            throw e;
        }
        Watch watch = started.new Watch(deadline);
        try {
            if (Wire.readFrame(started.answers, 0).kind() != Wire.Kind.READY) {
                throw new IOException("not ready");
            }
        } catch (IOException e) {
            started.end();
            throw new IOException("The process that reads files did not start. " + started.errors, e);
        } finally {
            watch.end();
        }
        return started;
    }

    private static List<String> command(ExtractorSettings settings, Path shared, Path folder) {
        return List.of(
                settings.java(),
                "-Xmx" + settings.heapMegabytes() + "m",
                "-XX:MaxDirectMemorySize=" + settings.heapMegabytes() / 4 + "m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                // Where its farewell would be taken for an answer.
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder,
                "-Dpdfbox.fontcache=" + shared,
                "-Dfile.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-Duser.language=zh",
                "-Duser.country=CN",
                // No names of hosts: the file is empty.
                "-Djdk.net.hosts.file=" + folder.resolve("hosts"),
                "-Djavax.xml.accessExternalDTD=",
                "-Djavax.xml.accessExternalSchema=",
                "-Djavax.xml.accessExternalStylesheet=",
                // Nobody reads its logs, and those of some parsers are longer than the file.
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-Dslf4j.internal.verbosity=ERROR",
                "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
                "-Dlog4j2.simplelogLevel=OFF",
                "-Dorg.apache.commons.logging.LogFactory=org.apache.commons.logging.impl.LogFactoryImpl",
                "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                "-cp",
                settings.classPath(),
                ExtractionProcess.class.getName(),
                Integer.toString(settings.maxCharacters()),
                Long.toString(settings.idle().toMillis()),
                settings.tesseract());
    }

    boolean isFresh() {
        return files == 0;
    }

    boolean isWorn() {
        return files >= settings.filesPerProcess();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    <T> Reply<T> ask(Wire.Task task, Path in, @Nullable Path out, long deadline, Decoder<T> decoder) {
        files++;
        Extraction type = null;
        Extraction firstPart = null;
        Extraction.Failure reason;
        boolean ended = false;
        Watch watch = new Watch(deadline);
        try {
            Wire.write(requests, new Wire.Request(task, Math.max(1, millisTo(deadline)), in, out));
            while (true) {
                Wire.Frame frame = Wire.readFrame(answers, Wire.maxFrame(settings.maxCharacters()));
                switch (frame.kind()) {
                    case READY -> throw new IOException("ready again");
                    case TYPE -> type = extraction(frame);
                    case FIRST_PART -> firstPart = extraction(frame);
                    case DONE -> {
                        return new Reply.Answer<>(decoder.decode(frame.payload()));
                    }
                }
            }
        } catch (IOException e) {
            ended = e instanceof EOFException;
            reason = watch.isOver() ? Extraction.Failure.TIME : Extraction.Failure.BROKEN;
        } finally {
            watch.end();
        }
        if (ended && reason == Extraction.Failure.BROKEN && exitCode() == ExtractionProcess.OUT_OF_MEMORY) {
            reason = Extraction.Failure.TOO_LARGE;
        }
        end();
        return new Reply.Dead<>(reason, type, firstPart);
    }

    private Extraction extraction(Wire.Frame frame) throws IOException {
        return Wire.decodeExtraction(frame.payload(), settings.maxCharacters());
    }

    /** The end of its output comes before its end. */
    private int exitCode() {
        try {
            return process.waitFor(3, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** With what it has started itself. */
    void kill() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    /** Leaves nothing behind. */
    void end() {
        kill();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            answers.close();
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is dead already.
        }
        delete(folder);
    }

    private void drain() {
        byte[] buffer = new byte[4096];
        StringBuilder kept = new StringBuilder();
        try (InputStream in = process.getErrorStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (kept.length() < KEPT_OUTPUT) {
                    kept.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                    errors = kept.toString();
                }
            }
        } catch (IOException e) {
            // It is dead.
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // A folder for what is temporary; the system clears it.
        }
    }

    static long millisTo(long deadline) {
        return (deadline - System.nanoTime()) / 1_000_000;
    }

    /** Kills the process when its time is over, whereupon the reads of it end. */
    private final class Watch {

        private final long deadline;
        private final CompletableFuture<Void> kill;

        Watch(long deadline) {
            this.deadline = deadline;
            kill = CompletableFuture.runAsync(
                    ReaderProcess.this::kill,
                    CompletableFuture.delayedExecutor(
                            Math.max(1, millisTo(deadline)), TimeUnit.MILLISECONDS, Watch::onItsOwn));
        }

        /** The common pool may be busy, be it with those who wait for this very process. */
        private static void onItsOwn(Runnable kill) {
            Thread.ofPlatform().daemon().name("reader-deadline").start(kill);
        }

        boolean isOver() {
            return millisTo(deadline) <= 0;
        }

        void end() {
            kill.cancel(false);
        }
    }
}
