package cn.zhengping.pluginhost;

import static cn.zhengping.pluginhost.SamplePlugin.dataPack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhengping.pluginhost.PluginRejectedException.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that were made to do harm: each is refused with its own reason, and none leaves a file anywhere. */
class HostileArchiveTest {

    private static final String HARMLESS = "harmless";

    @TempDir
    Path temp;

    private PluginHost host;

    @BeforeEach
    void start() {
        host = new PluginHost(temp.resolve("work"), TrustedKeys.NONE, "1.2.0");
    }

    @AfterEach
    void nothing_is_loaded_and_nothing_was_written_anywhere() throws IOException {
        assertThat(host.all()).isEmpty();
        host.close();
        try (var walk = Files.walk(temp)) {
            assertThat(walk.filter(path -> !Files.isDirectory(path))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.yaml",
                "standards/../../evil.yaml",
                "standards/..",
                "..",
                ".",
                "./evil.yaml",
                "/etc/evil.yaml",
                "//server/share/evil.yaml",
                "standards//evil.yaml",
                "..\\evil.yaml",
                "standards\\..\\..\\evil.yaml",
                "\\\\server\\share\\evil.yaml",
                "C:/evil.yaml",
                "C:\\evil.yaml",
                "c:evil.yaml",
                "a.yaml:stream",
                "%2e%2e/evil.yaml",
                "..%2fevil.yaml",
                "%2E%2E%5Cevil.yaml",
                "%252e%252e%252fevil.yaml",
                "．．/evil.yaml",
                "..／evil.yaml",
                "..＼evil.yaml",
                "..﹨evil.yaml",
                "‥/evil.yaml",
                "a/…/evil.yaml",
                "..\u2044evil.yaml",
                "..\u2215evil.yaml",
                "..\u2216evil.yaml",
                "..\u29f8evil.yaml",
                "C\ua789evil.yaml",
                "C：evil.yaml",
                ".\u200b./evil.yaml",
                "\ufeff../evil.yaml",
                "lmay.\u202elive",
                ".. /evil.yaml",
                "standards./evil.yaml",
                "evil.yaml ",
                "evil.yaml\u00a0",
                "evil\u0000.yaml",
                "evil\u007f.yaml"
            })
    void a_name_that_leads_elsewhere_or_hides_where_it_leads_is_refused(String name) {
        refused(name, Code.ENTRY_NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "Standards/Sample.yaml, standards/sample.yaml",
        "STRASSE.yaml, straße.yaml",
        "ﬁle.yaml, file.yaml",
        "\u212b.yaml, \u00c5.yaml",
        "ａ.yaml, a.yaml",
        "notes, notes/a.yaml",
        "NOTES, notes/deeper/a.yaml"
    })
    void two_names_that_some_reader_takes_for_one_are_refused(String first, String second) {
        refused(SamplePlugin.zip(Map.of(first, new byte[0], second, new byte[0])), Code.ENTRY_DUPLICATE);
    }

    @Test
    void links_devices_and_junctions_are_refused() {
        for (var type : new int[] {0120777, 0020666, 0060666, 0010666, 0140666, 0040755}) {
            var zip = zip();
            zip.add("link", "/etc/passwd").attributes(type << 16);
            refused(zip, Code.ENTRY_LINK);
        }
        var junction = zip();
        junction.add("link", "C:\\Windows").attributes(0x400);
        refused(junction, Code.ENTRY_LINK);
    }

    /** Links of PKWARE and of ASi Unix, another name, sizes of zip64, two kinds of encryption. */
    @ParameterizedTest
    @ValueSource(ints = {0x000d, 0x756e, 0x7075, 0x6375, 0x0001, 0x0017, 0x9901})
    void an_extra_field_that_says_something_else_is_refused(int id) {
        var inDirectory = zip();
        inDirectory.add("a.txt", HARMLESS).extra(id, "../evil.yaml");
        refused(inDirectory, Code.ENTRY_EXTRA);
        var beforeFile = zip();
        beforeFile.add("a.txt", HARMLESS).localExtra(id, "../evil.yaml");
        refused(beforeFile, Code.ENTRY_EXTRA);
    }

    @Test
    void headers_that_contradict_each_other_are_refused() {
        var name = zip();
        name.add("a.txt", HARMLESS).localName("b.txt");
        refused(name, Code.ARCHIVE_INCONSISTENT);
        var hidden = zip();
        hidden.add("a.txt", HARMLESS).localName("../a");
        refused(hidden, Code.ENTRY_NAME);
        var flags = zip();
        flags.add("a.txt", HARMLESS).centralFlags(1 << 3);
        refused(flags, Code.ARCHIVE_INCONSISTENT);
        var size = zip();
        size.add("a.txt", HARMLESS).sizeInDirectory(3);
        refused(size, Code.ARCHIVE_INCONSISTENT);
    }

    /** Traditional, strong, with a masked directory, patched data. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 6, 1 << 13, 1 << 5})
    void what_is_encrypted_is_refused(int flag) {
        var zip = zip();
        zip.add("a.txt", HARMLESS).flags(flag);
        refused(zip, Code.ENTRY_UNREADABLE);
    }

    @Test
    void data_before_between_and_after_is_refused() {
        var archive = archive();
        var before = new byte[archive.length + 2];
        System.arraycopy(archive, 0, before, 2, archive.length);
        before[0] = 'M';
        before[1] = 'Z';
        refused(before, Code.ARCHIVE_INCONSISTENT);
        refused(Arrays.copyOf(archive, archive.length + 1), Code.NOT_AN_ARCHIVE);
        var twice = Arrays.copyOf(archive, 2 * archive.length);
        System.arraycopy(archive, 0, twice, archive.length, archive.length);
        refused(twice, Code.ARCHIVE_INCONSISTENT);
        refused(zip().beforeEnd("between".getBytes(StandardCharsets.UTF_8)), Code.ARCHIVE_INCONSISTENT);
        var comment = archive.clone();
        comment[comment.length - 2] = 1;
        refused(comment, Code.NOT_AN_ARCHIVE);
    }

    @Test
    void a_second_directory_in_the_records_of_zip64_is_refused() {
        var records = new byte[56 + 20];
        ByteBuffer.wrap(records)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x06064b50)
                .putLong(44)
                .putInt(56, 0x07064b50);
        refused(zip().beforeEnd(records), Code.ARCHIVE_INCONSISTENT);
        var archive = archive();
        var saysSeeZip64 = archive.clone();
        Arrays.fill(saysSeeZip64, archive.length - 14, archive.length - 2, (byte) 0xff);
        refused(saysSeeZip64, Code.ARCHIVE_INCONSISTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAFEBABE00000045",
                "7F454C4602010100",
                "4D5A900003000000",
                "CFFAEDFE07000001",
                "FEEDFACE00000000",
                "CAFEDADA00000000",
                "4A4D0100CAFEBABE",
                "0061736D01000000",
                "6465780A30333500",
                "4243C0DE00000000",
                "ACED000573720000",
                "23212F62696E2F73"
            })
    void code_under_another_name_is_refused(String content) {
        refusedWith("standards.txt", HexFormat.of().parseHex(content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "504B0304140000000800",
                "504B0506000000000000",
                "504B0708504B03041400",
                "1F8B0800000000000003",
                "425A6839314159265359",
                "FD377A585A00000004E6",
                "377ABCAF271C00040000",
                "526172211A0701000000",
                "28B52FFD240000000000",
                "04224D18644082000000",
                "4D534346000000000000",
                "213C617263683E0A2F20"
            })
    void an_archive_in_the_archive_is_refused_whatever_is_in_it(String content) {
        refusedWith("picture.png", HexFormat.of().parseHex(content));
    }

    @Test
    void an_archive_at_any_depth_is_refused_at_the_first() throws IOException {
        var nested =
                SamplePlugin.zip(Map.of("Evil.class", new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe}));
        for (var depth = 0; depth < 3; depth++) {
            nested = SamplePlugin.zip(Map.of("deeper.txt", nested));
            refusedWith("notes.txt", nested);
        }
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(nested);
        }
        refusedWith("notes.txt", packed.toByteArray());
        var tar = new byte[512];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        refusedWith("notes.txt", tar);
        var picture = new ByteArrayOutputStream();
        picture.writeBytes(HexFormat.of().parseHex("89504E470D0A1A0A"));
        picture.writeBytes(nested);
        refusedWith("picture.png", picture.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sichuan",
                "s",
                "1sichuan",
                "-sichuan",
                "si chuan",
                "si.chuan",
                "si_chuan",
                "../sichuan",
                "si/chuan",
                "si\\chuan",
                "sichuan@1",
                "sichuan#1",
                "sichuan%00",
                "四川",
                "ѕichuan",
                "sichuan\u200b",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void a_strange_id_is_refused(String id) {
        refused(dataPack(id, "1.0.0").archive(), Code.PLUGIN_ID);
    }

    @Test
    void a_manifest_that_two_readers_read_differently_is_refused() {
        refused(dataPack("sichuan", "1.0.0").manifest("plugin-id", "hunan").archive(), Code.MANIFEST_FIELD_TWICE);
        refused(dataPack("sichuan", "1.0.0").manifest("PLUGIN-VERSION", "2.0.0").archive(), Code.MANIFEST_FIELD_TWICE);
        refused(
                dataPack("sichuan", "1.0.0")
                        .manifest("Plugin-Provider", "某某\r\nPlugin-Id: hunan")
                        .archive(),
                Code.MANIFEST_FIELD_TWICE);
        refused(
                dataPack("sichuan", "1.0.0")
                        .manifest("Plugin-Note", "a\r\n b\r\nClass-\r\n Path: evil.jar")
                        .archive(),
                Code.MANIFEST_UNREADABLE);
        refused(
                dataPack("sichuan", "1.0.0")
                        .manifest("Plugin-Class", "\r\n sample.Evil")
                        .archive(),
                Code.PLUGIN_CLASS);
        refused(
                dataPack("sichuan", "1.0.0")
                        .manifest("Class-Path", "\r\n evil.jar")
                        .archive(),
                Code.CLASS_PATH);
        refused(dataPack("sich", "1.0.0").manifest("Plugin-Id", "sich\r\n UAN").archive(), Code.PLUGIN_ID);
    }

    private RawZip zip() {
        return new RawZip();
    }

    private byte[] archive() {
        return dataPack("sichuan", "1.0.0").archive();
    }

    private void refused(String entryName, Code code) {
        var zip = zip();
        zip.add("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n");
        zip.add(entryName, HARMLESS);
        refused(zip, code);
    }

    private void refusedWith(String name, byte[] content) {
        refused(dataPack("sichuan", "1.0.0").file(name, content).archive(), Code.CODE_CONTENT);
    }

    private void refused(RawZip zip, Code code) {
        refused(zip.bytes(), code);
    }

    private void refused(byte[] archive, Code code) {
        var rejection =
                catchThrowableOfType(PluginRejectedException.class, () -> host.load("../../evil.jar", archive, null));
        assertThat(rejection).isNotNull();
        assertThat(rejection.code()).as(rejection.getMessage()).isEqualTo(code);
    }
}
