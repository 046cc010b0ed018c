package cn.zhengping.pluginhost;

import cn.zhengping.spi.code.RegionPlugin;
import java.util.List;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * The loader of a code plugin: its own classes, the JDK, and of the host only the SPI with what the SPI is written with.
 * These shared packages always come from the host, whatever the archive holds, so that both sides mean the same class.
 */
final class CodeLoader extends PluginClassLoader {

    private static final List<String> SHARED = List.of("cn.zhengping.spi.", "org.jspecify.", "org.pf4j.", "org.slf4j.");

    CodeLoader(PluginManager manager, PluginDescriptor descriptor) {
        super(manager, descriptor, new SharedLoader());
    }

    @Override
    protected boolean shouldDelegateToParent(String className) {
        return isShared(className);
    }

    private static boolean isShared(String className) {
        return SHARED.stream().anyMatch(className::startsWith);
    }

    private static final class SharedLoader extends ClassLoader {

        SharedLoader() {
            super("zhengping-spi", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String className) throws ClassNotFoundException {
            if (isShared(className)) {
                return RegionPlugin.class.getClassLoader().loadClass(className);
            }
            throw new ClassNotFoundException(className);
        }
    }
}
