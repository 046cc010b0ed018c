package cn.zhengping.app.titles;

/** Where a result stands. */
public enum ResultState {
    /** 核定: by the organiser, not to be seen by applicants. */
    VERIFIED,
    /** 公布: for good. */
    PUBLISHED
}
