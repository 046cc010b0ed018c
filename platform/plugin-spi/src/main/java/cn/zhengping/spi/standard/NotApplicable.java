package cn.zhengping.spi.standard;

/** What an answer 'not applicable' does to the points of a criterion. */
public enum NotApplicable {
    /** The answer is refused. */
    REFUSED,
    /** The full points are given. */
    FULL_POINTS,
    /** No points are given. */
    NO_POINTS,
    /** The criterion leaves the sheet: what the others reach is scaled up to the standard's total, exactly. */
    SCALED
}
