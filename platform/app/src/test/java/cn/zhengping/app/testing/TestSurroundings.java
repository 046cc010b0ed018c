package cn.zhengping.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A database in a new folder, which goes with the application, and the test region as a packaged plugin. */
final class TestSurroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static {
        // What is done by events, one after another by few threads, is late where the machine has much else to do.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            var folder = Files.createTempDirectory("zhengping-test");
            // The first to be registered is the last to be destroyed.
            ((DefaultListableBeanFactory) context.getBeanFactory())
                    .registerDisposableBean(folder.toString(), () -> FileSystemUtils.deleteRecursively(folder));
            var plugins = Files.createDirectory(folder.resolve("bundled"));
            Files.write(
                    plugins.resolve("testland.jar"),
                    TestPlugin.of("testland", "1.0.0").archive());
            TestPropertyValues.of(
                            "zhengping.database.folder=" + folder.resolve("data"),
                            "zhengping.plugins.folder=" + plugins,
                            "zhengping.plugins.trusted-keys." + TestPlugin.KEY + "=" + TestPlugin.publicKey(),
                            "zhengping.plugins.work-folder=" + folder.resolve("plugins"),
                            "zhengping.files.folder=" + folder.resolve("files"),
                            "zhengping.evidence.most-of-unit=100",
                            "zhengping.archives.folder=" + folder.resolve("archives"),
                            "zhengping.search.folder=" + folder.resolve("search"),
                            "zhengping.access.bcrypt-strength=5")
                    .applyTo(context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
