package cn.zhengping.tenants.divisions;

/** 行政区划级别, highest first. */
public enum DivisionLevel {
    /** 省级: province, autonomous region, municipality. */
    PROVINCE(6, 10_000_000_000L),
    /** 地级: city, prefecture, league. */
    PREFECTURE(6, 100_000_000L),
    /** 县级: county, district, county-level city, banner, and zones that statistics count as one. */
    COUNTY(6, 1_000_000L),
    /** 乡级: township, town, subdistrict. */
    TOWNSHIP(9, 1_000L),
    /** 村级: village or residents' committee. */
    VILLAGE(12, 1L);

    private static final DivisionLevel[] HIGHEST_FIRST = values();

    private final int digits;
    private final long width;

    DivisionLevel(int digits, long width) {
        this.digits = digits;
        this.width = width;
    }

    /** How many digits a code has. */
    int digits() {
        return digits;
    }

    /** How many twelve-digit codes begin with the digits that mean something at this level. */
    long width() {
        return width;
    }

    /** The level of a code that is padded with zeros to twelve digits. */
    static DivisionLevel ofKey(long key) {
        for (var level : HIGHEST_FIRST) {
            if (key % level.width == 0) {
                return level;
            }
        }
        throw new AssertionError(key);
    }
}
