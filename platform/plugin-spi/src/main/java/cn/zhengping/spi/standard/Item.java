package cn.zhengping.spi.standard;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 评估项目: a line of a section.
 *
 * @param id unique within the standard, sections and items included
 * @param points what its criteria add up to; null where the paper gives no points
 * @param criteria none only where it is open for a tenant's own
 * @param open what tenants below may adjust; null for nothing
 */
public record Item(
        String id,
        LocalizedText title,
        @Nullable Points points,
        List<Criterion> criteria,
        @Nullable Open open) {

    public Item {
        criteria = List.copyOf(criteria);
    }
}
