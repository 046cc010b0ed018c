package cn.zhengping.pluginhost;

import cn.zhengping.packs.Pack;
import cn.zhengping.packs.PackFiles;
import cn.zhengping.packs.PackReader;
import cn.zhengping.packs.PackRejectedException;
import cn.zhengping.pluginhost.PluginFolderException.Failure;
import cn.zhengping.pluginhost.PluginRejectedException.Code;
import cn.zhengping.scoring.Formula;
import cn.zhengping.scoring.InvalidFormulaException;
import cn.zhengping.spi.Message;
import cn.zhengping.spi.code.CodedRule;
import cn.zhengping.spi.standard.Variable;
import com.github.zafarkhaja.semver.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginRuntimeException;

/**
 * The plugins that are in service, several versions of one id side by side, each known by the SHA-256 of its archive.
 *
 * <p>A plugin is one archive. A data pack holds no code and needs no signature; a code plugin comes with an Ed25519
 * signature by a trusted key. Anything else is refused before a class of it is loaded.
 *
 * <p>Any thread may call it; loading and unloading wait for each other, looking up never waits.
 */
public final class PluginHost implements AutoCloseable {

    private static final Pattern ARCHIVE_NAME = Pattern.compile("(?i).*\\.(?:jar|zip)");
    private static final String SIGNATURE_SUFFIX = ".sig";
    private static final int LONGEST_SIGNATURE = 1 << 10;
    private static final PackReader PACKS = new PackReader(PluginHost::problemOf);

    private final Path workFolder;
    private final TrustedKeys keys;
    private final Version hostVersion;
    private final VersionedPluginManager manager;
    /** By the SHA-256 of their archives. */
    private final Map<String, LoadedPlugin> loaded = new ConcurrentHashMap<>();

    private final Object lock = new Object();
    private boolean closed;

    /**
     * @param workFolder where archives are kept under their SHA-256, and nothing is written anywhere else; created if
     *     missing; hosts can share it, for what lies in it is checked before it is loaded; may be emptied while none runs
     * @param hostVersion what {@code Plugin-Requires} is compared with: a semantic version, whose pre-release part counts
     *     for nothing ({@code 1.2.0-SNAPSHOT} has what 1.2.0 has), and not 0.0.0
     * @throws IllegalArgumentException if the version is none
     * @throws UncheckedIOException if the folder cannot be created
     */
    public PluginHost(Path workFolder, TrustedKeys keys, String hostVersion) {
        this.hostVersion = Version.parse(hostVersion).toStableVersion();
        if (this.hostVersion.equals(Version.of(0))) {
            // PF4J takes it for 'unknown' and would let every plugin in.
            throw new IllegalArgumentException("the host's version is 0.0.0");
        }
        try {
            this.workFolder = Files.createDirectories(workFolder).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.keys = keys;
        this.manager = new VersionedPluginManager(this.workFolder, this.hostVersion.toString());
    }

    /** Reads packs as this host does, formulas checked. */
    public static PackReader packReader() {
        return PACKS;
    }

    /**
     * What an archive would be, without loading anything of it.
     *
     * @param fileName for messages
     * @param signature the content of {@code <file>.sig}; null for a data pack without one
     */
    public PluginCheck check(String fileName, byte[] archive, byte @Nullable [] signature) {
        PluginArchive opened;
        try {
            opened = new PluginArchive(fileName, archive);
        } catch (PluginRejectedException e) {
            return new PluginCheck(PluginArchive.sha256(archive), null, false, null, null, List.of(e));
        }
        var problems = new ArrayList<PluginRejectedException>();
        var signedBy = attempt(problems, () -> signature == null ? null : verifiedKey(opened, signature));
        var code = hasClasses(opened);
        var data = !code || signature == null;
        if (data) {
            attempt(problems, () -> DataPackRules.checkFiles(opened));
        }
        var manifest = attempt(problems, () -> PluginManifest.of(opened, hostVersion));
        if (data && manifest != null) {
            attempt(problems, () -> DataPackRules.checkManifest(opened, manifest));
        }
        var pack = attempt(problems, () -> readPack(opened));
        if (data && pack != null) {
            attempt(problems, () -> EntryPoint.checkNoFunctions(opened, pack));
        }
        return new PluginCheck(
                opened.sha256(), manifest == null ? null : manifest.ref(), code, signedBy, pack, problems);
    }

    private static <T> @Nullable T attempt(List<PluginRejectedException> problems, Supplier<@Nullable T> step) {
        try {
            return step.get();
        } catch (PluginRejectedException e) {
            problems.add(e);
            return null;
        }
    }

    private static void attempt(List<PluginRejectedException> problems, Runnable step) {
        attempt(problems, () -> {
            step.run();
            return null;
        });
    }

    /**
     * Checks, loads and starts a plugin. The same archive again answers what is loaded already; another archive with the
     * same id and version stands beside it.
     *
     * @param fileName for messages
     * @param signature the content of {@code <file>.sig}; null for a data pack without one
     * @throws PluginRejectedException if it is not taken; nothing of it stays loaded
     * @throws UncheckedIOException if the work folder cannot be written
     * @throws IllegalStateException if this host is closed
     */
    public LoadedPlugin load(String fileName, byte[] archive, byte @Nullable [] signature) {
        var checked = new PluginArchive(fileName, archive);
        var signedBy = signature == null ? null : verifiedKey(checked, signature);
        var manifest = PluginManifest.of(checked, hostVersion);
        var code = signedBy != null && hasClasses(checked);
        if (!code) {
            DataPackRules.checkManifest(checked, manifest);
            DataPackRules.checkFiles(checked);
        }
        var pack = readPack(checked);
        if (!code) {
            EntryPoint.checkNoFunctions(checked, pack);
        }
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the plugin host is closed");
            }
            var sha256 = checked.sha256();
            var present = loaded.get(sha256);
            if (present != null) {
                return present;
            }
            var rules = start(checked, manifest, code, pack, sha256);
            var plugin = new LoadedPlugin(
                    manifest.ref(),
                    fileName,
                    sha256,
                    code,
                    manifest.provider(),
                    manifest.licence(),
                    signedBy,
                    pack,
                    rules);
            loaded.put(sha256, plugin);
            return plugin;
        }
    }

    /**
     * Loads every archive ({@code *.jar}, {@code *.zip}) of a folder, each with its {@code <file>.sig} where there is one.
     *
     * @return in the order of their file names
     * @throws PluginFolderException if one is not taken, two differ under one id and version, or the folder cannot be read;
     *     then none that was not loaded before stays loaded
     */
    public List<LoadedPlugin> loadFolder(Path folder) {
        var files = list(folder);
        synchronized (lock) {
            var before = List.copyOf(loaded.keySet());
            var plugins = new ArrayList<LoadedPlugin>();
            var failures = new ArrayList<Failure>();
            files.forEach((name, file) -> {
                try {
                    if (ARCHIVE_NAME.matcher(name).matches()) {
                        var signature = files.get(name + SIGNATURE_SUFFIX);
                        var plugin = load(
                                name,
                                read(file, PluginArchive.MAX_BYTES),
                                signature == null ? null : read(signature, LONGEST_SIGNATURE));
                        plugins.add(plugin);
                        requireOneOfItsVersion(name, plugin, plugins);
                    } else if (isSignatureWithoutArchive(name, files)) {
                        throw new PluginRejectedException(Code.SIGNATURE_WITHOUT_ARCHIVE, name);
                    }
                } catch (PluginRejectedException e) {
                    failures.add(new Failure(name, e));
                }
            });
            if (!failures.isEmpty()) {
                var failure = new PluginFolderException(failures);
                plugins.stream()
                        .map(LoadedPlugin::sha256)
                        .filter(sha256 -> !before.contains(sha256))
                        .forEach(sha256 -> unload(sha256, failure));
                throw failure;
            }
            return List.copyOf(plugins);
        }
    }

    private static void requireOneOfItsVersion(String name, LoadedPlugin plugin, List<LoadedPlugin> others) {
        for (var other : others) {
            if (other.ref().equals(plugin.ref()) && !other.sha256().equals(plugin.sha256())) {
                throw new PluginRejectedException(
                        Code.VERSION_TAKEN, name, plugin.ref().toString(), other.sha256(), plugin.sha256());
            }
        }
    }

    private static Map<String, Path> list(Path folder) {
        Map<String, Path> files = new TreeMap<>();
        try (var listing = Files.list(folder)) {
            listing.forEach(file -> files.put(file.getFileName().toString(), file));
        } catch (IOException e) {
            throw new PluginFolderException(List.of(new Failure(folder.toString(), unreadable(folder, e))));
        }
        return files;
    }

    private static PluginRejectedException unreadable(Path file, IOException cause) {
        return new PluginRejectedException(Code.FILE_UNREADABLE, List.of(), cause, file.toString(), cause.toString());
    }

    private static boolean isSignatureWithoutArchive(String name, Map<String, Path> files) {
        if (!name.toLowerCase(Locale.ROOT).endsWith(SIGNATURE_SUFFIX)) {
            return false;
        }
        return !files.containsKey(name.substring(0, name.length() - SIGNATURE_SUFFIX.length()));
    }

    /** One byte more than the limit is enough to be refused for. */
    private static byte[] read(Path file, int limit) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(limit + 1);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** @param sha256 of its archive, in lower-case hexadecimal */
    public Optional<LoadedPlugin> find(String sha256) {
        return Optional.ofNullable(loaded.get(sha256));
    }

    /** By id, then by version, the older first, then by digest. */
    public List<LoadedPlugin> all() {
        return loaded.values().stream()
                .sorted(Comparator.comparing(LoadedPlugin::ref).thenComparing(LoadedPlugin::sha256))
                .toList();
    }

    /**
     * Stops a plugin and closes its class loader. Who still holds the {@link LoadedPlugin} can read its pack, but must
     * not call its functions.
     *
     * @return whether it was loaded
     */
    public boolean unload(String sha256) {
        synchronized (lock) {
            var plugin = loaded.remove(sha256);
            if (plugin == null) {
                return false;
            }
            manager.unload(VersionedPluginManager.id(plugin.ref(), sha256));
            return true;
        }
    }

    /**
     * Unloads everything; closing again does nothing.
     *
     * @throws IllegalStateException if plugins failed to stop; all are unloaded nevertheless
     */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            var failure = new IllegalStateException("not all plugins stopped as they should");
            List.copyOf(loaded.keySet()).forEach(sha256 -> unload(sha256, failure));
            if (failure.getSuppressed().length > 0) {
                throw failure;
            }
        }
    }

    private void unload(String sha256, RuntimeException failure) {
        try {
            unload(sha256);
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }

    private String verifiedKey(PluginArchive archive, byte[] content) {
        PluginSignature signature;
        try {
            signature = PluginSignature.parse(content);
        } catch (IllegalArgumentException e) {
            throw archive.refused(Code.SIGNATURE_UNREADABLE);
        }
        var key =
                keys.find(signature.keyId()).orElseThrow(() -> archive.refused(Code.SIGNATURE_KEY, signature.keyId()));
        if (!signature.verify(key, archive.bytes())) {
            throw archive.refused(Code.SIGNATURE_WRONG, signature.keyId());
        }
        return signature.keyId();
    }

    private static boolean hasClasses(PluginArchive archive) {
        return archive.files().keySet().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith(".class"));
    }

    private static Pack readPack(PluginArchive archive) {
        try {
            return PACKS.read(PackFiles.of(archive.files()));
        } catch (PackRejectedException e) {
            throw archive.refused(Code.PACK_REJECTED, e.errors(), e, e.errors().size());
        }
    }

    private static Optional<Message> problemOf(String cel, List<Variable> variables) {
        try {
            Formula.compile(cel, variables);
            return Optional.empty();
        } catch (InvalidFormulaException e) {
            return Optional.of(e.message());
        }
    }

    /** Writes the checked bytes under their digest, once, and makes sure that they are what lies there. */
    private Path keep(byte[] bytes, String sha256) {
        var file = workFolder.resolve(sha256 + ".jar");
        try {
            if (!holds(file, bytes.length, sha256)) {
                var part = Files.createTempFile(workFolder, sha256, ".part");
                try {
                    Files.write(part, bytes);
                    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(part);
                }
                if (!holds(file, bytes.length, sha256)) {
                    throw new IOException(file + " is not what was written to it");
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(Path file, int size, String sha256) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == size
                && PluginArchive.sha256(Files.readAllBytes(file)).equals(sha256);
    }

    private List<CodedRule> start(
            PluginArchive archive, PluginManifest manifest, boolean code, Pack pack, String sha256) {
        var file = keep(archive.bytes(), sha256);
        var complete = false;
        try {
            var loader = manager.loadAndStart(file, manifest, sha256, code).getPluginClassLoader();
            var rules =
                    code ? EntryPoint.codedRules(archive, loader, manager.getExtensionFactory()) : List.<CodedRule>of();
            EntryPoint.checkFunctions(archive, pack, rules);
            complete = true;
            return rules;
        } catch (PluginRuntimeException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw archive.refused(Code.PLUGIN_NOT_STARTED, List.of(), cause, cause.toString());
        } finally {
            if (!complete) {
                manager.unload(VersionedPluginManager.id(manifest.ref(), sha256));
            }
        }
    }
}
