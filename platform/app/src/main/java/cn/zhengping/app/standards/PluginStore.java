package cn.zhengping.app.standards;

import cn.zhengping.app.database.PlatformWork;
import cn.zhengping.app.database.TransactionLock;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.packs.Pack;
import cn.zhengping.pluginhost.LoadedPlugin;
import cn.zhengping.pluginhost.PluginCheck;
import cn.zhengping.pluginhost.PluginHost;
import cn.zhengping.pluginhost.PluginRef;
import cn.zhengping.pluginhost.PluginRejectedException;
import cn.zhengping.pluginhost.PluginSignature;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The artifacts of all plugins, in the database, so that every node loads the same bytes, and who has which. At start what
 * lies in the folder of bundled plugins is put in where it is missing, then all that belong to the platform are loaded; if
 * one is refused, the platform does not start. A tenant's own are loaded when they are first used, so that none of them
 * keeps the platform from starting.
 *
 * <p>A tenant's transaction asks the database's own functions {@code plugins_seen} and {@code plugin_bytes}, which answer by
 * the role of the transaction: what a tenant does not see, it does not get.
 */
@Component
class PluginStore implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(PluginStore.class);

    private final JdbcClient jdbc;
    private final PlatformWork platform;
    private final TransactionLock lock;
    private final TransactionTemplate reading;
    private final PluginHost host;
    private final @Nullable Path bundled;

    /**
     * What was once found stays so: whoever sees an id and version is refused other bytes under them, and so is everybody
     * between them and who has it. Grows with what is in use.
     */
    private final ConcurrentHashMap<Seen, String> digests = new ConcurrentHashMap<>();

    private record Seen(@Nullable TenantCode by, PluginRef ref) {}

    PluginStore(
            JdbcClient jdbc,
            PlatformWork platform,
            TransactionLock lock,
            PlatformTransactionManager transactions,
            PluginHost host,
            PluginProperties properties) {
        this.jdbc = jdbc;
        this.platform = platform;
        this.lock = lock;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.host = host;
        var folder = properties.folder();
        this.bundled = folder == null || folder.isBlank() ? null : Path.of(folder);
    }

    @Override
    public void afterPropertiesSet() {
        if (bundled != null) {
            archives(bundled).forEach((name, file) -> {
                var signature = file.resolveSibling(name + ".sig");
                put(null, null, name, read(file), Files.exists(signature) ? read(signature) : null);
            });
        }
        for (var plugin : platform.call(this::seen)) {
            var loaded = platform.call(() -> load(plugin.sha256()));
            LOG.info(
                    "Plugin {} with {} standards and {} campaign templates",
                    loaded.ref(),
                    loaded.pack().standards().size(),
                    loaded.pack().campaigns().size());
        }
    }

    /** {@link PluginHost#check}. */
    PluginCheck check(String fileName, byte[] archive, byte @Nullable [] signature) {
        return host.check(fileName, archive, signature);
    }

    /**
     * Loads an archive and keeps it for a tenant. The same archive again changes nothing; who does the same at the same time
     * waits.
     *
     * @param owner null for the platform
     * @param by account; null for what came with the distribution
     * @throws PluginRejectedException if it is refused
     * @throws PlatformException {@code VERSION_TAKEN}
     */
    InstalledPlugin put(
            @Nullable TenantCode owner,
            @Nullable UUID by,
            String fileName,
            byte[] archive,
            byte @Nullable [] signature) {
        var check = host.check(fileName, archive, signature);
        if (!check.problems().isEmpty()) {
            throw check.problems().getFirst();
        }
        var ref = Objects.requireNonNull(check.ref());
        return platform.call(() -> {
            lock.hold("plugin " + ref);
            requireFree(owner, ref, check.sha256());
            jdbc.sql("""
                            insert into plugin_artifact (plugin_id, version, sha256, file_name, bytes, signature, code)
                            values (?, ?, ?, ?, ?, ?, ?)
                            on conflict (sha256) do update set signature = excluded.signature
                            where plugin_artifact.signature is null and excluded.signature is not null""")
                    .params(ref.id(), ref.version(), check.sha256(), fileName, archive)
                    .param(signature)
                    .param(check.code())
                    .update();
            jdbc.sql(
                            "insert into plugin_installation (sha256, tenant, installed_by) values (?, ?, ?) on conflict do nothing")
                    .param(check.sha256())
                    .param(owner == null ? null : owner.value())
                    .param(by)
                    .update();
            // Last, for code can fail to start: then nothing is kept.
            host.load(fileName, archive, signature);
            return seenBy(owner, ref).orElseThrow();
        });
    }

    /** @throws PlatformException {@code VERSION_TAKEN} if the owner sees other bytes under the id and version */
    void requireFree(@Nullable TenantCode owner, PluginRef ref, String sha256) {
        platform.call(() -> seenBy(owner, ref))
                .filter(standing -> !standing.sha256().equals(sha256))
                .ifPresent(standing -> {
                    throw new PlatformException(
                            StandardsError.VERSION_TAKEN, ref.toString(), standing.sha256(), sha256);
                });
    }

    private Optional<InstalledPlugin> seenBy(@Nullable TenantCode owner, PluginRef ref) {
        return jdbc.sql("select * from plugins_seen(?) where plugin_id = ? and version = ?")
                .param(owner == null ? null : owner.value())
                .params(ref.id(), ref.version())
                .query(row(owner == null))
                .optional();
    }

    /** All that the current tenant sees, by id and version; what the platform has, where there is no tenant. */
    List<InstalledPlugin> seen() {
        return read(asPlatform -> jdbc.sql("select * from platform.plugins_seen()").query(row(asPlatform)).stream()
                .sorted(Comparator.comparing(InstalledPlugin::ref))
                .toList());
    }

    /** What the current tenant sees under an id and version. */
    Optional<InstalledPlugin> find(PluginRef ref) {
        return seen().stream().filter(plugin -> plugin.ref().equals(ref)).findFirst();
    }

    /**
     * The bytes that an id and version are for the current tenant: those that it has used before, or else those that it
     * sees.
     */
    Optional<String> digest(PluginRef ref) {
        var key = new Seen(CurrentTenant.find().orElse(null), ref);
        var known = digests.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        var found = read(asPlatform -> {
            var pinned = asPlatform
                    ? Optional.<String>empty()
                    : jdbc.sql("select sha256 from plugin_pin where plugin_id = ? and version = ?")
                            .params(ref.id(), ref.version())
                            .query(String.class)
                            .optional();
            return pinned.or(
                    () -> jdbc.sql("select sha256 from platform.plugins_seen() where plugin_id = ? and version = ?")
                            .params(ref.id(), ref.version())
                            .query(String.class)
                            .optional());
        });
        found.ifPresent(sha256 -> digests.put(key, sha256));
        return found;
    }

    /**
     * The plugin with these bytes: loaded already on this node, or now from the database.
     *
     * @throws PlatformException {@code PLUGIN_UNKNOWN} if the current tenant does not see it, {@code PLUGIN_DAMAGED}, {@code
     *     PLUGIN_REJECTED} if this version of the platform does not take it any more
     */
    LoadedPlugin load(String sha256) {
        return host.find(sha256)
                .or(() -> read(asPlatform -> jdbc.sql("""
                                select file_name, signature, plugin_id, version, platform.plugin_bytes(sha256) as bytes
                                from platform.plugins_seen() where sha256 = ?""")
                        .param(sha256)
                        .query((row, number) -> load(
                                row.getString("plugin_id") + "@" + row.getString("version"),
                                sha256,
                                row.getString("file_name"),
                                row.getBytes("bytes"),
                                row.getBytes("signature")))
                        .optional()))
                .orElseThrow(() -> new PlatformException(StandardsError.PLUGIN_UNKNOWN, sha256));
    }

    /** What a plugin holds; empty where it cannot be loaded any more. */
    Optional<Pack> pack(InstalledPlugin plugin) {
        try {
            return Optional.of(load(plugin.sha256()).pack());
        } catch (PlatformException unloadable) {
            return Optional.empty();
        }
    }

    private LoadedPlugin load(String ref, String sha256, String fileName, byte[] bytes, byte @Nullable [] signature) {
        if (!DigestUtils.sha256Hex(bytes).equals(sha256)) {
            throw new PlatformException(StandardsError.PLUGIN_DAMAGED, ref, sha256);
        }
        try {
            return host.load(fileName, bytes, signature);
        } catch (PluginRejectedException noMore) {
            throw PluginProblems.rejected(ref, List.of(noMore));
        }
    }

    /** In the transaction of the tenant, or in one of the platform's where there is none. */
    private <T> T read(Query<T> query) {
        Supplier<T> asTenant = () -> Objects.requireNonNull(reading.execute(status -> query.run(false)));
        return CurrentTenant.find().isPresent() ? asTenant.get() : platform.call(() -> query.run(true));
    }

    private interface Query<T> {
        T run(boolean asPlatform);
    }

    private static RowMapper<InstalledPlugin> row(boolean asPlatform) {
        return (row, number) -> {
            var tenant = row.getString("tenant");
            var signature = row.getBytes("signature");
            return new InstalledPlugin(
                    new PluginRef(row.getString("plugin_id"), row.getString("version")),
                    row.getString("sha256"),
                    row.getString("file_name"),
                    row.getBoolean("code"),
                    signature == null ? null : PluginSignature.parse(signature).keyId(),
                    tenant == null ? null : new TenantCode(tenant),
                    tenant == null ? asPlatform : row.getInt("distance") == 0,
                    row.getTimestamp("installed_at").toInstant());
        };
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
