package cn.zhengping.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.pluginhost.PluginRejectedException.Code;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginArchiveTest {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;

    @Test
    void files_are_read_from_packed_and_from_stored_entries_and_folders_are_left_out() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("standards/"));
            zip.putNextEntry(new ZipEntry("standards/一.yaml"));
            zip.write(utf8("packed"));
            zip.putNextEntry(stored("b.yaml", utf8("stored")));
            zip.write(utf8("stored"));
        }

        var files = new PluginArchive("a.jar", bytes.toByteArray()).files();

        assertThat(files).containsOnlyKeys("b.yaml", "standards/一.yaml");
        assertThat(files.get("standards/一.yaml")).isEqualTo(utf8("packed"));
        assertThat(files.get("b.yaml")).isEqualTo(utf8("stored"));
    }

    @Test
    void an_archive_without_entries_has_no_files() {
        assertThat(new PluginArchive("a.jar", SamplePlugin.zip(Map.of())).files())
                .isEmpty();
    }

    @Test
    void what_is_no_archive_is_refused() {
        assertRefused(utf8("region: 510000, and more than twenty-two bytes"), Code.NOT_AN_ARCHIVE);
        assertRefused(new byte[0], Code.NOT_AN_ARCHIVE);
    }

    @Test
    void what_follows_the_end_is_refused() {
        var archive = zip("a.yaml", "b.yaml");
        assertRefused(Arrays.copyOf(archive, archive.length + 1), Code.NOT_AN_ARCHIVE);
    }

    @Test
    void what_comes_before_the_first_entry_is_refused() {
        var archive = zip("a.yaml");
        var shifted = new byte[archive.length + 4];
        System.arraycopy(archive, 0, shifted, 4, archive.length);
        assertRefused(shifted, Code.ARCHIVE_INCONSISTENT);
    }

    @Test
    void an_archive_over_twenty_megabytes_is_refused() {
        assertRefused(new byte[PluginArchive.MAX_BYTES + 1], Code.ARCHIVE_TOO_LARGE);
    }

    @Test
    void two_hundred_entries_are_taken_and_one_more_is_refused() {
        var files = new LinkedHashMap<String, byte[]>();
        for (var i = 0; i < PluginArchive.MAX_ENTRIES; i++) {
            files.put(i + ".yaml", new byte[0]);
        }
        assertThat(new PluginArchive("a.jar", SamplePlugin.zip(files)).files()).hasSize(PluginArchive.MAX_ENTRIES);
        files.put("more.yaml", new byte[0]);
        assertRefused(SamplePlugin.zip(files), Code.TOO_MANY_ENTRIES);
    }

    @Test
    void what_unpacks_to_more_than_twenty_megabytes_is_refused() {
        var random = new Random(1);
        var files = new LinkedHashMap<String, byte[]>();
        for (var i = 0; i < 11; i++) {
            var content = new byte[2 << 20];
            for (var at = 0; at < content.length; at++) {
                content[at] = (byte) random.nextInt(4);
            }
            files.put(i + ".yaml", content);
        }
        assertRefused(SamplePlugin.zip(files), Code.UNPACKED_TOO_LARGE);
    }

    @Test
    void a_bomb_is_refused_by_its_ratio() {
        assertRefused(SamplePlugin.zip(Map.of("zeros.yaml", new byte[1 << 20])), Code.COMPRESSION_RATIO);
    }

    @Test
    void an_entry_that_unpacks_to_more_than_it_says_is_refused() {
        var archive = SamplePlugin.zip(Map.of("a.yaml", new byte[1000]));
        var buffer = little(archive);
        var central = find(archive, CENTRAL, 0);
        buffer.putInt(central + 24, 10);
        buffer.putInt(central - 4, 10);
        assertRefused(archive, Code.ARCHIVE_INCONSISTENT);
    }

    @Test
    void a_name_that_differs_between_directory_and_local_header_is_refused() {
        var archive = zip("a.yaml");
        archive[30] = 'b';
        assertRefused(archive, Code.ARCHIVE_INCONSISTENT);
    }

    @Test
    void an_entry_that_the_directory_does_not_know_is_refused() {
        var archive = zip("a.yaml", "b.yaml");
        var first = find(archive, CENTRAL, 0);
        var second = find(archive, CENTRAL, first + 1);
        var end = find(archive, END, 0);
        var hidden = new byte[archive.length - (second - first)];
        System.arraycopy(archive, 0, hidden, 0, first);
        System.arraycopy(archive, second, hidden, first, archive.length - second);
        var newEnd = end - (second - first);
        little(hidden)
                .putShort(newEnd + 8, (short) 1)
                .putShort(newEnd + 10, (short) 1)
                .putInt(newEnd + 12, end - second);
        assertRefused(hidden, Code.ARCHIVE_INCONSISTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../region.yaml",
                "standards/../../x",
                "standards/..",
                "./region.yaml",
                "standards//x",
                "a\\b",
                "C:/x",
                "a\0b",
                "a\nb",
                "/"
            })
    void a_name_that_leads_elsewhere_is_refused(String name) {
        assertRefused(SamplePlugin.zip(Map.of(name, new byte[0])), Code.ENTRY_NAME);
    }

    @Test
    void a_name_that_is_not_utf8_is_refused() {
        var archive = zip("ab.yaml");
        for (var header : new int[] {30, find(archive, CENTRAL, 0) + 46}) {
            archive[header] = (byte) 0xd5;
            archive[header + 1] = (byte) 0xfe;
        }
        assertRefused(archive, Code.ENTRY_NAME);
    }

    @Test
    void a_name_longer_than_two_hundred_bytes_is_refused() {
        assertRefused(zip("a".repeat(201)), Code.ENTRY_NAME);
    }

    @Test
    void the_same_name_twice_is_refused() {
        var archive = zip("a.yaml", "b.yaml");
        archive[find(archive, LOCAL, 1) + 30] = 'a';
        archive[find(archive, CENTRAL, find(archive, CENTRAL, 0) + 1) + 46] = 'a';
        assertRefused(archive, Code.ENTRY_DUPLICATE);
    }

    @Test
    void names_that_a_file_system_may_take_for_one_are_refused() {
        assertRefused(zip("a.yaml", "A.yaml"), Code.ENTRY_DUPLICATE);
        assertRefused(zip("é.yaml", "e\u0301.yaml"), Code.ENTRY_DUPLICATE);
        assertRefused(zip("standards", "standards/"), Code.ENTRY_DUPLICATE);
    }

    @Test
    void a_symbolic_link_is_refused() {
        var archive = zip("a.yaml");
        little(archive).putInt(find(archive, CENTRAL, 0) + 38, 0120777 << 16);
        assertRefused(archive, Code.ENTRY_LINK);
    }

    @Test
    void an_encrypted_entry_is_refused() {
        var archive = zip("a.yaml");
        archive[6] |= 1;
        archive[find(archive, CENTRAL, 0) + 8] |= 1;
        assertRefused(archive, Code.ENTRY_UNREADABLE);
    }

    @Test
    void a_damaged_entry_is_refused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(stored("a.yaml", utf8("points: 10")));
            zip.write(utf8("points: 10"));
        }
        var archive = bytes.toByteArray();
        archive[30 + "a.yaml".length() + "points: ".length()] = '9';
        assertRefused(archive, Code.ENTRY_UNREADABLE);
    }

    /** Whatever is flipped: it is refused, or the JDK's two readers see exactly the same files in it. */
    @Property(tries = 1000)
    void no_two_readers_see_different_files_in_what_is_taken(
            @ForAll @IntRange(max = 10_000) int position, @ForAll byte value) throws IOException {
        var archive = zip("META-INF/", "a.yaml", "standards/b.yaml");
        archive[position % archive.length] = value;
        Map<String, byte[]> taken;
        try {
            taken = new PluginArchive("a.jar", archive).files();
        } catch (PluginRejectedException e) {
            assertThat(e.code()).isNotNull();
            return;
        }
        assertThat(streamed(archive)).usingRecursiveComparison().isEqualTo(taken);
        assertThat(indexed(archive)).usingRecursiveComparison().isEqualTo(taken);
    }

    private static Map<String, byte[]> streamed(byte[] archive) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return files;
    }

    private static Map<String, byte[]> indexed(byte[] archive) throws IOException {
        var files = new TreeMap<String, byte[]>();
        var file = Files.createTempFile("archive", ".jar");
        try {
            Files.write(file, archive);
            try (var zip = new ZipFile(file.toFile())) {
                for (var entry :
                        zip.stream().filter(each -> !each.isDirectory()).toList()) {
                    try (var in = zip.getInputStream(entry)) {
                        files.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
        } finally {
            Files.delete(file);
        }
        return files;
    }

    private static void assertRefused(byte[] archive, Code code) {
        assertThatExceptionOfType(PluginRejectedException.class)
                .isThrownBy(() -> new PluginArchive("a.jar", archive))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .withMessageContaining("a.jar");
    }

    private static byte[] zip(String... names) {
        var files = new LinkedHashMap<String, byte[]>();
        for (var name : names) {
            files.put(name, name.endsWith("/") ? new byte[0] : utf8("content of " + name));
        }
        return SamplePlugin.zip(files);
    }

    private static ZipEntry stored(String name, byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        return entry;
    }

    private static int find(byte[] archive, int signature, int from) {
        var buffer = little(archive);
        for (var at = from; at <= archive.length - 4; at++) {
            if (buffer.getInt(at) == signature) {
                return at;
            }
        }
        throw new AssertionError("no such record");
    }

    private static ByteBuffer little(byte[] archive) {
        return ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
