package cn.zhengping.pluginhost;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultPluginManager;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.Plugin;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;

/**
 * PF4J with several versions of one id side by side: it knows a plugin by {@code id@version#sha256}. It takes what was checked
 * and nothing else, looks for no plugins by itself, and throws where PF4J would log.
 *
 * <p>Not thread-safe, as PF4J is not.
 */
final class VersionedPluginManager extends DefaultPluginManager {

    /** What was checked, by the path that it is loaded from. */
    private final Map<Path, CheckedDescriptor> checked = new HashMap<>();

    VersionedPluginManager(Path workFolder, String hostVersion) {
        super(workFolder);
        setSystemVersion(hostVersion);
    }

    /** What PF4J knows these bytes by. */
    static String id(PluginRef ref, String sha256) {
        return ref + "#" + sha256;
    }

    /**
     * Loads and starts a plugin that was checked.
     *
     * @throws PluginRuntimeException if it cannot be loaded or its plugin class fails to start; the caller unloads
     *     what there is of it
     */
    PluginWrapper loadAndStart(Path archive, PluginManifest manifest, String sha256, boolean code) {
        var id = id(manifest.ref(), sha256);
        checked.put(archive, new CheckedDescriptor(id, manifest, code));
        try {
            loadPlugin(archive);
            var wrapper = getPlugin(id);
            if (startPlugin(id) != PluginState.STARTED) {
                throw new PluginRuntimeException(wrapper.getFailedException(), "{} did not start", id);
            }
            return wrapper;
        } finally {
            checked.remove(archive);
        }
    }

    /** Stops and unloads one plugin, if it is there, and closes its class loader, even if stopping fails. */
    void unload(String id) {
        var wrapper = getPlugin(id);
        if (wrapper == null) {
            return;
        }
        try {
            unloadPlugin(id);
        } catch (Error e) {
            // PF4J takes care of exceptions only, and does not stop what has failed.
            wrapper.setPluginState(PluginState.FAILED);
            unloadPlugin(id);
            throw e;
        } finally {
            // PF4J keeps a plugin, and so its class loader, that throws while it stops.
            getStartedPlugins().remove(wrapper);
        }
    }

    /** The id has the version in it. */
    @Override
    protected String getPluginLabel(PluginDescriptor descriptor) {
        return descriptor.getPluginId();
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new ManifestPluginDescriptorFinder() {
            @Override
            public PluginDescriptor find(Path archive) {
                var descriptor = checked.get(archive);
                if (descriptor == null) {
                    throw new PluginRuntimeException("not checked: {}", archive);
                }
                return descriptor;
            }
        };
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new PluginLoader() {
            @Override
            public boolean isApplicable(Path archive) {
                return checked.containsKey(archive);
            }

            @Override
            public ClassLoader loadPlugin(Path archive, PluginDescriptor descriptor) {
                PluginClassLoader loader = ((CheckedDescriptor) descriptor).code
                        ? new CodeLoader(VersionedPluginManager.this, descriptor)
                        : new ResourceLoader(VersionedPluginManager.this, descriptor);
                loader.addFile(archive.toFile());
                // Opens the archive, so that it is this file to the end.
                if (loader.findResource(JarFile.MANIFEST_NAME) == null) {
                    throw new PluginRuntimeException("cannot open {}", archive);
                }
                return loader;
            }
        };
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return wrapper -> {
            if (!(wrapper.getDescriptor() instanceof CheckedDescriptor descriptor) || !descriptor.hasPluginClass) {
                return new Plugin();
            }
            try {
                return wrapper.getPluginClassLoader()
                        .loadClass(descriptor.getPluginClass())
                        .asSubclass(Plugin.class)
                        .getConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException | ClassCastException e) {
                throw new PluginRuntimeException(e, "{} is no class of a plugin", descriptor.getPluginClass());
            }
        };
    }

    /** No plugin is switched off by a file that lies about. */
    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new PluginStatusProvider() {
            @Override
            public boolean isPluginDisabled(String id) {
                return false;
            }

            @Override
            public void disablePlugin(String id) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void enablePlugin(String id) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return new PluginRepository() {
            @Override
            public List<Path> getPluginPaths() {
                return List.of();
            }

            @Override
            public boolean deletePluginPath(Path archive) {
                return false;
            }
        };
    }

    private static final class CheckedDescriptor extends DefaultPluginDescriptor {

        private final boolean code;
        private final boolean hasPluginClass;

        CheckedDescriptor(String id, PluginManifest manifest, boolean code) {
            super(
                    id,
                    "",
                    manifest.pluginClass() == null ? Plugin.class.getName() : manifest.pluginClass(),
                    manifest.ref().version(),
                    manifest.requires(),
                    manifest.provider(),
                    manifest.licence());
            this.code = code;
            this.hasPluginClass = manifest.pluginClass() != null;
        }
    }
}
