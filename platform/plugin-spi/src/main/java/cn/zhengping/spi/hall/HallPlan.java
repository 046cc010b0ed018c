package cn.zhengping.spi.hall;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.standard.Reading;
import cn.zhengping.spi.standard.SourceDocument;
import java.util.List;
import java.util.Set;

/**
 * How a hall is set up: who is present, at which windows, with what on the walls.
 *
 * @param id unique among the hall plans of its plugin
 * @param unitKinds whose hall it is
 */
public record HallPlan(
        String id,
        String version,
        LocalizedText title,
        Set<UnitKind> unitKinds,
        List<Department> departments,
        List<WindowGroup> windowGroups,
        List<MatterType> matterTypes,
        List<Arrangement> arrangements,
        List<SourceDocument> sources,
        List<Reading> readings) {

    public HallPlan {
        unitKinds = Set.copyOf(unitKinds);
        departments = List.copyOf(departments);
        windowGroups = List.copyOf(windowGroups);
        matterTypes = List.copyOf(matterTypes);
        arrangements = List.copyOf(arrangements);
        sources = List.copyOf(sources);
        readings = List.copyOf(readings);
    }

    /** How many there are in all groups together. */
    public int windows() {
        return windowGroups.stream().mapToInt(WindowGroup::windows).sum();
    }
}
