package cn.zhengping.app.errors;

import cn.zhengping.spi.Message;
import java.util.List;
import java.util.Locale;

/**
 * A request that cannot be done, with a message that tells the user what to do next. Thrown before anything is changed,
 * or inside the transaction that it rolls back.
 */
public final class PlatformException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final transient Message said;
    private final transient List<Problem> problems;

    public PlatformException(ErrorCode code, Object... arguments) {
        this(code, Message.of(code.getClass().getPackageName() + ".messages", code.name(), arguments));
    }

    /** For a failure that another module has already put into words. */
    public PlatformException(ErrorCode code, Message said) {
        this(code, said, List.of());
    }

    /** For several things that are wrong at once. */
    public PlatformException(ErrorCode code, Message said, List<Problem> problems) {
        super(code.name() + ": " + said.in(Locale.ENGLISH));
        this.code = code;
        this.said = said;
        this.problems = List.copyOf(problems);
    }

    public ErrorCode code() {
        return code;
    }

    public Message said() {
        return said;
    }

    /** Each by itself; empty where the message says it all. */
    public List<Problem> problems() {
        return problems;
    }
}
