package cn.zhengping.app.standards;

import cn.zhengping.app.database.PlatformWork;
import cn.zhengping.pluginhost.LoadedPlugin;
import cn.zhengping.pluginhost.PluginHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The artifacts of all plugins, in the database, so that every node loads the same bytes. At start what lies in the folder
 * of bundled plugins is put in where it is missing, then everything is loaded; if anything is refused, the platform does
 * not start.
 */
@Component
class PluginStore implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(PluginStore.class);

    private final JdbcClient jdbc;
    private final PlatformWork platform;
    private final PluginHost host;
    private final @Nullable Path bundled;

    PluginStore(
            JdbcClient jdbc,
            PlatformWork platform,
            PluginHost host,
            @Value("${zhengping.plugins.folder:}") @Nullable String bundled) {
        this.jdbc = jdbc;
        this.platform = platform;
        this.host = host;
        this.bundled = bundled == null || bundled.isBlank() ? null : Path.of(bundled);
    }

    @Override
    public void afterPropertiesSet() {
        if (bundled != null) {
            archives(bundled).forEach((name, file) -> {
                var signature = file.resolveSibling(name + ".sig");
                put(name, read(file), Files.exists(signature) ? read(signature) : null);
            });
        }
        platform.run(() -> jdbc.sql(
                        "select file_name, bytes, signature from plugin_artifact order by plugin_id, installed_at")
                .query(row -> {
                    var plugin =
                            host.load(row.getString("file_name"), row.getBytes("bytes"), row.getBytes("signature"));
                    LOG.info(
                            "Plugin {} with {} standards and {} campaign templates",
                            plugin.ref(),
                            plugin.pack().standards().size(),
                            plugin.pack().campaigns().size());
                }));
    }

    /**
     * Loads an archive and keeps it. The same archive again changes nothing.
     *
     * @throws cn.zhengping.pluginhost.PluginRejectedException if it is refused, {@code VERSION_TAKEN} included
     */
    LoadedPlugin put(String fileName, byte[] archive, byte @Nullable [] signature) {
        return platform.call(() -> {
            var plugin = host.load(fileName, archive, signature);
            var kept = jdbc.sql("""
                            insert into plugin_artifact (plugin_id, version, sha256, file_name, bytes, signature)
                            values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(plugin.ref().id(), plugin.ref().version(), plugin.sha256(), fileName, archive)
                    .param(signature)
                    .update();
            if (kept == 0) {
                var known = jdbc.sql("select sha256 from plugin_artifact where plugin_id = ? and version = ?")
                        .params(plugin.ref().id(), plugin.ref().version())
                        .query(String.class)
                        .single();
                if (!known.equals(plugin.sha256())) {
                    host.unload(plugin.ref());
                    throw new IllegalStateException("The plugin " + plugin.ref() + " in " + fileName
                            + " differs from the one that was installed under the same version (" + known
                            + "): give it a new version");
                }
            }
            return plugin;
        });
    }

    private static Map<String, Path> archives(Path folder) {
        var archives = new TreeMap<String, Path>();
        try (var files = Files.list(folder)) {
            files.filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(jar|zip)"))
                    .forEach(file -> archives.put(file.getFileName().toString(), file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The folder of bundled plugins cannot be read: " + folder, unreadable);
        }
        return archives;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
