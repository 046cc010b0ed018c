package cn.zhengping.spi.standard;

import cn.zhengping.spi.LocalizedText;
import java.math.BigDecimal;

/**
 * A quantity and the limit that it has to keep: at least 300 m², at most 1 day.
 *
 * @param id unique within its criterion
 * @param unit as it is printed, {@code 平方米}; an answer in another unit is refused
 * @param limit itself still satisfies
 */
public record Bound(String id, LocalizedText text, String unit, Comparison comparison, BigDecimal limit) {

    /** On which side of the limit the quantity has to be. */
    public enum Comparison {
        AT_LEAST,
        AT_MOST
    }

    public boolean holds(BigDecimal quantity) {
        var order = quantity.compareTo(limit);
        return switch (comparison) {
            case AT_LEAST -> order >= 0;
            case AT_MOST -> order <= 0;
        };
    }
}
