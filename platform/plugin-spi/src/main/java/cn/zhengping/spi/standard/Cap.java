package cn.zhengping.spi.standard;

import cn.zhengping.spi.Points;
import java.util.Set;

/**
 * A limit over several criteria together. The limit of one criterion is its own points.
 *
 * @param id unique within the standard
 * @param scope over what it adds up
 * @param criteria ids of the criteria that count toward it; empty means all of the standard
 * @param most the most that they give together within the scope
 */
public record Cap(String id, Scope scope, Set<String> criteria, Points most) {

    public Cap {
        criteria = Set.copyOf(criteria);
    }

    /** Over what a cap adds up. */
    public enum Scope {
        /** One sheet. */
        SHEET,
        /** Each quarter that members or incidents date from. */
        QUARTER,
        /** Each calendar year that members or incidents date from. */
        YEAR
    }
}
