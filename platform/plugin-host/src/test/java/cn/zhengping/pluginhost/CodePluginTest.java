package cn.zhengping.pluginhost;

import static cn.zhengping.pluginhost.SamplePlugin.dataPack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhengping.pluginhost.PluginRejectedException.Code;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.code.CodedRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodePluginTest {

    private static final String KEY = "operator-2026";

    @TempDir
    Path temp;

    private KeyPair keys;
    private PluginHost host;

    @BeforeEach
    void start() throws GeneralSecurityException {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        host = new PluginHost(temp.resolve("work"), new TrustedKeys(Map.of(KEY, keys.getPublic())), "1.2.0");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void a_signed_plugin_brings_its_functions_and_is_created_once() {
        var archive = region("1.0.0", SampleCode.regionGiving(1)).archive();

        var plugin = load(archive);

        assertThat(plugin.code()).isTrue();
        assertThat(plugin.signedBy()).isEqualTo(KEY);
        assertThat(plugin.codedRules()).extracting(CodedRule::function).containsExactly("times");
        assertThat(load(archive)).isSameAs(plugin);
        assertThat(score(plugin, "2").reason()).isEqualTo(LocalizedText.ofChinese("created 1"));
    }

    @Test
    void two_versions_stand_side_by_side_and_give_different_points() {
        var first = load(region("1.0.0", SampleCode.regionGiving(1)).archive());
        var second = load(region("2.0.0", SampleCode.regionGiving(3)).archive());

        assertThat(score(first, "2").points()).isEqualTo(Points.of(2));
        assertThat(score(second, "2").points()).isEqualTo(Points.of(6));
        host.unload(second.sha256());
        assertThat(score(first, "3").points()).isEqualTo(Points.of(3));
        assertThat(loader(first)).isNotSameAs(loader(second));
    }

    @Test
    void code_without_a_signature_is_refused() {
        var archive = region("1.0.0", SampleCode.regionGiving(1)).archive();
        assertThat(refusal(archive, null).code()).isEqualTo(Code.CODE_ENTRY);
    }

    @Test
    void a_signature_over_other_bytes_is_refused() {
        var archive = region("1.0.0", SampleCode.regionGiving(1)).archive();
        var other = region("1.0.0", SampleCode.regionGiving(2)).archive();
        assertThat(refusal(archive, signature(KEY, other)).code()).isEqualTo(Code.SIGNATURE_WRONG);
    }

    @Test
    void a_signature_by_another_key_is_refused() throws GeneralSecurityException {
        var archive = region("1.0.0", SampleCode.regionGiving(1)).archive();
        assertThat(refusal(archive, signature("stranger", archive)).code()).isEqualTo(Code.SIGNATURE_KEY);
        var stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
        assertThat(refusal(archive, PluginSignature.sign(KEY, stranger, archive).toBytes())
                        .code())
                .isEqualTo(Code.SIGNATURE_WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "operator-2026", "operator-2026 c2hvcnQ=", "operator-2026 %s\nmore", "签名 %s"})
    void a_malformed_signature_is_refused(String content) {
        var archive = dataPack("sichuan", "1.0.0").archive();
        var signature = PluginSignature.sign(KEY, keys.getPrivate(), archive).base64();
        var bytes = content.formatted(signature).getBytes(StandardCharsets.UTF_8);
        assertThat(refusal(archive, bytes).code()).isEqualTo(Code.SIGNATURE_UNREADABLE);
    }

    @Test
    void a_signed_data_pack_is_still_a_data_pack() {
        var plugin = load(dataPack("sichuan", "1.0.0").archive());
        assertThat(plugin.code()).isFalse();
        assertThat(plugin.signedBy()).isEqualTo(KEY);
        var program = dataPack("sichuan", "1.0.1").file("x.txt", HexFormat.of().parseHex("7F454C46"));
        assertRefused(program, Code.CODE_CONTENT);
    }

    @Test
    void code_may_not_reach_beyond_its_archive() {
        assertRefused(region("1.0.0", SampleCode.regionGiving(1)).manifest("Class-Path", "more.jar"), Code.CLASS_PATH);
        assertRefused(
                region("1.0.0", SampleCode.regionGiving(1)).manifest("Plugin-Dependencies", "hunan"),
                Code.PLUGIN_DEPENDENCIES);
    }

    @Test
    void code_sees_the_spi_and_not_the_host() throws ClassNotFoundException {
        var loader = loader(load(region("1.0.0", SampleCode.regionGiving(1)).archive()));
        assertThat(loader.loadClass("cn.zhengping.spi.Points")).isSameAs(Points.class);
        for (var name : new String[] {"cn.zhengping.pluginhost.PluginHost", "cn.zhengping.packs.Pack"}) {
            assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass(name));
        }
    }

    @Test
    void an_spi_class_in_the_archive_does_not_stand_in_for_the_hosts() throws ClassNotFoundException {
        var plugin = region("1.0.0", SampleCode.regionGiving(1))
                .file("cn/zhengping/spi/Points.class", HexFormat.of().parseHex("CAFEBABE"));
        assertThat(loader(load(plugin.archive())).loadClass("cn.zhengping.spi.Points"))
                .isSameAs(Points.class);
    }

    @Test
    void code_without_an_entry_point_is_refused() {
        assertRefused(dataPack("sichuan", "1.0.0").files(compiled("""
                package sample;
                public class Nothing {}
                """)), Code.ENTRY_POINT);
    }

    @Test
    void two_entry_points_are_refused() {
        var second = SampleCode.regionGiving(2)
                .replace("SampleRegion", "OtherRegion")
                .replace("Times", "More");
        assertRefused(region("1.0.0", SampleCode.regionGiving(1), second), Code.ENTRY_POINT);
    }

    @Test
    void an_entry_point_that_is_not_there_is_refused() {
        var plugin = region("1.0.0", SampleCode.regionGiving(1)).file("META-INF/extensions.idx", "sample.Missing");
        assertRefused(plugin, Code.ENTRY_POINT_FAILED);
    }

    @Test
    void an_entry_point_that_throws_is_refused_with_its_reason() {
        var source = SampleCode.regionGiving(1).replace("created++;", "throw new IllegalStateException(\"no luck\");");
        assertThat(refused(region("1.0.0", source), Code.ENTRY_POINT_FAILED)).hasMessageContaining("no luck");
        var initializer = SampleCode.regionGiving(1).replace("static int created", "static int created = 1 / 0");
        assertRefused(region("1.0.1", initializer), Code.ENTRY_POINT_FAILED);
        var none = SampleCode.regionGiving(1).replace("List.of(new Times())", "null");
        assertRefused(region("1.0.2", none), Code.ENTRY_POINT_FAILED);
    }

    @Test
    void a_function_that_is_there_twice_is_refused() {
        var source = SampleCode.regionGiving(1).replace("List.of(new Times())", "List.of(new Times(), new Times())");
        assertThat(refused(region("1.0.0", source), Code.CODED_FUNCTION_DUPLICATE))
                .hasMessageContaining("times");
    }

    @Test
    void a_function_that_a_criterion_names_and_nobody_brings_is_refused() {
        var source = SampleCode.regionGiving(1).replace("List.of(new Times())", "List.of()");
        assertThat(refused(region("1.0.0", source), Code.CODED_FUNCTION_MISSING))
                .hasMessageContaining("times")
                .hasMessageContaining("premises.sign.name");
    }

    @Test
    void a_plugin_class_is_started_and_stopped_with_its_plugin() {
        var life = """
                package sample;

                public class Life extends org.pf4j.Plugin {
                    @Override
                    public void start() {
                        System.setProperty("sample.life", "started");
                    }

                    @Override
                    public void stop() {
                        System.setProperty("sample.life", "stopped");
                    }
                }
                """;
        try {
            var plugin = load(region("1.0.0", SampleCode.regionGiving(1), life)
                    .manifest("Plugin-Class", "sample.Life")
                    .archive());
            assertThat(System.getProperty("sample.life")).isEqualTo("started");
            host.unload(plugin.sha256());
            assertThat(System.getProperty("sample.life")).isEqualTo("stopped");
        } finally {
            System.clearProperty("sample.life");
        }
    }

    @Test
    void a_plugin_class_that_fails_is_refused_and_nothing_of_it_stays() {
        var failing = """
                package sample;

                public class Life extends org.pf4j.Plugin {
                    @Override
                    public void start() {
                        throw new IllegalStateException("no luck");
                    }
                }
                """;
        var plugin = region("1.0.0", SampleCode.regionGiving(1), failing);
        assertThat(refused(plugin.manifest("Plugin-Class", "sample.Life"), Code.PLUGIN_NOT_STARTED))
                .hasMessageContaining("no luck");
        assertRefused(plugin.manifest("Plugin-Class", "sample.Missing"), Code.PLUGIN_NOT_STARTED);
        assertRefused(plugin.manifest("Plugin-Class", "sample.SampleRegion"), Code.PLUGIN_NOT_STARTED);
        assertThat(host.all()).isEmpty();
        assertThat(load(plugin.withoutManifest("Plugin-Class").archive())).isNotNull();
    }

    @Test
    void a_plugin_that_fails_to_stop_is_unloaded_all_the_same() {
        var clinging = """
                package sample;

                public class Life extends org.pf4j.Plugin {
                    @Override
                    public void stop() {
                        throw new IllegalStateException("will not go");
                    }
                }
                """;
        var archive = region("1.0.0", SampleCode.regionGiving(1), clinging)
                .manifest("Plugin-Class", "sample.Life")
                .archive();
        var plugin = load(archive);
        var loader = loader(plugin);

        host.unload(plugin.sha256());

        assertThat(isClosed(loader)).isTrue();
        assertThat(load(archive)).isNotNull();
    }

    @Test
    void a_plugin_whose_stopping_is_an_error_is_unloaded_and_tells_it() {
        var broken = """
                package sample;

                public class Life extends org.pf4j.Plugin {
                    @Override
                    public void stop() {
                        throw new NoClassDefFoundError("no luck");
                    }
                }
                """;
        var archive = region("1.0.0", SampleCode.regionGiving(1), broken)
                .manifest("Plugin-Class", "sample.Life")
                .archive();
        var plugin = load(archive);

        assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(() -> host.unload(plugin.sha256()));

        assertThat(isClosed(loader(plugin))).isTrue();
        assertThat(load(archive)).isNotSameAs(plugin);
        assertThatIllegalStateException().isThrownBy(() -> host.close());
        assertThat(host.all()).isEmpty();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "asks /proc for the open files")
    void closing_closes_class_loaders_and_files() throws IOException {
        var plugin = load(region("1.0.0", SampleCode.regionGiving(1)).archive());
        var loader = loader(plugin);
        assertThat(openFiles()).anyMatch(file -> file.contains(plugin.sha256()));

        host.close();

        assertThat(isClosed(loader)).isTrue();
        assertThat(openFiles()).noneMatch(file -> file.contains(plugin.sha256()));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "asks /proc for the open files")
    void what_is_refused_after_its_class_was_loaded_leaves_no_file_open() throws IOException {
        var source = SampleCode.regionGiving(1).replace("List.of(new Times())", "List.of()");
        assertRefused(region("1.0.0", source), Code.CODED_FUNCTION_MISSING);
        var here = temp.toRealPath().toString();
        assertThat(openFiles()).noneMatch(file -> file.startsWith(here));
    }

    @Test
    void a_folder_takes_the_signature_beside_the_archive() throws IOException {
        var folder = Files.createDirectory(temp.resolve("plugins"));
        var archive = region("1.0.0", SampleCode.regionGiving(1)).archive();
        Files.write(folder.resolve("region.jar"), archive);
        Files.write(folder.resolve("region.jar.sig"), signature(KEY, archive));
        assertThat(host.loadFolder(folder))
                .singleElement()
                .satisfies(plugin -> assertThat(plugin.code()).isTrue());
    }

    private static List<String> openFiles() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.map(CodePluginTest::target).toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static boolean isClosed(ClassLoader loader) {
        return ((CodeLoader) loader).isClosed();
    }

    private static URLClassLoader loader(LoadedPlugin plugin) {
        return (URLClassLoader) plugin.codedRules().getFirst().getClass().getClassLoader();
    }

    private CodedRule.Result score(LoadedPlugin plugin, String quantity) {
        var criterion =
                plugin.pack().standards().getFirst().criteria().findFirst().orElseThrow();
        return plugin.codedRules()
                .getFirst()
                .score(criterion, new Answer.Values(Map.of("n", new BigDecimal(quantity)), Map.of()));
    }

    private SamplePlugin region(String version, String... sources) {
        return dataPack("sichuan", version).rule(SampleCode.RULE).files(compiled(sources));
    }

    private Map<String, byte[]> compiled(String... sources) {
        try {
            return SampleCode.compile(Files.createTempDirectory(temp, "classes"), sources);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] signature(String keyId, byte[] archive) {
        return PluginSignature.sign(keyId, keys.getPrivate(), archive).toBytes();
    }

    private LoadedPlugin load(byte[] archive) {
        return host.load("a.jar", archive, signature(KEY, archive));
    }

    private void assertRefused(SamplePlugin plugin, Code code) {
        assertThat(refused(plugin, code)).hasMessageContaining("a.jar");
    }

    private PluginRejectedException refused(SamplePlugin plugin, Code code) {
        var archive = plugin.archive();
        var rejection = refusal(archive, signature(KEY, archive));
        assertThat(rejection.code()).as(rejection.getMessage()).isEqualTo(code);
        return rejection;
    }

    private PluginRejectedException refusal(byte[] archive, byte @Nullable [] signature) {
        var rejection =
                catchThrowableOfType(PluginRejectedException.class, () -> host.load("a.jar", archive, signature));
        assertThat(rejection).isNotNull();
        return rejection;
    }
}
