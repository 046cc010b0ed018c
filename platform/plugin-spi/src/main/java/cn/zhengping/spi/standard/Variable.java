package cn.zhengping.spi.standard;

import cn.zhengping.spi.LocalizedText;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A value that a reviewer gives to a formula.
 *
 * @param id under which the formula sees it: a letter, then letters, digits and underscores
 * @param unit of a quantity, as it is printed; null for a flag or a bare number
 * @param least smallest quantity that is accepted, null for none
 * @param most largest quantity that is accepted, null for none
 */
public record Variable(
        String id,
        LocalizedText text,
        Type type,
        @Nullable String unit,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most) {

    /** What kind of value it is. */
    public enum Type {
        /** A decimal with at most three places; a formula sees a whole number of thousandths. */
        QUANTITY,
        /** Yes or no. */
        FLAG
    }
}
