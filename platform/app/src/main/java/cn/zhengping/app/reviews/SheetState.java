package cn.zhengping.app.reviews;

/** Where a member's sheet stands. */
public enum SheetState {
    /** The member is answering; nobody of the group but the member sees it. */
    DRAFT,
    /** Handed in to the leader. */
    SUBMITTED
}
