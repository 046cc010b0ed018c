package cn.zhengping.app.graphql;

import static cn.zhengping.app.errors.ErrorKind.BAD_REQUEST;
import static cn.zhengping.app.errors.ErrorKind.CONFLICT;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** The failures that any request can meet, whatever it asks for. */
enum GraphQlErrorCode implements ErrorCode {
    // The HTTP request.
    METHOD_NOT_ALLOWED(BAD_REQUEST),
    CONTENT_TYPE_UNSUPPORTED(BAD_REQUEST),
    RESPONSE_TYPE_UNSUPPORTED(BAD_REQUEST),
    BODY_TOO_LARGE(BAD_REQUEST),
    BODY_NOT_JSON(BAD_REQUEST),
    BODY_INCOMPLETE(BAD_REQUEST),
    BATCH_REFUSED(BAD_REQUEST),

    // The document, and what it would cost.
    DOCUMENT_TOO_LONG(BAD_REQUEST),
    DOCUMENT_TOO_MANY_TOKENS(BAD_REQUEST),
    DOCUMENT_NESTED_TOO_DEEPLY(BAD_REQUEST),
    SYNTAX_ERROR(BAD_REQUEST),
    DOCUMENT_INVALID(BAD_REQUEST),
    OPERATION_UNKNOWN(BAD_REQUEST),
    VARIABLE_INVALID(BAD_REQUEST),
    QUERY_TOO_DEEP(BAD_REQUEST),
    QUERY_TOO_COSTLY(BAD_REQUEST),
    TOO_MANY_ALIASES(BAD_REQUEST),
    TOO_MANY_ROOT_FIELDS(BAD_REQUEST),
    INTROSPECTION_TOO_LARGE(BAD_REQUEST),
    SUBSCRIPTION_NEEDS_STREAM(BAD_REQUEST),

    // Arguments.
    POINTS_INVALID(BAD_REQUEST),
    DECIMAL_INVALID(BAD_REQUEST),
    DATE_INVALID(BAD_REQUEST),
    DATE_TIME_INVALID(BAD_REQUEST),
    BASE64_INVALID(BAD_REQUEST),
    BYTES_INVALID(BAD_REQUEST),
    ARGUMENT_INVALID(BAD_REQUEST),
    PAGE_TOO_LARGE(BAD_REQUEST),
    PAGE_SIZE_INVALID(BAD_REQUEST),
    PAGE_DIRECTION_UNCLEAR(BAD_REQUEST),
    CURSOR_INVALID(BAD_REQUEST),

    // Doing what was asked.
    NOT_FOUND(ErrorKind.NOT_FOUND),
    STALE_VERSION(CONFLICT),
    BUSY(CONFLICT),
    INTERNAL(ErrorKind.INTERNAL);

    private final ErrorKind kind;

    GraphQlErrorCode(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
