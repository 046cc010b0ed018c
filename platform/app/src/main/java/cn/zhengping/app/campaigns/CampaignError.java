package cn.zhengping.app.campaigns;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;

/** How a request about a campaign can fail. */
public enum CampaignError implements ErrorCode {
    CAMPAIGN_UNKNOWN(ErrorKind.NOT_FOUND),
    CAMPAIGN_NOT_DRAFT(ErrorKind.CONFLICT),
    CAMPAIGN_NOT_APPLYING(ErrorKind.CONFLICT),
    CAMPAIGN_NOT_GROUPING(ErrorKind.CONFLICT),
    CAMPAIGN_NOT_REVIEWING(ErrorKind.CONFLICT),
    CAMPAIGN_NOT_VERIFYING(ErrorKind.CONFLICT),
    CAMPAIGN_NOT_PUBLISHED(ErrorKind.CONFLICT),
    CAMPAIGN_ALREADY_PUBLISHED(ErrorKind.CONFLICT),
    CAMPAIGN_ALREADY_CANCELLED(ErrorKind.CONFLICT),
    STALE_VERSION(ErrorKind.CONFLICT),
    REASON_MISSING(ErrorKind.BAD_REQUEST),
    TITLE_UNKNOWN(ErrorKind.BAD_REQUEST),
    TITLE_TWICE(ErrorKind.BAD_REQUEST),
    TITLE_WITHOUT_STANDARD(ErrorKind.BAD_REQUEST),
    TITLE_NOT_IN_CAMPAIGN(ErrorKind.BAD_REQUEST),
    STANDARD_OF_STAFF(ErrorKind.BAD_REQUEST),
    STANDARD_OF_OTHER_UNIT_KIND(ErrorKind.BAD_REQUEST),
    PHASE_ENDS_BEFORE_IT_BEGINS(ErrorKind.BAD_REQUEST),
    PHASE_TWICE(ErrorKind.BAD_REQUEST),
    PHASE_NOT_OPEN_YET(ErrorKind.CONFLICT),
    PHASE_OVER(ErrorKind.CONFLICT),
    EVIDENCE_NOT_TAKEN(ErrorKind.CONFLICT),

    APPLICATION_UNKNOWN(ErrorKind.NOT_FOUND),
    APPLICATION_ALREADY_WITHDRAWN(ErrorKind.CONFLICT),
    ALREADY_APPLIED(ErrorKind.CONFLICT),
    UNIT_OF_OTHER_KIND(ErrorKind.BAD_REQUEST),
    UNIT_OUTSIDE_ORGANISER(ErrorKind.BAD_REQUEST),
    NO_APPLICATIONS(ErrorKind.CONFLICT),
    DUTY_UNKNOWN(ErrorKind.BAD_REQUEST),
    /** The standard asks every unit of the kind the same. */
    DUTIES_WITHOUT_MEANING(ErrorKind.BAD_REQUEST),
    DUTIES_MISSING(ErrorKind.CONFLICT),
    DUTIES_STAND(ErrorKind.CONFLICT),
    NOTHING_TO_ANSWER(ErrorKind.CONFLICT),

    GROUP_UNKNOWN(ErrorKind.NOT_FOUND),
    GROUP_NAME_TAKEN(ErrorKind.CONFLICT),
    GROUP_WITHOUT_LEADER(ErrorKind.BAD_REQUEST),
    GROUPS_STAND(ErrorKind.CONFLICT),
    AREA_UNKNOWN(ErrorKind.BAD_REQUEST),
    AREA_WITHOUT_GROUP(ErrorKind.CONFLICT),
    MEMBER_UNKNOWN(ErrorKind.BAD_REQUEST),
    MEMBER_TWICE(ErrorKind.BAD_REQUEST),

    SEED_ILL_FORMED(ErrorKind.BAD_REQUEST),
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
