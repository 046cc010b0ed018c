package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.DAMAGED_ARCHIVE;
import static cn.zhengping.packs.PackError.Code.DUPLICATE_FILE;
import static cn.zhengping.packs.PackError.Code.TOO_LARGE_UNPACKED;
import static cn.zhengping.packs.PackError.Code.TOO_MANY_FILES;
import static cn.zhengping.packs.PackError.Code.UNSAFE_NAME;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;

/**
 * The YAML files of a pack, by their name within it ({@code standards/model-township-centre.yaml}). Everything else that
 * lies in the folder or archive (a README, {@code META-INF}, classes) is left alone.
 */
public final class PackFiles {

    /** Most entries that an archive, and most YAML files that a folder, may have. */
    public static final int MAX_ENTRIES = 200;

    /** Most bytes that an archive, and all YAML files of a folder, may have unpacked. */
    public static final int MAX_BYTES = 20 * 1024 * 1024;

    /** Windows in China writes names in its own encoding and does not say so; ASCII is the same in both. */
    private static final Charset NAMES_WITHOUT_UTF8_FLAG = Charset.forName("GB18030");

    private static final int END_OF_DIRECTORY = 0x06054b50;
    private static final int END_OF_DIRECTORY_LENGTH = 22;
    private static final int MAX_COMMENT_LENGTH = 0xffff;

    private final SortedMap<String, byte[]> contents;

    private PackFiles(SortedMap<String, byte[]> contents) {
        this.contents = Collections.unmodifiableSortedMap(contents);
    }

    /** Files that the caller holds already, by their name within the pack. */
    public static PackFiles of(Map<String, byte[]> files) {
        var contents = new TreeMap<String, byte[]>();
        files.forEach((name, bytes) -> {
            if (isYaml(name)) {
                contents.put(name, bytes.clone());
            }
        });
        return new PackFiles(contents);
    }

    /**
     * The files of a folder.
     *
     * @throws IOException if the folder or a file of it cannot be read
     * @throws PackRejectedException if there are too many, too large ones, or a link among them
     */
    public static PackFiles ofFolder(Path folder) throws IOException {
        var contents = new TreeMap<String, byte[]>();
        var total = 0L;
        List<Path> paths;
        try (var walk = Files.walk(folder)) {
            paths = walk.filter(path -> !path.equals(folder)).sorted().toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        for (var path : paths) {
            var name = folder.relativize(path)
                    .toString()
                    .replace(path.getFileSystem().getSeparator(), "/");
            if (!isYaml(name) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw rejected(UNSAFE_NAME, name);
            }
            if (contents.size() == MAX_ENTRIES) {
                throw rejected(TOO_MANY_FILES, "", MAX_ENTRIES);
            }
            try (var in = Files.newInputStream(path)) {
                var bytes = in.readNBytes((int) (MAX_BYTES - total + 1));
                total += bytes.length;
                contents.put(name, bytes);
            }
            if (total > MAX_BYTES) {
                throw rejected(TOO_LARGE_UNPACKED, "", MAX_BYTES / (1024 * 1024));
            }
        }
        return new PackFiles(contents);
    }

    /**
     * The files of a zip or jar archive.
     *
     * @throws PackRejectedException if it is damaged, too large, holds a name twice, or a name that leads out of it
     */
    public static PackFiles ofZip(byte[] archive) {
        var contents = new TreeMap<String, byte[]>();
        var names = new HashSet<String>();
        var left = MAX_BYTES;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive), NAMES_WITHOUT_UTF8_FLAG)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var name = entry.getName();
                if (names.size() == MAX_ENTRIES) {
                    throw rejected(TOO_MANY_FILES, "", MAX_ENTRIES);
                }
                if (isUnsafe(name)) {
                    throw rejected(UNSAFE_NAME, name.replaceAll("\\p{Cntrl}", "?"));
                }
                if (!names.add(name)) {
                    throw rejected(DUPLICATE_FILE, name);
                }
                var bytes = zip.readNBytes(left + 1);
                left -= bytes.length;
                if (left < 0) {
                    throw rejected(TOO_LARGE_UNPACKED, "", MAX_BYTES / (1024 * 1024));
                }
                if (isYaml(name) && !entry.isDirectory()) {
                    contents.put(name, bytes);
                }
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw rejected(DAMAGED_ARCHIVE, "");
        }
        // A cut archive can look as if it ended between two entries; the directory at its end knows better.
        if (names.size() != entriesInDirectory(archive)) {
            throw rejected(DAMAGED_ARCHIVE, "");
        }
        return new PackFiles(contents);
    }

    SortedMap<String, byte[]> contents() {
        return contents;
    }

    private static boolean isYaml(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return (lower.endsWith(".yaml") || lower.endsWith(".yml")) && !lower.startsWith("meta-inf/");
    }

    private static boolean isUnsafe(String name) {
        return name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || name.chars().anyMatch(Character::isISOControl)
                || List.of(name.split("/", -1)).contains("..");
    }

    private static int entriesInDirectory(byte[] archive) {
        var bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        var last = archive.length - END_OF_DIRECTORY_LENGTH;
        for (var at = last; at >= Math.max(0, last - MAX_COMMENT_LENGTH); at--) {
            if (bytes.getInt(at) == END_OF_DIRECTORY) {
                return Short.toUnsignedInt(bytes.getShort(at + 10));
            }
        }
        return -1;
    }

    private static PackRejectedException rejected(PackError.Code code, String file, Object... arguments) {
        return new PackRejectedException(List.of(PackError.ofFile(code, file, arguments)));
    }
}
