package cn.zhengping.spi.campaign;

import cn.zhengping.spi.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * 称号 or 推荐: a title of a level, or being put forward for one.
 *
 * @param id unique within the title
 * @param stars 1 to 5; null for a title without stars
 */
public record Grant(
        String id,
        Kind kind,
        Level level,
        LocalizedText label,
        @Nullable Integer stars) {

    /** Whether the campaign itself confers it. */
    public enum Kind {
        TITLE,
        /** 推荐对象: somebody above decides. */
        RECOMMENDATION
    }

    /** Whose title it is. */
    public enum Level {
        TOWNSHIP,
        COUNTY,
        CITY,
        PROVINCE
    }
}
