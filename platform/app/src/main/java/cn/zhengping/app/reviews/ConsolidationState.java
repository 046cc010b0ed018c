package cn.zhengping.app.reviews;

/** Where a group's sheet stands. */
public enum ConsolidationState {
    /** The leader settles where the members differ. */
    OPEN,
    /** Under the leader's signature. */
    SIGNED
}
