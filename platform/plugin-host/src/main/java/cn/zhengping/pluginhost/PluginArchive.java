package cn.zhengping.pluginhost;

import cn.zhengping.packs.PackError;
import cn.zhengping.pluginhost.PluginRejectedException.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's archive whose layout was checked, so that every reader of zip files sees the same entries in it: the local
 * headers stand back to back from the first byte on, say what the central directory says, and the directory ends the
 * file. Nothing is written to disk, and nothing is inflated past its bounds.
 */
final class PluginArchive {

    static final int MAX_BYTES = 20 << 20;
    static final int MAX_ENTRIES = 200;
    /** Text shrinks to a tenth or so; a bomb to a thousandth. */
    static final int MAX_RATIO = 100;
    /** Below this much unpacked an entry may have any ratio. */
    static final int RATIO_FREE_BYTES = 64 << 10;

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
    private static final int DESCRIPTOR_SIZE = 12;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int FLAG_DESCRIPTOR = 1 << 3;
    private static final int FLAG_UTF8 = 1 << 11;
    /** Two bits that tell how hard the packer tried, and the two above. */
    private static final int KNOWN_FLAGS = 0b110 | FLAG_DESCRIPTOR | FLAG_UTF8;

    private static final int UNIX_TYPE = 0170000;
    private static final int UNIX_FILE = 0100000;
    private static final int UNIX_FOLDER = 0040000;

    /** A junction or the like, among the attributes of Windows. */
    private static final int DOS_REPARSE_POINT = 0x400;

    /** Times, owners, and the mark of a jar: what tells a reader nothing about name, kind, size or content. */
    private static final Set<Integer> HARMLESS_EXTRAS = Set.of(0x5455, 0x5855, 0x7855, 0x7875, 0x000a, 0xcafe);

    private static final int LONGEST_NAME = 200;
    /** Parts between slashes, none of which is empty or ends in a dot or a blank, which Windows would drop. */
    private static final Pattern SAFE_NAME = Pattern.compile(
            "(?!/)(?:[^/\\\\:\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]*[^/\\\\:\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\p{Z}.](?:/|$))+");
    /** What some readers decode, and characters that are drawn as slash, backslash or colon without being the same by Unicode. */
    private static final Pattern DISGUISED = Pattern.compile(
            "%[0-9A-Fa-f]{2}|[\u2044\u2215\u2571\u27cb\u29f8\u2216\u27cd\u29f5\u29f9\ua789\u2236\u02d0\u05c3]");

    private final String fileName;
    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final Map<String, byte[]> files = new TreeMap<>();

    private record Entry(String name, int flags, int method, int crc, long packed, long unpacked, long header) {

        boolean folder() {
            return name.endsWith("/");
        }
    }

    /** @throws PluginRejectedException if it is not laid out as above or exceeds a bound */
    PluginArchive(String fileName, byte[] archive) {
        this.fileName = fileName;
        if (archive.length > MAX_BYTES) {
            throw refused(Code.ARCHIVE_TOO_LARGE, MAX_BYTES >> 20);
        }
        this.bytes = archive.clone();
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var end = bytes.length - END_SIZE;
        if (end < 0 || buffer.getInt(end) != END_SIGNATURE || u16(end + 20) != 0) {
            throw refused(Code.NOT_AN_ARCHIVE);
        }
        try {
            readEntries(readDirectory(end), u32(end + 16));
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            // A header that points out of the file.
            throw inconsistent();
        }
    }

    /** The content of every file by its name, sorted; folders are left out. */
    Map<String, byte[]> files() {
        return files;
    }

    byte[] bytes() {
        return bytes;
    }

    String fileName() {
        return fileName;
    }

    String sha256() {
        return sha256(bytes);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A refusal whose message names this file first. */
    PluginRejectedException refused(Code code, Object... arguments) {
        return refused(code, List.of(), null, arguments);
    }

    PluginRejectedException refused(
            Code code, List<PackError> packErrors, @Nullable Throwable cause, Object... arguments) {
        var all = Stream.concat(Stream.of(fileName), Arrays.stream(arguments)).toArray();
        return new PluginRejectedException(code, packErrors, cause, all);
    }

    private List<Entry> readDirectory(int end) {
        var count = u16(end + 10);
        var at = u32(end + 16);
        if (u32(end + 4) != 0 || u16(end + 8) != count || at + u32(end + 12) != end) {
            throw inconsistent();
        }
        if (count > MAX_ENTRIES) {
            throw refused(Code.TOO_MANY_ENTRIES, MAX_ENTRIES);
        }
        var entries = new ArrayList<Entry>();
        var names = new HashSet<String>();
        for (var i = 0; i < count; i++) {
            var record = Math.toIntExact(at);
            if (buffer.getInt(record) != CENTRAL_SIGNATURE) {
                throw inconsistent();
            }
            var nameLength = u16(record + 28);
            var entry = new Entry(
                    readName(record + CENTRAL_SIZE, nameLength, u16(record + 8)),
                    u16(record + 8),
                    u16(record + 10),
                    buffer.getInt(record + 16),
                    u32(record + 20),
                    u32(record + 24),
                    u32(record + 42));
            checkType(entry, (int) (u32(record + 38) >>> 16), u16(record + 38));
            checkExtras(entry.name, record + CENTRAL_SIZE + nameLength, u16(record + 30));
            if (!names.add(folded(entry.name))) {
                throw refused(Code.ENTRY_DUPLICATE, entry.name);
            }
            entries.add(entry);
            at += CENTRAL_SIZE + nameLength + u16(record + 30) + u16(record + 32);
        }
        if (at != end) {
            throw inconsistent();
        }
        entries.forEach(entry -> checkFolders(entry, entries));
        entries.sort(Comparator.comparingLong(Entry::header));
        return entries;
    }

    /** A file is no folder of another one. */
    private void checkFolders(Entry file, List<Entry> entries) {
        if (!file.folder()) {
            var asFolder = folded(file.name) + "/";
            for (var other : entries) {
                if (folded(other.name).startsWith(asFolder)) {
                    throw refused(Code.ENTRY_DUPLICATE, file.name);
                }
            }
        }
    }

    /** Extra fields can give a second name, a size of their own, or the target of a link, each to readers that know them. */
    private void checkExtras(String name, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        var until = from + length;
        var at = from;
        while (at < until) {
            if (until - at < 4 || at + 4 + u16(at + 2) > until) {
                throw refused(Code.ENTRY_EXTRA, name, HexFormat.of().formatHex(bytes, at, until));
            }
            if (!HARMLESS_EXTRAS.contains(u16(at))) {
                throw refused(Code.ENTRY_EXTRA, name, "%04x".formatted(u16(at)));
            }
            at += 4 + u16(at + 2);
        }
    }

    /** Names that some file system takes for one: other case, other Unicode form, folder and file. */
    private static String folded(String name) {
        var bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return Normalizer.normalize(bare, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private String readName(int at, int length, int flags) {
        var raw = buffer.slice(at, length);
        // Without the flag a name is in a code page that each reader guesses, so then only ASCII will do.
        var charset = (flags & FLAG_UTF8) != 0 ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        try {
            var name = charset.newDecoder().decode(raw).toString();
            if (length <= LONGEST_NAME
                    && SAFE_NAME.matcher(name).matches()
                    && SAFE_NAME
                            .matcher(Normalizer.normalize(name, Normalizer.Form.NFKC))
                            .matches()
                    && !DISGUISED.matcher(name).find()) {
                return name;
            }
            throw refused(Code.ENTRY_NAME, printable(name));
        } catch (CharacterCodingException e) {
            throw refused(
                    Code.ENTRY_NAME,
                    printable(StandardCharsets.ISO_8859_1.decode(raw.rewind()).toString()));
        }
    }

    private static String printable(String name) {
        var shown = name.replaceAll("\\p{Cntrl}", "\uFFFD");
        return shown.length() <= LONGEST_NAME ? shown : shown.substring(0, LONGEST_NAME) + "…";
    }

    private void checkType(Entry entry, int unixMode, int dosAttributes) {
        var type = unixMode & UNIX_TYPE;
        if ((type != 0 && type != (entry.folder() ? UNIX_FOLDER : UNIX_FILE))
                || (dosAttributes & DOS_REPARSE_POINT) != 0) {
            throw refused(Code.ENTRY_LINK, entry.name);
        }
        if ((entry.flags & ~KNOWN_FLAGS) != 0
                || (entry.method != STORED && entry.method != DEFLATED)
                || (entry.method == STORED && entry.packed != entry.unpacked)) {
            throw refused(Code.ENTRY_UNREADABLE, entry.name);
        }
    }

    private void readEntries(List<Entry> entries, long directory) {
        var at = 0L;
        var left = (long) MAX_BYTES;
        for (var i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (entry.header != at) {
                throw inconsistent();
            }
            var data = checkLocalHeader(entry);
            if (entry.unpacked > left) {
                throw refused(Code.UNPACKED_TOO_LARGE, MAX_BYTES >> 20);
            }
            if (entry.unpacked > RATIO_FREE_BYTES && entry.unpacked > entry.packed * MAX_RATIO) {
                throw refused(Code.COMPRESSION_RATIO, entry.name, MAX_RATIO);
            }
            var content = unpack(entry, data);
            left -= content.length;
            if (!entry.folder()) {
                files.put(entry.name, content);
            } else if (content.length > 0) {
                throw inconsistent();
            }
            at = i + 1 < entries.size() ? entries.get(i + 1).header : directory;
            checkGap(entry, data + entry.packed, at);
        }
        if (at != directory) {
            throw inconsistent();
        }
    }

    /** Where the entry's data begins. */
    private int checkLocalHeader(Entry entry) {
        var header = Math.toIntExact(entry.header);
        var nameLength = u16(header + 26);
        if (buffer.getInt(header) != LOCAL_SIGNATURE
                || u16(header + 6) != entry.flags
                || u16(header + 8) != entry.method
                || !readName(header + LOCAL_SIZE, nameLength, entry.flags).equals(entry.name)) {
            throw inconsistent();
        }
        var same = buffer.getInt(header + 14) == entry.crc
                && u32(header + 18) == entry.packed
                && u32(header + 22) == entry.unpacked;
        var later = (entry.flags & FLAG_DESCRIPTOR) != 0
                && buffer.getInt(header + 14) == 0
                && u32(header + 18) == 0
                && u32(header + 22) == 0;
        if (!same && !later) {
            throw inconsistent();
        }
        var extras = header + LOCAL_SIZE + nameLength;
        checkExtras(entry.name, extras, u16(header + 28));
        return extras + u16(header + 28);
    }

    /** Between an entry's data and what follows there is its data descriptor, if it has one, and nothing else. */
    private void checkGap(Entry entry, long from, long until) {
        if ((entry.flags & FLAG_DESCRIPTOR) == 0) {
            if (from != until) {
                throw inconsistent();
            }
            return;
        }
        var at = Math.toIntExact(until - DESCRIPTOR_SIZE);
        var signed = until - from == DESCRIPTOR_SIZE + 4 && buffer.getInt(at - 4) == DESCRIPTOR_SIGNATURE;
        if ((!signed && at != from)
                || buffer.getInt(at) != entry.crc
                || u32(at + 4) != entry.packed
                || u32(at + 8) != entry.unpacked) {
            throw inconsistent();
        }
    }

    private byte[] unpack(Entry entry, int at) {
        var packed = Math.toIntExact(entry.packed);
        Objects.checkFromIndexSize(at, packed, bytes.length);
        // Both are below MAX_BYTES here; one byte more shows data that goes on where it should end.
        var content = entry.method == STORED
                ? Arrays.copyOfRange(bytes, at, at + packed)
                : inflate(entry, at, packed, new byte[Math.toIntExact(entry.unpacked) + 1]);
        var crc = new CRC32();
        crc.update(content);
        if ((int) crc.getValue() != entry.crc) {
            throw refused(Code.ENTRY_UNREADABLE, entry.name);
        }
        return content;
    }

    private byte[] inflate(Entry entry, int at, int packed, byte[] space) {
        try (var inflater = new Inflater(true)) {
            inflater.setInput(bytes, at, packed);
            var size = 0;
            while (!inflater.finished() && size < space.length) {
                var more = inflater.inflate(space, size, space.length - size);
                if (more == 0 && !inflater.finished()) {
                    throw refused(Code.ENTRY_UNREADABLE, entry.name);
                }
                size += more;
            }
            if (!inflater.finished() || inflater.getBytesRead() != packed || size != entry.unpacked) {
                throw inconsistent();
            }
            return Arrays.copyOf(space, size);
        } catch (DataFormatException e) {
            throw refused(Code.ENTRY_UNREADABLE, entry.name);
        }
    }

    private PluginRejectedException inconsistent() {
        return refused(Code.ARCHIVE_INCONSISTENT);
    }

    private int u16(int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    private long u32(int at) {
        return Integer.toUnsignedLong(buffer.getInt(at));
    }
}
