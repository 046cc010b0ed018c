package cn.zhengping.app.database;

import cn.zhengping.spi.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The platform cannot start, and whoever started it can do something about it. Said in one line, in both languages. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailure(String key, Object about) {
        this(key, about, null);
    }

    StartFailure(String key, Object about, @Nullable Throwable cause) {
        super(said(key, about, cause), cause);
    }

    private static String said(String key, Object about, @Nullable Throwable cause) {
        var message = Message.of(
                StartFailure.class.getPackageName() + ".messages",
                key,
                about.toString(),
                cause == null ? "" : String.valueOf(cause.getMessage()));
        return message.in(Locale.CHINESE) + " / " + message.in(Locale.ENGLISH);
    }

    /** Makes Spring Boot print the line instead of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<StartFailure> {
        @Override
        protected FailureAnalysis analyze(Throwable root, StartFailure failure) {
            return new FailureAnalysis(String.valueOf(failure.getMessage()), null, failure);
        }
    }
}
