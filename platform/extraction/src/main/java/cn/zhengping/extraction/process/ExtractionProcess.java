package cn.zhengping.extraction.process;

import cn.zhengping.extraction.Extraction.Failure;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

/** The process that reads files, one after the other, as asked on standard input, and answers on standard output. */
public final class ExtractionProcess {

    /** As the JVM does by {@code ExitOnOutOfMemoryError}. */
    public static final int OUT_OF_MEMORY = 3;

    private ExtractionProcess() {}

    public static void main(String[] args) throws Exception {
        int maxCharacters = Integer.parseInt(args[0]);
        long idleMillis = Long.parseLong(args[1]);
        String tesseract = args[2];

        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        // What a library prints is not part of an answer.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.setIn(InputStream.nullInputStream());
        LogManager.getLogManager().reset();
        forbidNetwork();

        BlockingQueue<Wire.Request> requests = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("requests").start(() -> read(in, requests));
        FileReader reader = new FileReader(maxCharacters, new Tesseract(tesseract));
        Wire.write(out, new Wire.Frame(Wire.Kind.READY, new byte[0]));
        while (true) {
            Wire.Request request = requests.poll(idleMillis, TimeUnit.MILLISECONDS);
            if (request == null) {
                Runtime.getRuntime().halt(0);
                return;
            }
            byte[] answer = switch (request.task()) {
                case EXTRACT -> extract(reader, request, out);
                case WITHOUT_METADATA -> Wire.encode(copy(request));
            };
            Wire.write(out, new Wire.Frame(Wire.Kind.DONE, answer));
        }
    }

    /** Whoever started this is gone when its end of the pipe is; then nobody waits for an answer. */
    private static void read(DataInputStream in, BlockingQueue<Wire.Request> requests) {
        try {
            while (true) {
                requests.add(Wire.readRequest(in));
            }
        } catch (IOException e) {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            Runtime.getRuntime().halt(0);
        }
    }

    private static byte[] extract(FileReader reader, Wire.Request request, DataOutputStream out) {
        try {
            return Wire.encode(reader.read(request.in(), new Deadline(request.millis()), (kind, soFar) -> {
                try {
                    Wire.write(out, new Wire.Frame(kind, Wire.encode(soFar)));
                } catch (IOException e) {
                    Runtime.getRuntime().halt(0);
                }
            }));
        } catch (OutOfMemoryError e) {
            // Direct memory; the heap ends the process without coming here.
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
            throw e;
        }
    }

    private static Optional<Failure> copy(Wire.Request request) {
        Path out = request.out();
        if (out == null) {
            return Optional.of(Failure.UNSUPPORTED);
        }
        try {
            return CopyWithoutMetadata.write(request.in(), out);
        } catch (IOException | RuntimeException e) {
            return Optional.of(Failure.BROKEN);
        }
    }

    /** No reader has a reason to open an address, so none can, should a file talk one into it. */
    private static void forbidNetwork() {
        Set<String> local = Set.of("file", "jar", "jrt", "nested");
        URL.setURLStreamHandlerFactory(protocol -> local.contains(protocol)
                ? null
                : new URLStreamHandler() {
                    @Override
                    protected java.net.URLConnection openConnection(URL url) throws IOException {
                        throw new IOException("no network here");
                    }
                });
    }
}
