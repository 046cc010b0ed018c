package cn.zhengping.app.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A database in a new folder, and the test region as a packaged plugin. */
final class TestSurroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            var folder = Files.createTempDirectory("zhengping-test");
            var plugins = Files.createDirectory(folder.resolve("bundled"));
            Files.write(plugins.resolve("testland.jar"), packaged(Path.of("src/test/resources/region")));
            TestPropertyValues.of(
                            "zhengping.database.folder=" + folder.resolve("data"),
                            "zhengping.plugins.folder=" + plugins,
                            "zhengping.plugins.work-folder=" + folder.resolve("plugins"),
                            "zhengping.archives.folder=" + folder.resolve("archives"),
                            "zhengping.access.bcrypt-strength=5")
                    .applyTo(context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] packaged(Path region) throws IOException {
        var manifest = new Manifest();
        var main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Plugin-Id", "testland");
        main.putValue("Plugin-Version", "1.0.0");
        main.putValue("Plugin-Provider", "Zhengping tests");
        main.putValue("Plugin-License", "Apache-2.0");
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest);
                var files = Files.walk(region)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new JarEntry(region.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
