package cn.zhengping.app.search;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** How a request about searching can fail. */
public enum SearchError implements ErrorCode {
    TEXT_TOO_LONG(ErrorKind.BAD_REQUEST),
    TOO_MANY_WORDS(ErrorKind.BAD_REQUEST),
    ONLY_EXCLUSIONS(ErrorKind.BAD_REQUEST),
    TOO_MANY_FILTERS(ErrorKind.BAD_REQUEST),
    KIND_UNKNOWN(ErrorKind.BAD_REQUEST),
    /** Not one of this search, or older than cursors are kept. */
    SEARCH_CURSOR_INVALID(ErrorKind.BAD_REQUEST),
    /** The engine cannot be reached; what is committed meanwhile is found afterwards. */
    SEARCH_UNAVAILABLE(ErrorKind.CONFLICT),
    CRITERION_UNKNOWN(ErrorKind.NOT_FOUND),
    SAVED_SEARCH_UNKNOWN(ErrorKind.NOT_FOUND),
    SAVED_SEARCH_NAME_ILL_FORMED(ErrorKind.BAD_REQUEST),
    SAVED_SEARCH_NAME_TAKEN(ErrorKind.CONFLICT),
    TOO_MANY_SAVED_SEARCHES(ErrorKind.CONFLICT),
    STALE_VERSION(ErrorKind.CONFLICT),
    SYNONYM_ILL_FORMED(ErrorKind.BAD_REQUEST),
    SYNONYM_ALONE(ErrorKind.BAD_REQUEST),
    TOO_MANY_SYNONYMS(ErrorKind.BAD_REQUEST),
    REBUILD_UNKNOWN(ErrorKind.NOT_FOUND),
    REBUILD_OF_OTHERS(ErrorKind.FORBIDDEN),
    REBUILD_ENDED(ErrorKind.CONFLICT);

    private final ErrorKind kind;

    SearchError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
