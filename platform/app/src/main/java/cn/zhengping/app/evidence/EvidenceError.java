package cn.zhengping.app.evidence;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** How a request about evidence can fail. */
public enum EvidenceError implements ErrorCode {
    EVIDENCE_UNKNOWN(ErrorKind.NOT_FOUND),
    ATTACHMENT_UNKNOWN(ErrorKind.NOT_FOUND),
    /** It is another feature's, another unit's, or there is none. */
    UPLOAD_UNKNOWN(ErrorKind.NOT_FOUND),
    STALE_VERSION(ErrorKind.CONFLICT),
    EVIDENCE_WITHDRAWN(ErrorKind.CONFLICT),
    /** A signed sheet rests on it. */
    EVIDENCE_SIGNED(ErrorKind.CONFLICT),
    UNIT_CLOSED(ErrorKind.CONFLICT),
    REVIEW_NOT_RUNNING(ErrorKind.CONFLICT),

    // What it consists of.
    TITLE_ILL_FORMED(ErrorKind.BAD_REQUEST),
    NOTE_TOO_LONG(ErrorKind.BAD_REQUEST),
    ADDRESS_ILL_FORMED(ErrorKind.BAD_REQUEST),
    REASON_ILL_FORMED(ErrorKind.BAD_REQUEST),
    COPIES_TOO_MANY(ErrorKind.BAD_REQUEST),
    FILE_TWICE(ErrorKind.BAD_REQUEST),
    FILE_NOT_COMPLETE(ErrorKind.CONFLICT),
    FILE_IN_USE(ErrorKind.CONFLICT),
    NOT_A_PHOTO(ErrorKind.BAD_REQUEST),
    NOTHING_CHANGED(ErrorKind.BAD_REQUEST),
    NOTHING_GIVEN(ErrorKind.BAD_REQUEST),
    UPLOADS_TOO_MANY(ErrorKind.BAD_REQUEST),
    RANGE_INVALID(ErrorKind.BAD_REQUEST),

    // How much there may be.
    UNIT_FULL(ErrorKind.CONFLICT),
    CRITERION_FULL(ErrorKind.CONFLICT),
    ATTACHMENTS_FULL(ErrorKind.CONFLICT),
    REVISIONS_FULL(ErrorKind.CONFLICT),

    // Attaching and handing in.
    CRITERION_UNKNOWN(ErrorKind.BAD_REQUEST),
    CRITERION_TWICE(ErrorKind.BAD_REQUEST),
    INCIDENT_IMPOSSIBLE(ErrorKind.BAD_REQUEST),
    ALREADY_ATTACHED(ErrorKind.CONFLICT),
    APPLICATION_OF_OTHER_UNIT(ErrorKind.BAD_REQUEST),
    /** It was made by a reviewer, and lies with the organiser already. */
    EVIDENCE_OF_REVIEW(ErrorKind.BAD_REQUEST),
    /** It belongs to a unit, which hands it in. */
    EVIDENCE_OF_UNIT(ErrorKind.BAD_REQUEST),
    NOT_HANDED_IN(ErrorKind.BAD_REQUEST),
    HANDED_IN(ErrorKind.BAD_REQUEST),
    ALREADY_TAKEN_BACK(ErrorKind.CONFLICT);

    private final ErrorKind kind;

    EvidenceError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
