package cn.zhengping.scoring;

import cn.zhengping.spi.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An answer that does not fit its criterion. The message tells the reviewer what to answer instead. */
public final class InvalidAnswerException extends RuntimeException {

    private final Code code;
    private final String criterionId;
    private final Message message;

    InvalidAnswerException(Code code, String criterionId, Object... details) {
        this(null, code, criterionId, details);
    }

    InvalidAnswerException(@Nullable Throwable cause, Code code, String criterionId, Object... details) {
        var said = Bundle.message(code.key(), criterionId, details);
        super(said.in(Locale.ENGLISH), cause);
        this.code = code;
        this.criterionId = criterionId;
        this.message = said;
    }

    public Code code() {
        return code;
    }

    /** Of the answer, also where the standard has no such criterion. */
    public String criterionId() {
        return criterionId;
    }

    /** For the reviewer. */
    public Message message() {
        return message;
    }

    /** What is wrong with an answer. Each constant is a key {@code answer.*} of the bundle. */
    public enum Code {
        /** The standard has no such criterion. */
        UNKNOWN_CRITERION,
        /** The criterion is not for this unit. */
        DOES_NOT_APPLY,
        /** A derived criterion is computed, not answered. */
        NOT_ANSWERED_BY_ANYBODY,
        /** An answer of another rule's kind. */
        WRONG_KIND,
        NOT_APPLICABLE_REFUSED,
        /** Everything that carries points was answered 'not applicable', so that nothing is left to scale up. */
        NOTHING_APPLICABLE,
        REASON_MISSING,
        EXEMPTION_MISSING,
        EXEMPTION_UNEXPECTED,
        UNKNOWN_EXEMPTION,
        UNKNOWN_TIER,
        UNKNOWN_CLASS,
        /** The rule has a window, or a cap a period, and the member bears no date. */
        DATE_MISSING,
        DATE_AFTER_SCORING,
        /** A member of an open class does not say what it is. */
        TEXT_MISSING,
        /** Named as missing, but neither expected nor in the catalogue. */
        NOT_EXPECTED,
        /** The unit has no published catalogue to compare with. */
        NO_CATALOGUE,
        QUANTITY_MISSING,
        QUANTITY_UNEXPECTED,
        UNKNOWN_QUANTITY,
        UNIT_MISMATCH,
        /** More digits than any quantity of this world needs: 15 before the point, 9 behind it. */
        NUMBER_TOO_LONG,
        POINTS_OUT_OF_RANGE,
        POINTS_OFF_STEP,
        PART_MISSING,
        PART_OF_WRONG_KIND,
        /** Found 'met' although a part does not hold. */
        PART_DOES_NOT_HOLD,
        UNKNOWN_PART,
        UNKNOWN_ENTRY,
        NEGATIVE_COUNT,
        VARIANT_MISSING,
        VARIANT_UNEXPECTED,
        UNKNOWN_VARIANT,
        UNKNOWN_MULTIPLE,
        RAISED_NOT_ALLOWED,
        RAISED_OUT_OF_RANGE,
        PROVED_MISSING,
        PROVED_UNEXPECTED,
        /** What is proved is no criterion of this unit that deducts by itself. */
        UNKNOWN_PROVED,
        FINDING_MISSING,
        UNKNOWN_REQUIREMENT,
        /** An exception to a requirement that is not soft. */
        NOT_EXCEPTABLE,
        VALUE_MISSING,
        VALUE_OUT_OF_BOUNDS,
        /** More than the three decimals that a formula sees. */
        VALUE_TOO_PRECISE,
        UNKNOWN_VARIABLE,
        /** Division by zero or an overflow at these values. */
        FORMULA_FAILED,
        FORMULA_TOO_COSTLY,
        /** A formula's or a function's result is not between zero and the criterion's points. */
        RESULT_OUT_OF_RANGE,
        /** The code plugin's function threw. */
        FUNCTION_FAILED,
        NOT_JSON,
        UNKNOWN_ANSWER_KIND,
        UNKNOWN_FIELD,
        FIELD_MISSING,
        FIELD_MALFORMED;

        String key() {
            return Bundle.key("answer", this);
        }
    }
}
