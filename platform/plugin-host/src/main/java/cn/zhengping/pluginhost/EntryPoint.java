package cn.zhengping.pluginhost;

import cn.zhengping.packs.Pack;
import cn.zhengping.pluginhost.PluginRejectedException.Code;
import cn.zhengping.spi.code.CodedRule;
import cn.zhengping.spi.code.RegionPlugin;
import cn.zhengping.spi.standard.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pf4j.ExtensionFactory;
import org.pf4j.PluginRuntimeException;
import org.pf4j.processor.ExtensionStorage;
import org.pf4j.processor.IndexedExtensionStorage;

/**
 * Asks the one {@link RegionPlugin} of a code plugin for what it brings. PF4J's own finder is not used: it logs what it
 * cannot load, and opens archives through a cache that keeps them open.
 */
final class EntryPoint {

    private EntryPoint() {}

    /** @throws PluginRejectedException if there is not exactly one entry point, it fails, or functions collide */
    static List<CodedRule> codedRules(PluginArchive archive, ClassLoader loader, ExtensionFactory factory) {
        var regions = new ArrayList<Class<? extends RegionPlugin>>();
        for (var className : extensionNames(archive)) {
            try {
                var type = loader.loadClass(className);
                if (RegionPlugin.class.isAssignableFrom(type)) {
                    regions.add(type.asSubclass(RegionPlugin.class));
                }
            } catch (ClassNotFoundException | LinkageError e) {
                throw failed(archive, className, e);
            }
        }
        if (regions.size() != 1) {
            throw archive.refused(Code.ENTRY_POINT, regions.size());
        }
        var region = regions.getFirst();
        try {
            return byFunction(archive, factory.create(region).codedRules());
        } catch (PluginRejectedException e) {
            throw e;
        } catch (PluginRuntimeException e) {
            throw failed(archive, region.getName(), e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException | LinkageError e) {
            throw failed(archive, region.getName(), e);
        }
    }

    private static Set<String> extensionNames(PluginArchive archive) {
        var index = archive.files().get(IndexedExtensionStorage.EXTENSIONS_RESOURCE);
        var names = new TreeSet<String>();
        if (index != null) {
            try {
                ExtensionStorage.read(
                        new InputStreamReader(new ByteArrayInputStream(index), StandardCharsets.UTF_8), names);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    private static List<CodedRule> byFunction(PluginArchive archive, List<CodedRule> rules) {
        Map<String, CodedRule> byFunction = new TreeMap<>();
        for (var rule : rules) {
            if (byFunction.put(rule.function(), rule) != null) {
                throw archive.refused(Code.CODED_FUNCTION_DUPLICATE, rule.function());
            }
        }
        return List.copyOf(byFunction.values());
    }

    private static PluginRejectedException failed(PluginArchive archive, String className, Throwable cause) {
        return archive.refused(Code.ENTRY_POINT_FAILED, List.of(), cause, className, cause.toString());
    }

    /** @throws PluginRejectedException if a criterion names a function that none of these rules is */
    static void checkFunctions(PluginArchive archive, Pack pack, List<CodedRule> rules) {
        var functions = rules.stream().map(CodedRule::function).toList();
        pack.rubrics()
                .forEach(standard -> standard.criteria().forEach(criterion -> {
                    if (criterion.rule() instanceof Rule.Coded coded && !functions.contains(coded.function())) {
                        throw archive.refused(
                                Code.CODED_FUNCTION_MISSING, standard.id(), criterion.id(), coded.function());
                    }
                }));
    }

    /** @throws PluginRejectedException if a criterion of a data pack asks for code */
    static void checkNoFunctions(PluginArchive archive, Pack pack) {
        pack.rubrics()
                .forEach(standard -> standard.criteria().forEach(criterion -> {
                    if (criterion.rule() instanceof Rule.Coded) {
                        throw archive.refused(Code.CODED_RULE, standard.id(), criterion.id());
                    }
                }));
    }
}
