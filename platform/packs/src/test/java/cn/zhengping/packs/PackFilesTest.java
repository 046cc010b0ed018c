package cn.zhengping.packs;

import static cn.zhengping.packs.SamplePack.errorsOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhengping.packs.PackError.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackFilesTest {

    @Test
    void a_pack_reads_alike_from_memory_a_folder_and_an_archive(@TempDir Path folder) throws IOException {
        var sound = SamplePack.sound();
        for (var file : sound.files().entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Files.writeString(folder.resolve("README.md"), "# 说明");

        var fromFolder = SamplePack.READER.read(PackFiles.ofFolder(folder));
        var fromArchive = SamplePack.READER.read(PackFiles.ofZip(zip(sound.files())));

        assertThat(fromFolder).isEqualTo(sound.read());
        assertThat(fromArchive).isEqualTo(sound.read());
    }

    @Test
    void what_is_no_yaml_and_what_lies_in_meta_inf_is_left_alone() {
        var files = new LinkedHashMap<>(SamplePack.sound().files());
        files.put("README.md", "# 说明");
        files.put("META-INF/MANIFEST.MF", "Plugin-Id: x");
        files.put("META-INF/maven/x.yaml", "]");
        files.put("standards/", "");
        files.put("cn/zhengping/X.class", "…");

        assertThat(PackFiles.ofZip(zip(files)).contents())
                .containsOnlyKeys(SamplePack.sound().files().keySet());
    }

    @Test
    void an_archive_with_file_names_of_a_chinese_windows_is_read() {
        var files = new LinkedHashMap<>(SamplePack.sound().files());
        files.put("说明.txt", "请先阅读");

        var archive = PackFiles.ofZip(zip(files, Charset.forName("GBK")));

        assertThat(SamplePack.READER.read(archive)).isEqualTo(SamplePack.sound().read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../region.yaml",
                "a/../../region.yaml",
                "/region.yaml",
                "a\\..\\region.yaml",
                "C:region.yaml",
                ".."
            })
    void a_name_that_leads_out_of_the_archive_is_refused(String name) {
        assertRefused(zip(Map.of(name, "a: 1")), Code.UNSAFE_NAME);
    }

    @Test
    void a_name_that_stands_twice_in_an_archive_is_refused() {
        var archive = zip(Map.of("region.yaml", "a: 1", "regiom.yaml", "b: 1"));
        var text = new String(archive, StandardCharsets.ISO_8859_1).replace("regiom.yaml", "region.yaml");

        assertRefused(text.getBytes(StandardCharsets.ISO_8859_1), Code.DUPLICATE_FILE);
    }

    @Test
    void an_archive_of_more_than_two_hundred_entries_is_refused_and_one_of_two_hundred_is_not() {
        var files = new LinkedHashMap<String, String>();
        for (var i = 0; i < PackFiles.MAX_ENTRIES; i++) {
            files.put(i + ".txt", "");
        }
        assertThat(PackFiles.ofZip(zip(files)).contents()).isEmpty();

        files.put("one-more.txt", "");
        assertRefused(zip(files), Code.TOO_MANY_FILES);
    }

    @Test
    void an_archive_that_unpacks_to_more_than_twenty_megabytes_is_refused() {
        var half = "x".repeat(PackFiles.MAX_BYTES / 2);

        assertThat(PackFiles.ofZip(zip(Map.of("a.txt", half, "b.txt", half))).contents())
                .isEmpty();
        assertRefused(zip(Map.of("a.txt", half, "b.txt", half + "x")), Code.TOO_LARGE_UNPACKED);
    }

    @Test
    void an_archive_cut_anywhere_is_refused() {
        var whole = zip(Map.of("region.yaml", "a: 1", "standards/x.yaml", "b: 1"));

        for (var length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), Code.DAMAGED_ARCHIVE);
        }
    }

    @Test
    void a_folder_with_a_link_is_refused(@TempDir Path folder) throws IOException {
        var elsewhere = Files.writeString(folder.resolve("elsewhere.txt"), "a: 1");
        Files.createSymbolicLink(folder.resolve("region.yaml"), elsewhere);

        var rejected = catchThrowableOfType(PackRejectedException.class, () -> PackFiles.ofFolder(folder));

        assertThat(rejected.errors()).extracting(PackError::code).containsExactly(Code.UNSAFE_NAME);
        assertThat(rejected.errors()).extracting(PackError::file).containsExactly("region.yaml");
    }

    @Test
    void a_folder_with_too_many_or_too_large_files_is_refused(@TempDir Path many, @TempDir Path large)
            throws IOException {
        for (var i = 0; i <= PackFiles.MAX_ENTRIES; i++) {
            Files.writeString(many.resolve(i + ".yaml"), "");
        }
        Files.write(large.resolve("a.yaml"), new byte[PackFiles.MAX_BYTES]);
        Files.write(large.resolve("b.yaml"), new byte[1]);

        assertThat(catchThrowableOfType(PackRejectedException.class, () -> PackFiles.ofFolder(many))
                        .errors())
                .extracting(PackError::code)
                .containsExactly(Code.TOO_MANY_FILES);
        assertThat(catchThrowableOfType(PackRejectedException.class, () -> PackFiles.ofFolder(large))
                        .errors())
                .extracting(PackError::code)
                .containsExactly(Code.TOO_LARGE_UNPACKED);
    }

    @Test
    void a_folder_that_is_not_there_is_an_io_failure(@TempDir Path folder) {
        assertThatThrownBy(() -> PackFiles.ofFolder(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void later_changes_to_the_callers_bytes_do_not_reach_the_pack() {
        var bytes = "a: 1".getBytes(UTF_8);
        var files = PackFiles.of(Map.of("region.yaml", bytes));

        bytes[0] = ']';

        assertThat(errorsOf(files)).extracting(PackError::code).doesNotContain(Code.NOT_YAML);
    }

    private static void assertRefused(byte[] archive, Code code) {
        var rejected = catchThrowableOfType(PackRejectedException.class, () -> PackFiles.ofZip(archive));
        assertThat(rejected).isNotNull();
        assertThat(rejected.errors()).extracting(PackError::code).containsExactly(code);
        rejected.errors().forEach(MistakesTest::assertSpeaks);
    }

    private static byte[] zip(Map<String, String> files) {
        return zip(files, UTF_8);
    }

    private static byte[] zip(Map<String, String> files, Charset names) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, names)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return bytes.toByteArray();
    }
}
