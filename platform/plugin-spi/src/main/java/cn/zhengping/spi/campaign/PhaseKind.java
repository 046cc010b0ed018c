package cn.zhengping.spi.campaign;

/** 阶段. What can be done in which is for the platform to say. */
public enum PhaseKind {
    /** 申报: units apply. */
    APPLICATION,
    /** 自查: units judge themselves. */
    SELF_CHECK,
    /** 评估, 交叉验收: groups score. */
    REVIEW,
    /** 汇总: leaders consolidate, sign and hand in the score sheets. */
    HAND_IN,
    /** 申报统计表与验收资料: applicants hand in statistics and presentations. */
    MATERIALS,
    /** 问题清单. */
    PROBLEM_LIST,
    /** 整改. */
    RECTIFICATION,
    /** 复评: a second round. */
    SECOND_REVIEW,
    /** 核定, 报告: the organiser verifies, publishes and reports. */
    REPORT
}
