package cn.zhengping.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import cn.zhengping.pluginhost.PluginHost;
import cn.zhengping.pluginhost.TrustedKeys;
import cn.zhengping.scoring.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** The region that the benchmarks score by, as it is packaged. */
final class PackagedRegion {

    private PackagedRegion() {}

    static Scorer scorer(String standardId) {
        ((Logger) LoggerFactory.getLogger("org.pf4j")).setLevel(Level.WARN);
        try {
            var archive = Path.of(System.getProperty("zhengping.bench.region"));
            var work = Files.createTempDirectory("zhengping-bench");
            try (var host = new PluginHost(work, TrustedKeys.NONE, "0.1.0")) {
                var plugin = host.load(archive.getFileName().toString(), Files.readAllBytes(archive), null);
                return Scorer.of(
                        plugin.pack().standards().stream()
                                .filter(standard -> standard.id().equals(standardId))
                                .findFirst()
                                .orElseThrow(),
                        plugin.codedRules());
            } finally {
                Folder.delete(work);
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
