package cn.zhengping.app.campaigns;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** How a request about a campaign can fail. */
public enum CampaignError implements ErrorCode {
    DRAW_WITHOUT_GROUPS(ErrorKind.BAD_REQUEST),
    DRAW_WITHOUT_AREAS(ErrorKind.BAD_REQUEST),
    DRAW_DUPLICATE_GROUP(ErrorKind.BAD_REQUEST),
    DRAW_DUPLICATE_AREA(ErrorKind.BAD_REQUEST),
    DRAW_LOAD_OUT_OF_RANGE(ErrorKind.BAD_REQUEST),
    DRAW_UNKNOWN_HOME(ErrorKind.BAD_REQUEST),
    DRAW_PIN_UNKNOWN_GROUP(ErrorKind.BAD_REQUEST),
    DRAW_PIN_UNKNOWN_AREA(ErrorKind.BAD_REQUEST),
    DRAW_AREA_PINNED_TWICE(ErrorKind.BAD_REQUEST),
    DRAW_PIN_OWN_AREA(ErrorKind.BAD_REQUEST),
    DRAW_PIN_SUPERIOR(ErrorKind.BAD_REQUEST),
    DRAW_PIN_SUBORDINATE(ErrorKind.BAD_REQUEST),
    /** Every group comes from the area itself, from its superior or from its subordinate. */
    DRAW_AREA_WITHOUT_GROUP(ErrorKind.BAD_REQUEST);

    private final ErrorKind kind;

    CampaignError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
