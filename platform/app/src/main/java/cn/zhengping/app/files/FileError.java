package cn.zhengping.app.files;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** How a request about files can fail. */
public enum FileError implements ErrorCode {
    FILE_UNKNOWN(ErrorKind.NOT_FOUND),

    // Beginning an upload.
    FILE_NAME_ILL_FORMED(ErrorKind.BAD_REQUEST),
    FILE_EMPTY(ErrorKind.BAD_REQUEST),
    DIGEST_ILL_FORMED(ErrorKind.BAD_REQUEST),
    FILE_TOO_LARGE(ErrorKind.BAD_REQUEST),
    TOO_MANY_FILES(ErrorKind.CONFLICT),
    STORAGE_FULL(ErrorKind.CONFLICT),
    LIMIT_INVALID(ErrorKind.BAD_REQUEST),

    // Using a link.
    LINK_INVALID(ErrorKind.NOT_FOUND),
    LINK_EXPIRED(ErrorKind.NOT_FOUND),
    METHOD_UNSUPPORTED(ErrorKind.BAD_REQUEST),
    VARIANT_MISSING(ErrorKind.NOT_FOUND),
    ALREADY_COMPLETE(ErrorKind.CONFLICT),
    SIZE_DIFFERS(ErrorKind.BAD_REQUEST),
    DIGEST_DIFFERS(ErrorKind.BAD_REQUEST),
    BROKEN_OFF(ErrorKind.BAD_REQUEST),
    OFFSET_DIFFERS(ErrorKind.CONFLICT),
    PARTS_TOO_MANY(ErrorKind.BAD_REQUEST),
    CHECKSUM_DIFFERS(ErrorKind.BAD_REQUEST),
    TUS_HEADER_INVALID(ErrorKind.BAD_REQUEST),
    TUS_TYPE_UNSUPPORTED(ErrorKind.BAD_REQUEST),
    TUS_VERSION_UNKNOWN(ErrorKind.BAD_REQUEST),
    STORE_UNREACHABLE(ErrorKind.INTERNAL);

    private final ErrorKind kind;

    FileError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
