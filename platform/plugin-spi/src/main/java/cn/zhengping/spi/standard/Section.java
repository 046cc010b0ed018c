package cn.zhengping.spi.standard;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 评估内容: a chapter of a standard.
 *
 * @param id unique within the standard, sections and items included
 * @param points what its items add up to; null where the paper gives no points
 */
public record Section(
        String id, LocalizedText title, @Nullable Points points, List<Item> items) {

    public Section {
        items = List.copyOf(items);
    }
}
