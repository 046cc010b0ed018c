package cn.zhengping.scoring;

import cn.zhengping.spi.Message;
import java.util.Locale;

/** A standard that cannot be scored. The message tells its author what to change. */
public final class InvalidStandardException extends RuntimeException {

    private final Code code;
    private final String id;
    private final Message message;

    InvalidStandardException(Code code, String id, Object... details) {
        var said = Bundle.message(code.key(), id, details);
        super(said.in(Locale.ENGLISH));
        this.code = code;
        this.id = id;
        this.message = said;
    }

    InvalidStandardException(String id, InvalidFormulaException cause) {
        super(id + ": " + cause.getMessage(), cause);
        this.code = Code.FORMULA;
        this.id = id;
        this.message = cause.message();
    }

    public Code code() {
        return code;
    }

    /** Of the criterion, the cap or the item that is wrong. */
    public String id() {
        return id;
    }

    /** For the author; of a formula, what the formula's own exception says. */
    public Message message() {
        return message;
    }

    /** What is wrong with a standard. Each constant but the first is a key {@code standard.*} of the bundle. */
    public enum Code {
        /** The cause is an {@link InvalidFormulaException}. */
        FORMULA,
        /** No coded rule of this name was handed in. */
        UNKNOWN_FUNCTION,
        /** A derived criterion names a section or criterion that is not there. */
        UNKNOWN_TERM,
        /** A derived criterion draws on itself. */
        CYCLE,
        /** An item waits for criteria of a tenant's own. */
        UNFINISHED,
        /**
         * Two caps share some of their criteria, and each has others besides: what counts would depend on which of them
         * is applied first.
         */
        CAPS_CROSS,
        /** The rule gives points, and the criterion or the rule does not say how many. */
        POINTS_MISSING;

        String key() {
            return Bundle.key("standard", this);
        }
    }
}
