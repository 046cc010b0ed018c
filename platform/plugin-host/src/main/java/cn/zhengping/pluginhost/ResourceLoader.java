package cn.zhengping.pluginhost;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/** The loader of a data pack: finds the files of its archive, and no class whatsoever. */
final class ResourceLoader extends PluginClassLoader {

    ResourceLoader(PluginManager manager, PluginDescriptor descriptor) {
        super(manager, descriptor, ClassLoader.getPlatformClassLoader());
    }

    @Override
    public Class<?> loadClass(String className) throws ClassNotFoundException {
        throw new ClassNotFoundException(className + " (a data pack has no classes)");
    }

    @Override
    protected Class<?> findClass(String className) throws ClassNotFoundException {
        throw new ClassNotFoundException(className + " (a data pack has no classes)");
    }

    @Override
    public @Nullable URL getResource(String name) {
        return findResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return findResources(name);
    }
}
