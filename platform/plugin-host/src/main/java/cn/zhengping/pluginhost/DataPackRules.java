package cn.zhengping.pluginhost;

import cn.zhengping.pluginhost.PluginRejectedException.Code;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.pf4j.processor.IndexedExtensionStorage;

/** What a data pack must not hold. Its loader finds no classes anyway; this tells its author why, before it is loaded. */
final class DataPackRules {

    private static final Pattern CODE_NAME = Pattern.compile(
            ".*\\.(?:class|jar|jmod|jimage|war|ear|zip|tar|gz|tgz|bz2|xz|7z|rar|zst|wasm|dex|so(?:\\.[0-9.]+)?|dll|dylib|jnilib|exe)");
    private static final String SERVICES = "meta-inf/services/";

    /**
     * First bytes of class files and fat Mach-O, jmod and jimage, Mach-O in its four forms, ELF, Windows programs,
     * WebAssembly, Android and LLVM code, serialized objects, scripts.
     */
    private static final List<String> CODE_MAGIC = List.of(
            "cafebabe",
            "4a4d0100",
            "cafedada",
            "dadafeca",
            "feedface",
            "feedfacf",
            "cefaedfe",
            "cffaedfe",
            "7f454c46",
            "4d5a",
            "0061736d",
            "6465780a",
            "4243c0de",
            "aced0005",
            "2321");

    /** First bytes of zip, gzip, bzip2, xz, 7z, rar, zstd, lz4, cab and ar: whatever is in them. */
    private static final List<String> ARCHIVE_MAGIC = List.of(
            "504b0304",
            "504b0506",
            "504b0708",
            "1f8b",
            "425a68",
            "fd377a585a00",
            "377abcaf271c",
            "526172211a07",
            "28b52ffd",
            "04224d18",
            "4d534346",
            "213c617263683e0a");

    private static final int LONGEST_MAGIC = 8;

    private static final byte[] ZIP_END = {'P', 'K', 5, 6};
    private static final byte[] TAR = {'u', 's', 't', 'a', 'r'};
    private static final int TAR_AT = 257;

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
        return CODE_MAGIC.stream().anyMatch(start::startsWith)
                || ARCHIVE_MAGIC.stream().anyMatch(start::startsWith)
                || isAt(TAR, content, TAR_AT)
                || endsAsZip(content);
    }

    /** A zip archive is found by its end, whatever stands before it: a picture, a PDF, a program. */
    private static boolean endsAsZip(byte[] content) {
        for (var at = 0; at <= content.length - ZIP_END.length; at++) {
            if (isAt(ZIP_END, content, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] magic, byte[] content, int at) {
        return at + magic.length <= content.length
                && Arrays.equals(magic, 0, magic.length, content, at, at + magic.length);
    }
}
