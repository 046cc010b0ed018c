package cn.zhengping.packs;

import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.hall.Arrangement;
import cn.zhengping.spi.hall.Department;
import cn.zhengping.spi.hall.HallPlan;
import cn.zhengping.spi.hall.MatterType;
import cn.zhengping.spi.hall.WindowGroup;

/** Binds a file of {@code halls/}. */
final class HallBinder {

    private HallBinder() {}

    static HallPlan bind(Field file) {
        return new HallPlan(
                file.get("hall").text(),
                file.get("version").text(),
                file.get("title").localizedText(),
                file.set("unitKinds", kind -> kind.constant(UnitKind.class)),
                file.list("departments", HallBinder::department),
                file.list("windowGroups", HallBinder::windowGroup),
                file.list("matterTypes", HallBinder::matterType),
                file.list("arrangements", HallBinder::arrangement),
                PaperBinder.sources(file),
                PaperBinder.readings(file));
    }

    private static Department department(Field department) {
        return new Department(
                department.get("id").text(),
                department.get("name").localizedText(),
                department.get("kind").constant(Department.Kind.class),
                PaperBinder.source(department));
    }

    private static WindowGroup windowGroup(Field group) {
        return new WindowGroup(
                group.get("id").text(),
                group.get("title").localizedText(),
                group.get("windows").count(),
                group.list("matters", RuleBinder::option),
                group.list("departments", Field::text),
                PaperBinder.source(group));
    }

    private static MatterType matterType(Field type) {
        return new MatterType(
                type.get("id").text(),
                type.get("name").localizedText(),
                type.get("handling").localizedText(),
                PaperBinder.source(type));
    }

    private static Arrangement arrangement(Field arrangement) {
        return new Arrangement(
                arrangement.get("id").text(),
                arrangement.get("kind").constant(Arrangement.Kind.class),
                arrangement.get("text").localizedText(),
                PaperBinder.source(arrangement));
    }
}
