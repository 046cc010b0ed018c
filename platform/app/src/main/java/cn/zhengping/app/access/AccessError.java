package cn.zhengping.app.access;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** Why somebody may not, or cannot be given the right. */
public enum AccessError implements ErrorCode {
    NOT_LOGGED_IN(ErrorKind.UNAUTHORIZED),
    TOKEN_REFUSED(ErrorKind.UNAUTHORIZED),
    ROLE_MISSING(ErrorKind.FORBIDDEN),
    OUTSIDE_SCOPE(ErrorKind.FORBIDDEN),
    ACCOUNT_UNKNOWN(ErrorKind.NOT_FOUND),
    LOGIN_IN_USE(ErrorKind.CONFLICT),
    LOGIN_ILL_FORMED(ErrorKind.BAD_REQUEST),
    DIVISION_NOT_IN_TENANT(ErrorKind.BAD_REQUEST),
    NAME_MISSING(ErrorKind.BAD_REQUEST),
    ROLE_NOT_GRANTABLE(ErrorKind.FORBIDDEN);

    private final ErrorKind kind;

    AccessError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
