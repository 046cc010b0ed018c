package cn.zhengping.app.standards;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.errors.Problem;
import cn.zhengping.pluginhost.PluginRejectedException;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Message;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the plugin host says, for callers of the API. */
final class PluginProblems {

    private PluginProblems() {}

    static List<Problem> of(String fileName, List<PluginRejectedException> rejections) {
        return rejections.stream().flatMap(each -> of(fileName, each)).toList();
    }

    private static Stream<Problem> of(String fileName, PluginRejectedException rejection) {
        if (rejection.packErrors().isEmpty()) {
            return Stream.of(of(fileName, rejection.code().name(), rejection.reason()));
        }
        return rejection.packErrors().stream()
                .map(error -> new Problem(
                        error.code().name(),
                        error.file().isEmpty() ? fileName : error.file(),
                        error.line() == 0 ? null : error.line(),
                        error.column() == 0 ? null : error.column(),
                        error.path().isEmpty() ? null : error.path(),
                        error.message()));
    }

    static Problem of(String fileName, String code, Message message) {
        return new Problem(code, fileName, null, null, null, message);
    }

    static LocalizedText inBothLanguages(Message message) {
        return new LocalizedText(message.in(Locale.CHINESE), message.in(Locale.ENGLISH));
    }

    /** @param rejections at least one */
    static PlatformException rejected(String fileName, List<PluginRejectedException> rejections) {
        var message = Message.of(
                StandardsError.class.getPackageName() + ".messages",
                StandardsError.PLUGIN_REJECTED.name(),
                inBothLanguages(rejections.getFirst().reason()));
        return new PlatformException(StandardsError.PLUGIN_REJECTED, message, of(fileName, rejections));
    }
}
