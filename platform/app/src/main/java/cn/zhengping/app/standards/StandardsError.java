package cn.zhengping.app.standards;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** What can be wrong with a plugin or with what is asked of it. */
public enum StandardsError implements ErrorCode {
    REF_ILL_FORMED(ErrorKind.BAD_REQUEST),
    PLUGIN_UNKNOWN(ErrorKind.NOT_FOUND),
    PLUGIN_NOT_ACTIVE(ErrorKind.CONFLICT),
    STANDARD_UNKNOWN(ErrorKind.NOT_FOUND),
    TEMPLATE_UNKNOWN(ErrorKind.NOT_FOUND),
    /** It leaves items without criteria to whoever adjusts it. */
    STANDARD_UNFINISHED(ErrorKind.CONFLICT),
    PLUGIN_REJECTED(ErrorKind.BAD_REQUEST);

    private final ErrorKind kind;

    StandardsError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
