package cn.zhengping.scoring;

import cn.zhengping.spi.Message;
import java.util.Locale;

/** A standard that cannot be scored. The message tells its author what to change. */
public final class InvalidStandardException extends RuntimeException {

    private final Code code;
    private final String criterionId;
    private final Message message;

    InvalidStandardException(Code code, String criterionId, Object... details) {
        var said = Bundle.message(code.key(), criterionId, details);
        super(said.in(Locale.ENGLISH));
        this.code = code;
        this.criterionId = criterionId;
        this.message = said;
    }

    InvalidStandardException(String criterionId, InvalidFormulaException cause) {
        super(criterionId + ": " + cause.getMessage(), cause);
        this.code = Code.FORMULA;
        this.criterionId = criterionId;
        this.message = cause.message();
    }

    public Code code() {
        return code;
    }

    public String criterionId() {
        return criterionId;
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
        /** The rule gives points, and the criterion or the rule does not say how many. */
        POINTS_MISSING;

        String key() {
            return Bundle.key("standard", this);
        }
    }
}
