package cn.zhengping.scoring;

import cn.zhengping.spi.Message;

/** Why a criterion or a sheet has the points that it has. Each constant is a key {@code reason.*} of the bundle. */
enum Reason {
    UNANSWERED,
    NOT_MET,
    EXEMPT,
    TIER,
    COUNTED,
    TOO_OLD,
    OUTSIDE_PERIOD,
    RECOGNISED_LATER,
    ONCE_A_YEAR,
    SAME_KEY,
    CLASS_FULL,
    LIMIT,
    FLOOR,
    PERIOD_CAP,
    SHEET_CAP,
    MISSING,
    AT_LEAST,
    AT_MOST,
    LIST_SHORT,
    MONTH_SHORT,
    JUDGED,
    NOT_APPLICABLE,
    NOT_APPLICABLE_FULL_POINTS,
    NOT_APPLICABLE_NO_POINTS,
    NOT_APPLICABLE_SCALED,
    FOUND_NOT_APPLICABLE,
    INCIDENT,
    INCIDENT_MULTIPLE,
    INCIDENT_RAISED,
    PROVED,
    REQUIREMENT_FAILS,
    EXCLUSION_HOLDS,
    EXCEPTED,
    TERM,
    TERM_LIMIT,
    INPUT_MISSING,
    WAITS,
    EXPRESSION,
    CODED,
    SCALED,
    TOTAL_LIMIT,
    TOTAL_FLOOR;

    Message with(Object... arguments) {
        return Message.of(Bundle.NAME, key(), arguments);
    }

    String key() {
        return Bundle.key("reason", this);
    }
}
