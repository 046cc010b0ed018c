package cn.zhengping.spi.region;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.UnitKind;
import java.util.Map;

/**
 * 地区: whose standards a plugin holds, and what units are called there.
 *
 * @param division GB/T 2260 code of the province, {@code 510000}
 * @param unitLabels kinds without an entry keep the platform's own label
 */
public record Region(String division, LocalizedText name, Map<UnitKind, UnitLabel> unitLabels) {

    public Region {
        unitLabels = Map.copyOf(unitLabels);
    }
}
