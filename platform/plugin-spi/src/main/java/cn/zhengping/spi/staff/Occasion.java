package cn.zhengping.spi.staff;

/** When somebody is judged. */
public enum Occasion {
    /** Over a period that has ended. */
    PERIOD,
    /** Once, on the day of posting to the window. */
    POSTING
}
