package cn.zhengping.spi.campaign;

import cn.zhengping.spi.Points;
import java.util.List;

/**
 * What a total of at least so many points, and less than the next higher band's, leads to.
 *
 * @param from inclusive, compared with the exact total
 * @param grants the whole set: a lower band's grants are not added
 */
public record OutcomeBand(Points from, List<Grant> grants) {

    public OutcomeBand {
        grants = List.copyOf(grants);
    }
}
