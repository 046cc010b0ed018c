package cn.zhengping.spi.staff;

/** Over what somebody is judged, each a part of a calendar year. */
public enum Period {
    MONTH,
    QUARTER,
    HALF_YEAR,
    YEAR
}
