package cn.zhengping.app.policies;

/** Whether a document is in force on a day. */
public enum PolicyStanding {
    NOT_YET_IN_FORCE,
    IN_FORCE,
    /** 有效期 is over. */
    EXPIRED,
    /** 废止. */
    REPEALED;

    /** Whether what rests on it should be looked at again. */
    public boolean isOver() {
        return this == EXPIRED || this == REPEALED;
    }
}
