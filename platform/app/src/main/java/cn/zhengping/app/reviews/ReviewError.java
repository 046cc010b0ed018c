package cn.zhengping.app.reviews;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** How a request about a score sheet can fail. What is wrong with a single answer says the scoring engine, by codes of its own. */
public enum ReviewError implements ErrorCode {
    SHEET_UNKNOWN(ErrorKind.NOT_FOUND),
    NOT_CONSOLIDATED(ErrorKind.NOT_FOUND),
    STALE_VERSION(ErrorKind.CONFLICT),
    NOT_LEADER(ErrorKind.FORBIDDEN),

    // Where the campaign stands.
    REVIEW_NOT_BEGUN(ErrorKind.CONFLICT),
    REVIEW_OVER(ErrorKind.CONFLICT),

    // A member's sheet.
    SHEET_ALREADY_SUBMITTED(ErrorKind.CONFLICT),
    SHEET_NOT_SUBMITTED(ErrorKind.CONFLICT),
    SHEET_UNDER_SIGNATURE(ErrorKind.CONFLICT),
    SHEET_INCOMPLETE(ErrorKind.CONFLICT),
    EVIDENCE_MISSING(ErrorKind.CONFLICT),
    INPUT_MISSING(ErrorKind.CONFLICT),

    // What is entered.
    NOTHING_ENTERED(ErrorKind.BAD_REQUEST),
    ANSWER_TWICE(ErrorKind.BAD_REQUEST),
    ID_TWICE(ErrorKind.BAD_REQUEST),
    MONTH_ILL_FORMED(ErrorKind.BAD_REQUEST),
    NOT_ANSWERED(ErrorKind.BAD_REQUEST),
    NOTE_TOO_LONG(ErrorKind.BAD_REQUEST),
    EVIDENCE_ILL_FORMED(ErrorKind.BAD_REQUEST),
    EVIDENCE_TOO_MUCH(ErrorKind.BAD_REQUEST),
    EVIDENCE_NOT_HANDED_IN(ErrorKind.BAD_REQUEST),
    EVIDENCE_GONE(ErrorKind.CONFLICT),

    // What the organiser records.
    INPUT_UNKNOWN(ErrorKind.BAD_REQUEST),
    INPUT_OUT_OF_RANGE(ErrorKind.BAD_REQUEST),
    INPUT_SOURCE_MISSING(ErrorKind.BAD_REQUEST),

    // Consolidating.
    MEMBERS_MISSING(ErrorKind.CONFLICT),
    NO_SHEET_COUNTS(ErrorKind.CONFLICT),
    EXCUSED_UNKNOWN(ErrorKind.BAD_REQUEST),
    EXCUSED_TWICE(ErrorKind.BAD_REQUEST),
    EXCUSED_HAS_SUBMITTED(ErrorKind.CONFLICT),
    NOTHING_TO_SETTLE(ErrorKind.CONFLICT),
    AVERAGE_IMPOSSIBLE(ErrorKind.BAD_REQUEST),
    AGREED_ANSWER_MISSING(ErrorKind.BAD_REQUEST),
    AGREED_ANSWER_UNEXPECTED(ErrorKind.BAD_REQUEST),
    WORDS_MISSING(ErrorKind.BAD_REQUEST),
    WORDS_TOO_LONG(ErrorKind.BAD_REQUEST),
    UNSETTLED(ErrorKind.CONFLICT),
    ALREADY_SIGNED(ErrorKind.CONFLICT),
    NOT_SIGNED(ErrorKind.CONFLICT),
    REASON_MISSING(ErrorKind.BAD_REQUEST);

    private final ErrorKind kind;

    ReviewError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
