package cn.zhengping.packs;

import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.region.Region;
import cn.zhengping.spi.region.UnitLabel;
import java.util.EnumMap;

/** Binds {@code region.yaml}. */
final class RegionBinder {

    private RegionBinder() {}

    static Region bind(Field file) {
        var labels = new EnumMap<UnitKind, UnitLabel>(UnitKind.class);
        file.optional("units", units -> {
            for (var kind : units.node().propertyNames()) {
                labels.put(UnitKind.valueOf(kind), label(units.get(kind)));
            }
            return labels;
        });
        return new Region(file.get("region").text(), file.get("name").localizedText(), labels);
    }

    private static UnitLabel label(Field unit) {
        return new UnitLabel(unit.get("label").localizedText(), unit.list("synonyms", Field::text));
    }
}
