package cn.zhengping.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Asks for one unit after the other over connections that are kept as long as the server keeps them, and prints how many were answered in a second. Plain
 * sockets: the cores that a driver takes are missing to the server.
 */
public final class PointReads {

    /** What the id of a unit begins with; a number of so many digits follows. */
    static final String ID = "00000000-0000-7000-8000-";

    static final int DIGITS = 12;

    /** So much of each run is not counted, while this process itself becomes fast. */
    private static final long WARM_UP_SECONDS = 2;

    private final InputStream answers;
    private final byte[] buffer = new byte[16 * 1024];
    private int read;
    private int length;

    /** Until the server says that it closes, which Tomcat does after a hundred requests. */
    private boolean kept = true;

    private PointReads(InputStream answers) {
        this.answers = answers;
    }

    /**
     * With the token in the environment variable {@code ZHENGPING_TOKEN}.
     *
     * @param arguments port, connections, seconds, units
     */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        var port = Integer.parseInt(arguments[0]);
        var seconds = Integer.parseInt(arguments[2]);
        var units = Integer.parseInt(arguments[3]);
        var begin = System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS);
        var end = begin + TimeUnit.SECONDS.toNanos(seconds);
        var answered = 0L;
        try (var connections = Executors.newVirtualThreadPerTaskExecutor()) {
            var counts = IntStream.range(0, Integer.parseInt(arguments[1]))
                    .mapToObj(connection -> connections.submit(() -> ask(port, units, begin, end)))
                    .toList();
            for (Future<Long> count : counts) {
                answered += count.get();
            }
        }
        System.out.printf(Locale.ROOT, "%.1f%n", (double) answered / seconds);
    }

    private static long ask(int port, int units, long begin, long end) throws IOException {
        var body = "{\"query\":\"query($id: ID!) { unit(id: $id) { name } }\",\"variables\":{\"id\":\"" + ID
                + "0".repeat(DIGITS) + "\"}}";
        var request = """
                POST /graphql HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Accept: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(System.getenv("ZHENGPING_TOKEN"), body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
        var lastDigit = request.length - "\"}}".length() - 1;
        var answered = 0L;
        while (System.nanoTime() < end) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                var answers = new PointReads(socket.getInputStream());
                for (var now = System.nanoTime(); now < end && answers.kept; now = System.nanoTime()) {
                    var number = ThreadLocalRandom.current().nextInt(units) + 1;
                    for (var at = lastDigit; at > lastDigit - DIGITS; at--, number /= 10) {
                        request[at] = (byte) ('0' + number % 10);
                    }
                    socket.getOutputStream().write(request);
                    answers.requireUnit();
                    if (now >= begin) {
                        answered++;
                    }
                }
            }
        }
        return answered;
    }

    private void requireUnit() throws IOException {
        var status = line();
        var size = 0;
        var chunked = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith("content-length:")) {
                size = Integer.parseInt(name.substring(name.indexOf(':') + 1).strip());
            } else if (name.startsWith("transfer-encoding: chunked")) {
                chunked = true;
            } else if (name.equals("connection: close")) {
                kept = false;
            }
        }
        var body = chunked ? chunks() : bytes(size);
        if (!status.startsWith("HTTP/1.1 200") || !body.startsWith("{\"data\":{\"unit\":{\"name\":\"")) {
            throw new IOException("Not a unit: " + status + " " + body);
        }
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(bytes(size));
            line();
        }
        line();
        return body.toString();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = next(); next != '\n'; next = next()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private String bytes(int count) throws IOException {
        var bytes = new byte[count];
        for (var at = 0; at < count; at++) {
            bytes[at] = (byte) next();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private int next() throws IOException {
        if (read == length) {
            length = answers.read(buffer);
            read = 0;
            if (length < 0) {
                throw new EOFException("The server has closed the connection");
            }
        }
        return buffer[read++];
    }
}
