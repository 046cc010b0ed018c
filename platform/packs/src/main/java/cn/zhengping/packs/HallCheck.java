package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.UNKNOWN_DEPARTMENT;

import cn.zhengping.spi.hall.Arrangement;
import cn.zhengping.spi.hall.Department;
import cn.zhengping.spi.hall.HallPlan;
import cn.zhengping.spi.hall.MatterType;
import cn.zhengping.spi.hall.WindowGroup;
import cn.zhengping.spi.standard.Option;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks a hall plan as a whole. */
final class HallCheck {

    private HallCheck() {}

    static void check(YamlFile file, HallPlan hall) {
        UniqueIds.check(file, "departments", hall.departments(), Department::id);
        UniqueIds.check(file, "windowGroups", hall.windowGroups(), WindowGroup::id);
        UniqueIds.check(file, "matterTypes", hall.matterTypes(), MatterType::id);
        UniqueIds.check(file, "arrangements", hall.arrangements(), Arrangement::id);
        var papers = PaperCheck.of(file, hall.sources());
        papers.sources("departments", hall.departments(), Department::source);
        papers.sources("windowGroups", hall.windowGroups(), WindowGroup::source);
        papers.sources("matterTypes", hall.matterTypes(), MatterType::source);
        papers.sources("arrangements", hall.arrangements(), Arrangement::source);
        papers.readings(hall.readings(), Set.of());
        var known = hall.departments().stream().map(Department::id).collect(Collectors.toCollection(TreeSet::new));
        for (var i = 0; i < hall.windowGroups().size(); i++) {
            var group = hall.windowGroups().get(i);
            var path = "windowGroups[" + i + "]";
            UniqueIds.check(file, path + ".matters", group.matters(), Option::id);
            for (var j = 0; j < group.departments().size(); j++) {
                var id = group.departments().get(j);
                if (!known.contains(id)) {
                    file.report(
                            UNKNOWN_DEPARTMENT,
                            path + ".departments[" + j + "]",
                            UNKNOWN_DEPARTMENT.message(id, Shown.list(", ", known)));
                }
            }
        }
    }
}
