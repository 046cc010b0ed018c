package cn.zhengping.spi.staff;

/** What a year's result is made of. */
public enum YearlyResult {
    AVERAGE_OF_QUARTERS,
    LOWEST_QUARTER,
    /** A sheet of its own over the whole year. */
    WHOLE_YEAR
}
