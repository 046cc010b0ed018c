package cn.zhengping.app.titles;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** How a request about results and titles can fail. */
public enum TitleError implements ErrorCode {
    RESULT_UNKNOWN(ErrorKind.NOT_FOUND),
    /** Also for whoever may not know that there are results. */
    NOT_PUBLISHED(ErrorKind.NOT_FOUND),
    APPLICATION_WITHDRAWN(ErrorKind.CONFLICT),
    NOT_SIGNED(ErrorKind.CONFLICT),
    SIGNATURE_BROKEN(ErrorKind.CONFLICT),
    ALREADY_VERIFIED(ErrorKind.CONFLICT),
    ALREADY_PUBLISHED(ErrorKind.CONFLICT),
    UNVERIFIED(ErrorKind.CONFLICT),
    CAMPAIGN_NOT_FINISHED(ErrorKind.CONFLICT),
    /** A plugin has none of the standards that a campaign was judged by. */
    NO_COMMON_STANDARD(ErrorKind.CONFLICT);

    private final ErrorKind kind;

    TitleError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
