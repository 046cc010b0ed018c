package cn.zhengping.tenants.database;

import cn.zhengping.spi.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The database or a changelog is not as it has to be; said to an operator or to the author of the changelog. */
public final class DatabaseSetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient Message said;

    DatabaseSetupException(Code code, @Nullable Throwable cause, Object... arguments) {
        this(code, cause, Message.of("cn.zhengping.tenants.database.messages", code.name(), arguments));
    }

    private DatabaseSetupException(Code code, @Nullable Throwable cause, Message said) {
        super(code.name() + ": " + said.in(Locale.ENGLISH), cause);
        this.code = code;
        this.said = said;
    }

    public Code code() {
        return code;
    }

    public Message said() {
        return said;
    }

    /** What is wrong. */
    public enum Code {
        SERVER_TOO_OLD,
        POOL_ROLE_TOO_MIGHTY,
        RIGHTS_LEFT_TO_PUBLIC,
        CHANGELOG_UNREADABLE,
        CHANGELOG_TWICE,
        CHANGE_SET_TWICE,
        CHANGE_SET_EMPTY,
        CHANGE_SET_INVALID,
        CHANGE_SET_UNSUPPORTED,
        CHANGE_SET_EDITED
    }
}
