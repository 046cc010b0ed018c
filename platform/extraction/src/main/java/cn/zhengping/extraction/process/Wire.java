package cn.zhengping.extraction.process;

import cn.zhengping.extraction.Extraction;
import cn.zhengping.extraction.Extraction.Capture;
import cn.zhengping.extraction.Extraction.Failure;
import cn.zhengping.extraction.Extraction.Notice;
import cn.zhengping.extraction.Extraction.Page;
import cn.zhengping.extraction.Fingerprint;
import cn.zhengping.extraction.Picture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requests and answers as bytes. Whoever reads an answer believes nothing: a file may have taken over the process that sent it.
 * Anything out of bounds is an {@link IOException}.
 */
public final class Wire {

    /** What the process is asked for. */
    public enum Task {
        EXTRACT,
        WITHOUT_METADATA
    }

    /**
     * @param millis that are left for the answer
     * @param out only for a copy
     */
    public record Request(
            Task task, long millis, Path in, @Nullable Path out) {}

    /** What a frame holds. */
    public enum Kind {
        /** The process is up. */
        READY,
        /** An extraction that holds the type so far. */
        TYPE,
        /** An extraction that may stand if nothing better follows. */
        FIRST_PART,
        /** The answer. */
        DONE
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares frames.
    public record Frame(Kind kind, byte[] payload) {}

    private static final int MAGIC = 0x9ae1_7c3d;
    private static final int MAX_PREVIEW = 2_000_000;
    private static final int MAX_PAGES = 200_000;
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");

    private Wire() {}

    /** More than the largest answer with so much text can take. */
    public static int maxFrame(int maxCharacters) {
        return MAX_PREVIEW + MAX_PAGES * 8 + 3 * maxCharacters + 10_000;
    }

    public static void write(DataOutputStream out, Request request) throws IOException {
        writeText(out, request.task().name());
        out.writeLong(request.millis());
        writeText(out, request.in().toString());
        Path copy = request.out();
        writeText(out, copy == null ? "" : copy.toString());
        out.flush();
    }

    public static Request readRequest(DataInputStream in) throws IOException {
        Task task = constant(Task.values(), readText(in, 100));
        long millis = in.readLong();
        String file = readText(in, 100_000);
        String copy = readText(in, 100_000);
        return new Request(task, millis, Path.of(file), copy.isEmpty() ? null : Path.of(copy));
    }

    public static void write(DataOutputStream out, Frame frame) throws IOException {
        out.writeInt(MAGIC);
        writeText(out, frame.kind().name());
        out.writeInt(frame.payload().length);
        out.write(frame.payload());
        out.flush();
    }

    public static Frame readFrame(DataInputStream in, int maxLength) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("no frame");
        }
        Kind kind = constant(Kind.values(), readText(in, 100));
        int length = in.readInt();
        if (length < 0 || length > maxLength) {
            throw new IOException("a frame of " + length);
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new IOException("half a frame");
        }
        return new Frame(kind, payload);
    }

    public static byte[] encode(Optional<Failure> failure) {
        return failure.map(Failure::name).orElse("").getBytes(StandardCharsets.UTF_8);
    }

    public static Optional<Failure> decodeFailure(byte[] payload) throws IOException {
        return Optional.ofNullable(failure(new String(payload, StandardCharsets.UTF_8)));
    }

    private static @Nullable Failure failure(String name) throws IOException {
        return name.isEmpty() ? null : constant(Failure.values(), name);
    }

    public static byte[] encode(Extraction extraction) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeText(out, extraction.mediaType());
            Failure failure = extraction.failure();
            writeText(out, failure == null ? "" : failure.name());
            out.writeInt(extraction.notices().size());
            for (Notice notice : extraction.notices()) {
                writeText(out, notice.name());
            }
            out.writeInt(extraction.pages().size());
            for (Page page : extraction.pages()) {
                Integer number = page.number();
                out.writeInt(number == null ? 0 : number);
                writeText(out, page.text());
            }
            Picture preview = extraction.preview();
            byte[] jpeg = preview == null ? new byte[0] : preview.jpeg();
            if (jpeg.length > MAX_PREVIEW) {
                jpeg = new byte[0];
            }
            out.writeInt(jpeg.length);
            out.write(jpeg);
            Capture capture = extraction.capture();
            out.writeBoolean(capture != null);
            if (capture != null) {
                writeText(
                        out, capture.takenAt() == null ? "" : capture.takenAt().toString());
                out.writeDouble(capture.latitude() == null ? Double.NaN : capture.latitude());
                out.writeDouble(capture.longitude() == null ? Double.NaN : capture.longitude());
                writeText(out, capture.camera() == null ? "" : capture.camera());
            }
            Fingerprint fingerprint = extraction.fingerprint();
            out.writeBoolean(fingerprint != null);
            out.writeLong(fingerprint == null ? 0 : fingerprint.bits());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static Extraction decodeExtraction(byte[] payload, int maxCharacters) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
        String mediaType = readText(in, 300);
        if (!MEDIA_TYPE.matcher(mediaType).matches()) {
            throw new IOException("no media type");
        }
        Failure failure = failure(readText(in, 100));
        Set<Notice> notices = EnumSet.noneOf(Notice.class);
        for (int i = between(in.readInt(), 0, Notice.values().length); i > 0; i--) {
            notices.add(constant(Notice.values(), readText(in, 100)));
        }
        int count = in.readInt();
        if (count < 0 || count > MAX_PAGES) {
            throw new IOException(count + " pages");
        }
        List<Page> pages = new ArrayList<>();
        long characters = 0;
        for (int i = 0; i < count; i++) {
            int number = in.readInt();
            String text = readText(in, payload.length);
            characters += text.length();
            if (number < 0 || characters > maxCharacters || !Texts.isClean(text)) {
                throw new IOException("no page");
            }
            pages.add(new Page(number == 0 ? null : number, text));
        }
        byte[] jpeg = in.readNBytes(between(in.readInt(), 0, MAX_PREVIEW));
        Picture preview = null;
        if (jpeg.length > 0) {
            if (jpeg.length < 4 || jpeg[0] != (byte) 0xff || jpeg[1] != (byte) 0xd8) {
                throw new IOException("no preview");
            }
            preview = new Picture(jpeg);
        }
        Capture capture = in.readBoolean() ? readCapture(in) : null;
        boolean hasFingerprint = in.readBoolean();
        long hash = in.readLong();
        if (in.read() != -1) {
            throw new IOException("too much");
        }
        return new Extraction(
                mediaType, failure, pages, notices, preview, capture, hasFingerprint ? new Fingerprint(hash) : null);
    }

    private static Capture readCapture(DataInputStream in) throws IOException {
        String takenAt = readText(in, 100);
        double latitude = in.readDouble();
        double longitude = in.readDouble();
        String camera = readText(in, 1000);
        if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || !Texts.isClean(camera)) {
            throw new IOException("no place");
        }
        try {
            return new Capture(
                    takenAt.isEmpty() ? null : LocalDateTime.parse(takenAt),
                    Double.isNaN(latitude) ? null : latitude,
                    Double.isNaN(longitude) ? null : longitude,
                    camera.isEmpty() ? null : camera);
        } catch (DateTimeException e) {
            throw new IOException(e);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in, int maxLength) throws IOException {
        int length = between(in.readInt(), 0, maxLength);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("half a text");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(e);
        }
    }

    private static int between(int value, int least, int most) throws IOException {
        if (value < least || value > most) {
            throw new IOException(value + " is out of bounds");
        }
        return value;
    }

    private static <T extends Enum<T>> T constant(T[] values, String name) throws IOException {
        for (T value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw new IOException("unknown " + name);
    }
}
