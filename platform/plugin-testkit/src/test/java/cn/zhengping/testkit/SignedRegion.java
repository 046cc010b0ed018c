package cn.zhengping.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.pluginhost.PluginSignature;
import cn.zhengping.pluginhost.TrustedKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.pf4j.processor.ExtensionAnnotationProcessor;

/**
 * The region in {@code src/test/resources/coded}, a code plugin in two versions, built as its author would build it:
 * compiled against the SPI, packed, and signed by a key that is made for the run.
 */
final class SignedRegion {

    static final String KEY = "testkit";

    private static final Path FOLDER = Path.of("src/test/resources/coded");
    private static final KeyPair KEYS = newKeys();

    private SignedRegion() {}

    static TrustedKeys trusted() {
        return new TrustedKeys(Map.of(KEY, KEYS.getPublic()));
    }

    static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] signature(byte[] archive) {
        return PluginSignature.sign(KEY, KEYS.getPrivate(), archive).toBytes();
    }

    /** @param classes an empty folder to compile into */
    static byte[] archive(String version, Path classes) throws IOException {
        compile(FOLDER.resolve(version).resolve("OnlineShare.java"), classes);
        var files = new TreeMap<String, byte[]>();
        addAll(files, classes, "");
        addAll(files, FOLDER.resolve("standards"), "standards/");
        files.put("region.yaml", Files.readAllBytes(FOLDER.resolve("region.yaml")));
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "META-INF/MANIFEST.MF", """
                    Manifest-Version: 1.0
                    Plugin-Id: online
                    Plugin-Version: %s
                    Plugin-Provider: Zhengping
                    Plugin-License: Apache-2.0

                    """.formatted(version).getBytes(StandardCharsets.UTF_8));
            for (var file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void compile(Path source, Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var task = compiler.getTask(
                    said,
                    manager,
                    null,
                    List.of("-d", classes.toString(), "-proc:full"),
                    null,
                    manager.getJavaFileObjects(source));
            task.setProcessors(List.of(new ExtensionAnnotationProcessor()));
            assertThat(task.call()).as(said.toString()).isTrue();
        }
    }

    private static void addAll(Map<String, byte[]> files, Path folder, String below) throws IOException {
        try (var walk = Files.walk(folder)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                files.put(below + folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
