package cn.zhengping.spi.region;

import cn.zhengping.spi.LocalizedText;
import java.util.List;

/**
 * What a kind of unit is called.
 *
 * @param label as it is shown
 * @param synonyms by which people also search for it
 */
public record UnitLabel(LocalizedText label, List<String> synonyms) {

    public UnitLabel {
        synonyms = List.copyOf(synonyms);
    }
}
