package cn.zhengping.app.units;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** What can be wrong with a unit or its catalogue. */
public enum UnitError implements ErrorCode {
    UNIT_UNKNOWN(ErrorKind.NOT_FOUND),
    UNIT_CLOSED(ErrorKind.CONFLICT),
    STALE_VERSION(ErrorKind.CONFLICT),
    NAME_ILL_FORMED(ErrorKind.BAD_REQUEST),
    DIVISION_UNKNOWN(ErrorKind.BAD_REQUEST),
    DIVISION_OUTSIDE_TENANT(ErrorKind.BAD_REQUEST),
    CATALOGUE_EMPTY(ErrorKind.BAD_REQUEST),
    CATALOGUE_TOO_LONG(ErrorKind.BAD_REQUEST),
    ITEM_TWICE(ErrorKind.BAD_REQUEST),
    ITEM_ILL_FORMED(ErrorKind.BAD_REQUEST),
    NO_DRAFT(ErrorKind.CONFLICT);

    private final ErrorKind kind;

    UnitError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
