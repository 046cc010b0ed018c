package cn.zhengping.pluginhost;

import cn.zhengping.pluginhost.PluginRejectedException.Code;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.pf4j.processor.IndexedExtensionStorage;

/** What a data pack must not hold. Its loader finds no classes anyway; this tells its author why, before it is loaded. */
final class DataPackRules {

    private static final Pattern CODE_NAME =
            Pattern.compile(".*\\.(?:class|jar|jmod|war|zip|so(?:\\.[0-9.]+)?|dll|dylib|jnilib|exe)");
    private static final String SERVICES = "meta-inf/services/";

    /** First bytes of class files and fat Mach-O, Mach-O in its four forms, ELF, Windows programs, and zip archives. */
    private static final List<String> CODE_MAGIC = List.of(
            "cafebabe", "feedface", "feedfacf", "cefaedfe", "cffaedfe", "7f454c46", "4d5a", "504b0304", "504b0506");

    private static final int LONGEST_MAGIC = 4;

    private DataPackRules() {}

    static void checkManifest(PluginArchive archive, PluginManifest manifest) {
        if (manifest.pluginClass() != null) {
            throw archive.refused(Code.PLUGIN_CLASS, manifest.pluginClass());
        }
    }

    static void checkFiles(PluginArchive archive) {
        archive.files().forEach((name, content) -> {
            if (hasCodeName(name)) {
                throw archive.refused(Code.CODE_ENTRY, name);
            }
            if (hasCodeMagic(content)) {
                throw archive.refused(Code.CODE_CONTENT, name);
            }
        });
    }

    private static boolean hasCodeName(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return CODE_NAME.matcher(lower).matches()
                || lower.startsWith(SERVICES)
                || name.equalsIgnoreCase(IndexedExtensionStorage.EXTENSIONS_RESOURCE);
    }

    private static boolean hasCodeMagic(byte[] content) {
        var start = HexFormat.of().formatHex(content, 0, Math.min(LONGEST_MAGIC, content.length));
        return CODE_MAGIC.stream().anyMatch(start::startsWith);
    }
}
