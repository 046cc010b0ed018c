package cn.zhengping.app.requests;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** What is wrong with a key of a request. */
public enum RequestError implements ErrorCode {
    IDEMPOTENCY_KEY_ILL_FORMED(ErrorKind.BAD_REQUEST),
    IDEMPOTENCY_CONFLICT(ErrorKind.CONFLICT);

    private final ErrorKind kind;

    RequestError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
