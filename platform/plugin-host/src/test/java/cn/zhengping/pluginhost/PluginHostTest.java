package cn.zhengping.pluginhost;

import static cn.zhengping.pluginhost.SamplePlugin.dataPack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.zhengping.pluginhost.PluginRejectedException.Code;
import cn.zhengping.spi.LocalizedText;
import com.github.zafarkhaja.semver.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginHostTest {

    @TempDir
    Path temp;

    private Path workFolder;
    private PluginHost host;

    @BeforeEach
    void start() {
        workFolder = temp.resolve("work/plugins");
        host = new PluginHost(workFolder, TrustedKeys.NONE, "1.2.0-SNAPSHOT");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void a_data_pack_is_loaded_without_a_signature() {
        var archive = dataPack("sichuan", "1.0.0").archive();

        var plugin = host.load("sichuan.jar", archive, null);

        assertThat(plugin.ref()).isEqualTo(new PluginRef("sichuan", "1.0.0"));
        assertThat(plugin.sha256()).isEqualTo(PluginArchive.sha256(archive));
        assertThat(plugin.code()).isFalse();
        assertThat(plugin.signedBy()).isNull();
        assertThat(plugin.codedRules()).isEmpty();
        assertThat(plugin.provider()).isEqualTo("某县人民政府");
        assertThat(plugin.licence()).isEqualTo("Apache-2.0");
        assertThat(plugin.pack().region().name()).isEqualTo(LocalizedText.ofChinese("四川省"));
        assertThat(plugin.pack().standards())
                .singleElement()
                .satisfies(standard -> assertThat(standard.id()).isEqualTo("sample"));
        assertThat(host.find(plugin.sha256())).contains(plugin);
    }

    @Test
    void versions_of_one_plugin_stand_side_by_side_the_older_first() {
        var second = host.load("b.jar", dataPack("sichuan", "1.10.0").archive(), null);
        var first = host.load("a.jar", dataPack("sichuan", "1.9.0").archive(), null);
        var other = host.load("c.jar", dataPack("hunan", "2.0.0").archive(), null);

        assertThat(host.all()).containsExactly(other, first, second);
    }

    @Test
    void the_same_archive_again_answers_what_is_loaded() {
        var archive = dataPack("sichuan", "1.0.0").archive();
        assertThat(host.load("b.jar", archive, null)).isSameAs(host.load("a.jar", archive, null));
        assertThat(host.all()).hasSize(1);
    }

    @Test
    void other_bytes_under_a_loaded_version_stand_beside_it() {
        var plugin = host.load("a.jar", dataPack("sichuan", "1.0.0").archive(), null);
        var other = host.load(
                "a.jar",
                dataPack("sichuan", "1.0.0").file("README.md", "changed").archive(),
                null);

        assertThat(other.ref()).isEqualTo(plugin.ref());
        assertThat(host.find(plugin.sha256())).containsSame(plugin);
        assertThat(host.find(other.sha256())).containsSame(other);
        assertThat(host.unload(other.sha256())).isTrue();
        assertThat(host.all()).containsExactly(plugin);
    }

    @Test
    void an_unloaded_plugin_is_gone_and_can_come_back() {
        var archive = dataPack("sichuan", "1.0.0").archive();
        var sha256 = host.load("a.jar", archive, null).sha256();

        assertThat(host.unload(sha256)).isTrue();
        assertThat(host.unload(sha256)).isFalse();
        assertThat(host.find(sha256)).isEmpty();
        assertThat(host.load("a.jar", archive, null).sha256()).isEqualTo(sha256);
    }

    @Test
    void a_check_tells_what_an_archive_would_be_and_loads_nothing() throws IOException {
        var archive = dataPack("sichuan", "1.0.0").archive();

        var check = host.check("a.jar", archive, null);

        assertThat(check.problems()).isEmpty();
        assertThat(check.ref()).isEqualTo(new PluginRef("sichuan", "1.0.0"));
        assertThat(check.sha256()).isEqualTo(PluginArchive.sha256(archive));
        assertThat(check.code()).isFalse();
        assertThat(check.pack()).isNotNull();
        assertThat(host.all()).isEmpty();
        try (var files = Files.list(workFolder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_check_tells_everything_that_is_wrong_at_once() {
        var archive = dataPack("Sichuan", "1.0.0")
                .file("sample/Region.class", "bytes")
                .rule("tiers: []")
                .archive();

        var check = host.check("a.jar", archive, null);

        assertThat(check.problems())
                .extracting(PluginRejectedException::code)
                .containsExactly(Code.CODE_ENTRY, Code.PLUGIN_ID, Code.PACK_REJECTED);
        assertThat(check.ref()).isNull();
        assertThat(check.code()).isTrue();
        assertThat(host.check("a.jar", new byte[3], null).problems())
                .extracting(PluginRejectedException::code)
                .containsExactly(Code.NOT_AN_ARCHIVE);
    }

    @Test
    void only_the_checked_bytes_are_written_and_only_to_the_work_folder() throws IOException {
        var plugin = host.load("../../evil.jar", dataPack("sichuan", "1.0.0").archive(), null);

        try (var walk = Files.walk(temp)) {
            assertThat(walk.filter(Files::isRegularFile)).containsExactly(workFolder.resolve(plugin.sha256() + ".jar"));
        }
    }

    @Test
    void what_is_refused_is_not_written() throws IOException {
        assertRefused(dataPack("sichuan", "1.0.0").withoutManifest("Plugin-Id"), Code.MANIFEST_FIELD_MISSING);
        try (var files = Files.list(workFolder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_file_that_somebody_changed_in_the_work_folder_is_not_what_is_loaded() throws IOException {
        var archive = dataPack("sichuan", "1.0.0").archive();
        var file = workFolder.resolve(PluginArchive.sha256(archive) + ".jar");
        Files.write(
                file, dataPack("sichuan", "1.0.0").file("README.md", "changed").archive());

        host.load("a.jar", archive, null);

        assertThat(file).hasBinaryContent(archive);
    }

    @Test
    void a_link_in_the_work_folder_is_not_followed() throws IOException {
        var archive = dataPack("sichuan", "1.0.0").archive();
        var elsewhere = Files.write(temp.resolve("elsewhere.jar"), archive);
        var file = Files.createSymbolicLink(workFolder.resolve(PluginArchive.sha256(archive) + ".jar"), elsewhere);

        host.load("a.jar", archive, null);

        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(file).hasBinaryContent(archive);
    }

    @Test
    void an_array_that_the_caller_changes_later_changes_nothing() {
        var archive = dataPack("sichuan", "1.0.0").archive();
        var sha256 = host.load("a.jar", archive, null).sha256();
        archive[40]++;
        assertThat(workFolder.resolve(sha256 + ".jar"))
                .hasBinaryContent(dataPack("sichuan", "1.0.0").archive());
    }

    @ParameterizedTest
    @CsvSource({
        "Plugin-Class, org.pf4j.Plugin, PLUGIN_CLASS",
        "Class-Path, other.jar, CLASS_PATH",
        "Plugin-Dependencies, hunan, PLUGIN_DEPENDENCIES",
        "Plugin-Id, Sichuan, PLUGIN_ID",
        "Plugin-Id, s, PLUGIN_ID",
        "Plugin-Id, sichuan@2, PLUGIN_ID",
        "Plugin-Version, 1.0, PLUGIN_VERSION",
        "Plugin-Version, 1.0.0/../2, PLUGIN_VERSION",
        "Plugin-Requires, >=2.0.0, HOST_VERSION",
        "Plugin-Requires, 1.3.0, HOST_VERSION",
        "Plugin-Requires, as you like, REQUIRES_UNREADABLE"
    })
    void a_manifest_that_says_what_no_data_pack_may_say_is_refused(String name, String value, Code code) {
        assertRefused(dataPack("sichuan", "1.0.0").manifest(name, value), code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Plugin-Id", "Plugin-Version", "Plugin-Provider", "Plugin-License"})
    void a_manifest_without_a_field_is_refused(String name) {
        assertRefused(dataPack("sichuan", "1.0.0").withoutManifest(name), Code.MANIFEST_FIELD_MISSING);
        assertRefused(dataPack("sichuan", "1.0.0").manifest(name, " "), Code.MANIFEST_FIELD_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {">=1.2.0", "1.1.0", "1.2.0-SNAPSHOT", "*", "~1.2.0", ">=1.0.0 & <2.0.0"})
    void a_pre_release_of_the_host_has_what_its_version_has(String requires) {
        var plugin = dataPack("sichuan", "1.0.0").manifest("Plugin-Requires", requires);
        assertThat(host.load("a.jar", plugin.archive(), null)).isNotNull();
    }

    @Test
    void an_archive_without_a_manifest_is_refused() {
        assertRefused(SamplePlugin.zip(Map.of("region.yaml", new byte[0])), Code.MANIFEST_MISSING);
        assertRefused(SamplePlugin.zip(Map.of("meta-inf/manifest.mf", new byte[0])), Code.MANIFEST_MISSING);
    }

    @Test
    void an_unreadable_manifest_is_refused() {
        var manifest = "no manifest at all\n".getBytes(StandardCharsets.UTF_8);
        assertRefused(SamplePlugin.zip(Map.of("META-INF/MANIFEST.MF", manifest)), Code.MANIFEST_UNREADABLE);
    }

    @Test
    void what_is_no_archive_is_refused() {
        assertRefused(new byte[100], Code.NOT_AN_ARCHIVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sample/Region.class",
                "sample/Region.CLASS",
                "lib/native.so",
                "lib/native.so.1.2",
                "native.dll",
                "native.dylib",
                "lib/more.jar",
                "META-INF/extensions.idx",
                "META-INF/services/java.sql.Driver"
            })
    void a_data_pack_with_a_file_that_is_called_code_is_refused(String name) {
        assertRefused(dataPack("sichuan", "1.0.0").file(name, "harmless"), Code.CODE_ENTRY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CAFEBABE00000045", "7F454C4602010100", "4D5A90000300", "504B030414000000", "CFFAEDFE07000001"})
    void a_data_pack_with_code_under_another_name_is_refused(String content) {
        var bytes = HexFormat.of().parseHex(content);
        assertRefused(dataPack("sichuan", "1.0.0").file("notes.txt", bytes), Code.CODE_CONTENT);
    }

    @Test
    void a_data_pack_with_a_coded_rule_is_refused() {
        assertRefused(dataPack("sichuan", "1.0.0").rule(SampleCode.RULE), Code.CODED_RULE);
    }

    @Test
    void a_pack_with_errors_is_refused_with_all_of_them() {
        var plugin = dataPack("sichuan", "1.0.0").rule("tiers: []").file("region.yaml", "region: 51");
        var rejection = refusal(plugin.archive(), Code.PACK_REJECTED);
        assertThat(rejection.packErrors())
                .extracting(error -> error.file())
                .contains("region.yaml", "standards/sample.yaml");
        assertThat(rejection).hasMessageContaining("region.yaml").hasMessageContaining("standards/sample.yaml");
    }

    @Test
    void the_loader_of_a_data_pack_finds_its_files_and_no_class() throws Exception {
        var manager = new VersionedPluginManager(workFolder, "1.2.0");
        var archive = new PluginArchive(
                "a.jar",
                dataPack("sichuan", "1.0.0")
                        .file("sample/Region.class", "bytes")
                        .archive());
        var file = Files.write(workFolder.resolve("a.jar"), archive.bytes());
        var manifest = PluginManifest.of(archive, Version.of(1, 2));
        try (var loader = (ResourceLoader)
                manager.loadAndStart(file, manifest, archive.sha256(), false).getPluginClassLoader()) {
            assertThat(loader.getResource("region.yaml")).isNotNull();
            assertThat(loader.getResource("cn/zhengping/pluginhost/messages.properties"))
                    .isNull();
            for (var name : List.of("sample.Region", "java.lang.String", "cn.zhengping.spi.Points")) {
                assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass(name));
                assertThatExceptionOfType(ClassNotFoundException.class)
                        .isThrownBy(() -> Class.forName(name, true, loader));
            }
        }
    }

    @Test
    void a_folder_is_loaded_whole() throws IOException {
        var folder = Files.createDirectory(temp.resolve("plugins"));
        Files.write(folder.resolve("sichuan.jar"), dataPack("sichuan", "1.0.0").archive());
        Files.write(folder.resolve("hunan.ZIP"), dataPack("hunan", "1.0.0").archive());
        Files.writeString(folder.resolve("README.md"), "read me");

        assertThat(host.loadFolder(folder))
                .extracting(plugin -> plugin.ref().id())
                .containsExactly("hunan", "sichuan");
        assertThat(host.loadFolder(folder)).isEqualTo(host.all());
    }

    @Test
    void a_folder_with_bad_archives_loads_nothing_and_names_each_with_its_reason() throws IOException {
        var folder = Files.createDirectory(temp.resolve("plugins"));
        var before = host.load("old.jar", dataPack("sichuan", "1.0.0").archive(), null);
        Files.write(folder.resolve("good.jar"), dataPack("hunan", "1.0.0").archive());
        Files.write(folder.resolve("old.jar"), dataPack("sichuan", "1.0.0").archive());
        Files.writeString(folder.resolve("bad.jar"), "no archive, but long enough to be one");
        Files.write(folder.resolve("worse.zip"), dataPack("Henan", "1.0.0").archive());
        Files.writeString(folder.resolve("lonely.jar.sig"), "key signature");
        Files.createDirectory(folder.resolve("folder.jar"));

        assertThatExceptionOfType(PluginFolderException.class)
                .isThrownBy(() -> host.loadFolder(folder))
                .withMessageContaining("bad.jar")
                .withMessageContaining("worse.zip")
                .satisfies(e -> assertThat(e.failures())
                        .extracting(
                                PluginFolderException.Failure::fileName,
                                failure -> failure.reason().code())
                        .containsExactly(
                                tuple("bad.jar", Code.NOT_AN_ARCHIVE),
                                tuple("folder.jar", Code.FILE_UNREADABLE),
                                tuple("lonely.jar.sig", Code.SIGNATURE_WITHOUT_ARCHIVE),
                                tuple("worse.zip", Code.PLUGIN_ID)));
        assertThat(host.all()).containsExactly(before);
    }

    @Test
    void a_folder_with_two_archives_of_one_version_loads_neither() throws IOException {
        var folder = Files.createDirectory(temp.resolve("plugins"));
        Files.write(folder.resolve("a.jar"), dataPack("sichuan", "1.0.0").archive());
        Files.write(
                folder.resolve("b.jar"),
                dataPack("sichuan", "1.0.0").file("README.md", "changed").archive());

        assertThatExceptionOfType(PluginFolderException.class)
                .isThrownBy(() -> host.loadFolder(folder))
                .satisfies(e -> assertThat(e.failures())
                        .singleElement()
                        .satisfies(
                                failure -> assertThat(failure.reason().code()).isEqualTo(Code.VERSION_TAKEN)));
        assertThat(host.all()).isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        assertThatExceptionOfType(PluginFolderException.class)
                .isThrownBy(() -> host.loadFolder(temp.resolve("missing")))
                .withMessageContaining("missing");
    }

    @Test
    void many_threads_that_load_and_unload_leave_a_whole() throws Exception {
        var archives = new ArrayList<byte[]>();
        for (var i = 0; i < 5; i++) {
            archives.add(dataPack("sichuan", "1.0." + i).archive());
        }
        var gone = PluginArchive.sha256(archives.getFirst());
        var tasks = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 100; i++) {
            var archive = archives.get(i % archives.size());
            tasks.add(() -> host.load("a.jar", archive, null).ref().id().equals("sichuan"));
            tasks.add(() -> host.unload(gone) || !host.all().isEmpty());
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isNotNull();
            }
        }
        host.load("a.jar", archives.getFirst(), null);
        assertThat(host.all()).hasSize(5);
    }

    @Test
    void a_closed_host_holds_no_plugin_and_takes_none() {
        host.load("a.jar", dataPack("sichuan", "1.0.0").archive(), null);

        host.close();
        host.close();

        assertThat(host.all()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> host.load("b.jar", dataPack("hunan", "1.0.0").archive(), null));
    }

    @Test
    void a_host_without_a_version_does_not_start() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PluginHost(workFolder, TrustedKeys.NONE, "0.0.0"));
    }

    private void assertRefused(SamplePlugin plugin, Code code) {
        assertRefused(plugin.archive(), code);
    }

    private void assertRefused(byte[] archive, Code code) {
        assertThat(refusal(archive, code)).hasMessageContaining("a.jar");
    }

    private PluginRejectedException refusal(byte[] archive, Code code) {
        var rejection = catchThrowableOfType(PluginRejectedException.class, () -> host.load("a.jar", archive, null));
        assertThat(rejection).isNotNull();
        assertThat(rejection.code()).as(rejection.getMessage()).isEqualTo(code);
        return rejection;
    }
}
