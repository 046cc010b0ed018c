package cn.zhengping.app.testing;

import cn.zhengping.pluginhost.PluginSignature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The test region as a plugin of any id and version; change what the test is about, then {@link #archive()}. */
public final class TestPlugin {

    /** The key that the application under test trusts, made for this run. */
    public static final String KEY = "test-key";

    private static final Path REGION = Path.of("src/test/resources/region");
    private static final KeyPair KEYS = newKeys();

    private final String id;
    private final String version;
    private final Map<String, byte[]> files = new TreeMap<>();

    private TestPlugin(String id, String version) {
        this.id = id;
        this.version = version;
        try (var region = Files.walk(REGION)) {
            for (var file : region.filter(Files::isRegularFile).toList()) {
                files.put(REGION.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestPlugin of(String id, String version) {
        return new TestPlugin(id, version);
    }

    /** One with code: the station's criterion gives so many points for each unit of {@code n}. */
    public static TestPlugin withCode(String id, String version, int pointsForEach) {
        var plugin = of(id, version)
                .changed(
                        "standards/station.yaml",
                        "judged: {}",
                        "coded: {function: times, variables: [{id: n, text: 数量, type: QUANTITY, unit: 个}]}")
                .file("factor", String.valueOf(pointsForEach))
                .file("META-INF/extensions.idx", TestRegion.class.getName());
        for (var type : new Class<?>[] {TestRegion.class, TestRegion.Times.class}) {
            var name = type.getName().replace('.', '/') + ".class";
            try (var bytes = Objects.requireNonNull(TestRegion.class.getResourceAsStream("/" + name))) {
                plugin.files.put(name, bytes.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return plugin;
    }

    public TestPlugin file(String name, String content) {
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** With a piece of a file replaced, which has to be there. */
    public TestPlugin changed(String name, String piece, String by) {
        var content = new String(Objects.requireNonNull(files.get(name), name), StandardCharsets.UTF_8);
        if (!content.contains(piece)) {
            throw new IllegalArgumentException(name + " has no " + piece);
        }
        return file(name, content.replace(piece, by));
    }

    /** The same bytes every time. */
    public byte[] archive() {
        var manifest = new Manifest();
        var main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Plugin-Id", id);
        main.putValue("Plugin-Version", version);
        main.putValue("Plugin-Provider", "Zhengping tests");
        main.putValue("Plugin-License", "Apache-2.0");
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes)) {
            var text = new ByteArrayOutputStream();
            manifest.write(text);
            put(jar, "META-INF/MANIFEST.MF", text.toByteArray());
            for (var file : files.entrySet()) {
                put(jar, file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        var entry = new JarEntry(name);
        entry.setTime(0);
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }

    /** The content of its {@code .sig} file by the trusted key. */
    public static byte[] signature(byte[] archive) {
        return PluginSignature.sign(KEY, KEYS.getPrivate(), archive).toBytes();
    }

    static String publicKey() {
        return Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
    }

    public static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
