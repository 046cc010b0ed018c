package cn.zhengping.app.tenancy;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** What can be wrong with a tenant that is asked for. */
public enum TenancyError implements ErrorCode {
    TENANT_NOT_IN_DIRECTORY(ErrorKind.BAD_REQUEST),
    LEVEL_WITHOUT_TENANTS(ErrorKind.BAD_REQUEST),
    NO_TENANT(ErrorKind.FORBIDDEN);

    private final ErrorKind kind;

    TenancyError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
