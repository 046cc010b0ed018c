package cn.zhengping.app.campaigns;

/** Where a campaign stands. */
public enum CampaignState {
    /** Being prepared: phases and standards can be changed. */
    DRAFT,
    /** 申报: units apply. */
    APPLYING,
    /** Applications are closed: groups are formed and get their areas. */
    GROUPING,
    /** 评估: groups score. */
    REVIEWING,
    /** 核定: the organiser verifies what the groups signed. */
    VERIFYING,
    /** 公布: results can be read by whom they concern. */
    PUBLISHED,
    /** Nothing changes any more. */
    CLOSED,
    CANCELLED
}
