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
    PLUGIN_REJECTED(ErrorKind.BAD_REQUEST),
    /** Other bytes are there under the same id and version. */
    VERSION_TAKEN(ErrorKind.CONFLICT),
    /** A tenant hands in a code plugin. */
    CODE_BY_OPERATOR(ErrorKind.FORBIDDEN),
    /** What the database holds is not what was installed. */
    PLUGIN_DAMAGED(ErrorKind.INTERNAL),
    FILE_NAME_ILL_FORMED(ErrorKind.BAD_REQUEST),

    UPGRADE_TO_ITSELF(ErrorKind.BAD_REQUEST),
    PLUGIN_ALREADY_ACTIVE(ErrorKind.CONFLICT),
    NOTHING_TO_ROLL_BACK(ErrorKind.CONFLICT),

    STANDARD_IS_OWN(ErrorKind.CONFLICT),
    ADJUSTMENT_REFUSED(ErrorKind.BAD_REQUEST),

    UPLOAD_NOT_A_FORM(ErrorKind.BAD_REQUEST),
    UPLOAD_WITHOUT_PLUGIN(ErrorKind.BAD_REQUEST),
    UPLOAD_TOO_LARGE(ErrorKind.BAD_REQUEST);

    private final ErrorKind kind;

    StandardsError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
