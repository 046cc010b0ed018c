package cn.zhengping.scoring;

import cn.zhengping.spi.Message;
import java.util.Locale;

/** A formula that the engine refuses to run. The message tells the standard's author what to change. */
public final class InvalidFormulaException extends RuntimeException {

    private final Code code;
    private final Message message;

    InvalidFormulaException(Code code, Object... arguments) {
        var said = Message.of(Bundle.NAME, code.key(), arguments);
        super(said.in(Locale.ENGLISH));
        this.code = code;
        this.message = said;
    }

    public Code code() {
        return code;
    }

    /** For the author. */
    public Message message() {
        return message;
    }

    /** What is wrong with a formula. Each constant is a key {@code formula.*} of the bundle. */
    public enum Code {
        TOO_LONG,
        TOO_DEEP,
        /** More parts than a formula may have. */
        TOO_LARGE,
        /** A literal, variable or value in between that is no whole number, no yes or no, and no flat list of those. */
        FORBIDDEN_TYPE,
        /** CEL cannot read it: syntax, an unknown name, operands that do not fit. */
        REFUSED,
        /** Its result is not a whole number. */
        WRONG_RESULT;

        String key() {
            return Bundle.key("formula", this);
        }
    }
}
