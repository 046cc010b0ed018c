package cn.zhengping.extraction.process;

import cn.zhengping.extraction.Extraction.Failure;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/** Copies the parts of a picture that its looks need, and leaves out all others, known or not. */
final class CopyWithoutMetadata {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Set<String> PNG_CHUNKS = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "cICP",
            "acTL", "fcTL", "fdAT");
    private static final Set<String> WEBP_CHUNKS = Set.of("VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP");

    private CopyWithoutMetadata() {}

    static Optional<Failure> write(Path file, Path copy) throws IOException {
        byte[] head = new byte[12];
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int length = in.readNBytes(head, 0, head.length);
            if (length < head.length) {
                return Optional.of(Failure.BROKEN);
            }
        }
        int orientation = Pictures.orientation(file);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(copy), 1 << 16))) {
            if (head[0] == (byte) 0xff && head[1] == (byte) 0xd8) {
                jpeg(in, out, orientation);
            } else if (Arrays.equals(head, 0, 8, PNG, 0, 8)) {
                png(in, out, orientation);
            } else if (ascii(head, 0).equals("RIFF") && ascii(head, 8).equals("WEBP")) {
                webp(in, out, orientation);
            } else {
                return Optional.of(Failure.UNSUPPORTED);
            }
        }
        if (ascii(head, 0).equals("RIFF")) {
            try (RandomAccessFile out = new RandomAccessFile(copy.toFile(), "rw")) {
                out.seek(4);
                out.writeInt(Integer.reverseBytes((int) (out.length() - 8)));
            }
        }
        return Optional.empty();
    }

    private static String ascii(byte[] bytes, int offset) {
        return new String(bytes, offset, 4, StandardCharsets.ISO_8859_1);
    }

    private static void jpeg(DataInputStream in, DataOutputStream out, int orientation) throws IOException {
        in.readUnsignedShort();
        out.writeShort(0xffd8);
        boolean turned = orientation == 1;
        int marker = marker(in);
        while (marker != 0xd9) {
            byte[] body = body(in);
            if (!turned && marker != 0xe0) {
                byte[] exif = exif(orientation);
                out.writeShort(0xffe1);
                out.writeShort(2 + 6 + exif.length);
                out.writeBytes("Exif\0\0");
                out.write(exif);
                turned = true;
            }
            if (isKept(marker, body)) {
                byte[] kept = marker == 0xe0 ? withoutThumbnail(body) : body;
                out.writeByte(0xff);
                out.writeByte(marker);
                out.writeShort(kept.length + 2);
                out.write(kept);
            }
            marker = marker == 0xda ? scan(in, out) : marker(in);
        }
        // What follows the end is not this picture: a video, another one with all its metadata, or a whole archive.
        out.writeShort(0xffd9);
    }

    private static int marker(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != 0xff) {
            throw new IOException("no marker");
        }
        int marker = in.readUnsignedByte();
        while (marker == 0xff) {
            marker = in.readUnsignedByte();
        }
        if (marker == 0 || marker == 1 || (marker >= 0xd0 && marker <= 0xd8)) {
            throw new IOException("marker " + marker);
        }
        return marker;
    }

    private static byte[] body(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort() - 2;
        if (length < 0) {
            throw new IOException("segment of " + length);
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return body;
    }

    private static boolean isKept(int marker, byte[] body) {
        return switch (marker) {
            case 0xe0 -> startsWith(body, "JFIF\0");
            case 0xe2 -> startsWith(body, "ICC_PROFILE\0");
            case 0xee -> startsWith(body, "Adobe");
            // Frames, tables, scans and restart intervals; no comments, no other segments of applications.
            default -> marker >= 0xc0 && marker <= 0xdf;
        };
    }

    private static boolean startsWith(byte[] body, String start) {
        byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
        return body.length >= bytes.length && Arrays.equals(body, 0, bytes.length, bytes, 0, bytes.length);
    }

    private static byte[] withoutThumbnail(byte[] jfif) {
        byte[] kept = Arrays.copyOf(jfif, 14);
        kept[12] = 0;
        kept[13] = 0;
        return kept;
    }

    /** @return the marker behind the scan */
    private static int scan(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            int b;
            try {
                b = in.readUnsignedByte();
                if (b != 0xff) {
                    out.writeByte(b);
                    continue;
                }
                int next = in.readUnsignedByte();
                while (next == 0xff) {
                    next = in.readUnsignedByte();
                }
                if (next != 0 && !(next >= 0xd0 && next <= 0xd7)) {
                    return next;
                }
                out.writeByte(0xff);
                out.writeByte(next);
            } catch (EOFException e) {
                // Cut off: what there is of it can be seen.
                return 0xd9;
            }
        }
    }

    private static void png(DataInputStream in, DataOutputStream out, int orientation) throws IOException {
        in.readNBytes(8);
        out.write(PNG);
        String type;
        do {
            long length = Integer.toUnsignedLong(in.readInt());
            byte[] name = new byte[4];
            in.readFully(name);
            type = ascii(name, 0);
            if (PNG_CHUNKS.contains(type)) {
                out.writeInt((int) length);
                out.write(name);
                copy(in, out, length + 4);
            } else {
                in.skipNBytes(length + 4);
            }
            if (type.equals("IHDR") && orientation != 1) {
                byte[] exif = exif(orientation);
                CRC32 crc = new CRC32();
                byte[] chunk = "eXIf".getBytes(StandardCharsets.US_ASCII);
                crc.update(chunk);
                crc.update(exif);
                out.writeInt(exif.length);
                out.write(chunk);
                out.write(exif);
                out.writeInt((int) crc.getValue());
            }
        } while (!type.equals("IEND"));
    }

    private static void webp(DataInputStream in, DataOutputStream out, int orientation) throws IOException {
        in.readInt();
        long left = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt())) - 4;
        in.readInt();
        out.writeBytes("RIFF");
        out.writeInt(0);
        out.writeBytes("WEBP");
        boolean extended = false;
        while (left >= 8) {
            byte[] name = new byte[4];
            in.readFully(name);
            int size = in.readInt();
            long length = Integer.toUnsignedLong(Integer.reverseBytes(size));
            long padded = length + (length & 1);
            String type = ascii(name, 0);
            if (type.equals("VP8X") && length == 10) {
                byte[] body = new byte[10];
                in.readFully(body);
                // Says whether there is EXIF and XMP.
                body[0] = (byte) ((body[0] & ~0x0c) | (orientation == 1 ? 0 : 0x08));
                out.write(name);
                out.writeInt(size);
                out.write(body);
                extended = true;
            } else if (WEBP_CHUNKS.contains(type)) {
                out.write(name);
                out.writeInt(size);
                copy(in, out, padded);
            } else {
                in.skipNBytes(padded);
            }
            left -= 8 + padded;
        }
        if (extended && orientation != 1) {
            byte[] exif = exif(orientation);
            out.writeBytes("EXIF");
            out.writeInt(Integer.reverseBytes(exif.length));
            out.write(exif);
        }
    }

    private static void copy(DataInputStream in, DataOutputStream out, long length) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    /** EXIF that says how the picture is turned, and nothing else. */
    private static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .order(ByteOrder.BIG_ENDIAN)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }
}
