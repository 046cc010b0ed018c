package cn.zhengping.pluginhost;

import cn.zhengping.packs.PackError;
import cn.zhengping.spi.Message;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plugin is not taken, and nothing of it stays loaded. The message tells its author or the operator what to do. */
public final class PluginRejectedException extends RuntimeException {

    static final String BUNDLE = "cn.zhengping.pluginhost.messages";

    private final Code code;
    private final transient Message reason;
    private final transient List<PackError> packErrors;

    PluginRejectedException(Code code, List<PackError> packErrors, @Nullable Throwable cause, Object... arguments) {
        var message = Message.of(BUNDLE, code.name(), arguments);
        super(code + ": " + inBothLanguages(message, packErrors), cause);
        this.code = code;
        this.reason = message;
        this.packErrors = List.copyOf(packErrors);
    }

    PluginRejectedException(Code code, Object... arguments) {
        this(code, List.of(), null, arguments);
    }

    private static String inBothLanguages(Message message, List<PackError> packErrors) {
        return Stream.concat(
                        Stream.of(message.in(Locale.CHINESE) + " / " + message.in(Locale.ENGLISH)),
                        packErrors.stream().map(error -> error.in(Locale.CHINESE) + " / " + error.in(Locale.ENGLISH)))
                .collect(Collectors.joining("\n"));
    }

    public Code code() {
        return code;
    }

    public Message reason() {
        return reason;
    }

    /** What is wrong inside the pack; empty unless the code is {@link Code#PACK_REJECTED}. */
    public List<PackError> packErrors() {
        return packErrors;
    }

    /** Why a plugin is not taken. */
    public enum Code {
        /** The bytes do not end with the directory of a plain zip archive. */
        NOT_AN_ARCHIVE,
        ARCHIVE_TOO_LARGE,
        TOO_MANY_ENTRIES,
        UNPACKED_TOO_LARGE,
        COMPRESSION_RATIO,
        /** Directory and local headers disagree, or something lies between the entries. */
        ARCHIVE_INCONSISTENT,
        /** Encrypted, packed by another method than deflate, or damaged. */
        ENTRY_UNREADABLE,
        ENTRY_NAME,
        ENTRY_DUPLICATE,
        /** A symbolic link, a device, or anything else that is neither file nor folder. */
        ENTRY_LINK,
        /** An extra field that some reader goes by: another name or size, the target of a link. */
        ENTRY_EXTRA,

        MANIFEST_MISSING,
        MANIFEST_UNREADABLE,
        MANIFEST_FIELD_MISSING,
        MANIFEST_FIELD_TWICE,
        PLUGIN_ID,
        PLUGIN_VERSION,
        REQUIRES_UNREADABLE,
        HOST_VERSION,
        CLASS_PATH,
        PLUGIN_DEPENDENCIES,

        /** A data pack names a plugin class. */
        PLUGIN_CLASS,
        /** A data pack has a file whose name says that it is code. */
        CODE_ENTRY,
        /** A data pack has a file whose content is code, whatever it is called. */
        CODE_CONTENT,
        /** A data pack has a criterion with a {@code coded} rule. */
        CODED_RULE,

        SIGNATURE_UNREADABLE,
        SIGNATURE_KEY,
        SIGNATURE_WRONG,
        SIGNATURE_WITHOUT_ARCHIVE,

        PACK_REJECTED,
        /** A folder holds other bytes under the same id and version. */
        VERSION_TAKEN,
        PLUGIN_NOT_STARTED,
        /** A code plugin has no {@code RegionPlugin}, or more than one. */
        ENTRY_POINT,
        ENTRY_POINT_FAILED,
        CODED_FUNCTION_DUPLICATE,
        CODED_FUNCTION_MISSING,

        FILE_UNREADABLE
    }
}
