package cn.zhengping.app.policies;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** What can be wrong with a document of the library, or with a citation. */
public enum PolicyError implements ErrorCode {
    LIBRARY_UNKNOWN(ErrorKind.NOT_FOUND),
    DOCUMENT_UNKNOWN(ErrorKind.NOT_FOUND),
    CLAUSE_UNKNOWN(ErrorKind.NOT_FOUND),
    CITATION_UNKNOWN(ErrorKind.NOT_FOUND),
    UPLOAD_UNKNOWN(ErrorKind.NOT_FOUND),
    STALE_VERSION(ErrorKind.CONFLICT),
    TEXT_EMPTY(ErrorKind.BAD_REQUEST),
    TEXT_TOO_LONG(ErrorKind.BAD_REQUEST),
    TOO_MANY_CLAUSES(ErrorKind.BAD_REQUEST),
    FILE_NOT_READ_YET(ErrorKind.CONFLICT),
    FILE_UNREADABLE(ErrorKind.BAD_REQUEST),
    FILE_WITHOUT_TEXT(ErrorKind.BAD_REQUEST),
    FILE_IMPORTED_ALREADY(ErrorKind.CONFLICT),
    TITLE_MISSING(ErrorKind.BAD_REQUEST),
    TITLE_ILL_FORMED(ErrorKind.BAD_REQUEST),
    ISSUER_MISSING(ErrorKind.CONFLICT),
    ISSUER_ILL_FORMED(ErrorKind.BAD_REQUEST),
    NUMBER_ILL_FORMED(ErrorKind.BAD_REQUEST),
    NUMBER_TAKEN(ErrorKind.CONFLICT),
    VALIDITY_CONTRADICTORY(ErrorKind.BAD_REQUEST),
    REGION_UNKNOWN(ErrorKind.BAD_REQUEST),
    REGION_ELSEWHERE(ErrorKind.BAD_REQUEST),
    ALREADY_PUBLISHED(ErrorKind.CONFLICT),
    NOT_PUBLISHED(ErrorKind.CONFLICT),
    ALREADY_REPEALED(ErrorKind.CONFLICT),
    NOT_REPEALED(ErrorKind.CONFLICT),
    REPEALED_BY_ITSELF(ErrorKind.BAD_REQUEST),
    DOCUMENT_CITED(ErrorKind.CONFLICT),
    CLAUSE_CITED(ErrorKind.CONFLICT),
    CRITERION_UNKNOWN(ErrorKind.NOT_FOUND);

    private final ErrorKind kind;

    PolicyError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
