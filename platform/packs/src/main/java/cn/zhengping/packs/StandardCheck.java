package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.CRITERIA_REQUIRED;
import static cn.zhengping.packs.PackError.Code.EMPTY_OPEN;
import static cn.zhengping.packs.PackError.Code.NOTHING_TO_SCALE;
import static cn.zhengping.packs.PackError.Code.OPEN_OUT_OF_BOUNDS;
import static cn.zhengping.packs.PackError.Code.OPEN_WITHOUT_POINTS;
import static cn.zhengping.packs.PackError.Code.RANGE_REVERSED;
import static cn.zhengping.packs.PackError.Code.UNIT_KIND_NOT_JUDGED;
import static cn.zhengping.packs.PackError.Code.UNKNOWN_CRITERION;

import cn.zhengping.packs.PackError.Code;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Standard;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks a standard as a whole. */
final class StandardCheck {

    private final YamlFile file;
    private final Standard standard;
    private final FormulaCheck formulas;
    private final Map<String, Criterion> criteria = new LinkedHashMap<>();

    private StandardCheck(YamlFile file, Standard standard, FormulaCheck formulas) {
        this.file = file;
        this.standard = standard;
        this.formulas = formulas;
    }

    static void check(YamlFile file, Standard standard, FormulaCheck formulas) {
        new StandardCheck(file, standard, formulas).check();
    }

    private void check() {
        var before = file.errors().size();
        checkIds();
        if (file.errors().size() == before) {
            PointSums.check(file, standard);
            DerivedCheck.check(file, standard, criteria);
        }
        var papers = PaperCheck.of(file, standard.sources());
        papers.readings(standard.readings(), Set.of());
        criteria.forEach((path, criterion) -> {
            RuleCheck.check(file, formulas, path, criterion);
            papers.source(path, criterion.source());
            checkApplication(path, criterion);
        });
        checkCaps();
    }

    /** Sections, items, criteria and caps draw their ids from one pool. */
    private void checkIds() {
        var ids = new UniqueIds(file);
        for (var i = 0; i < standard.sections().size(); i++) {
            var section = standard.sections().get(i);
            var sectionPath = "sections[" + i + "]";
            ids.add(sectionPath, section.id());
            for (var j = 0; j < section.items().size(); j++) {
                var item = section.items().get(j);
                var itemPath = sectionPath + ".items[" + j + "]";
                ids.add(itemPath, item.id());
                checkOpen(itemPath, item);
                for (var k = 0; k < item.criteria().size(); k++) {
                    var criterion = item.criteria().get(k);
                    var path = itemPath + ".criteria[" + k + "]";
                    ids.add(path, criterion.id());
                    criteria.put(path, criterion);
                }
            }
        }
        ids.addAll("caps", standard.caps(), cap -> cap.id());
    }

    private void checkOpen(String path, Item item) {
        var open = item.open();
        if (item.criteria().isEmpty() && (open == null || !open.criteria())) {
            // absent or empty, the message is the same: what is not open needs a criterion
            report(CRITERIA_REQUIRED, path + ".criteria");
        }
        if (open == null) {
            return;
        }
        var least = open.least();
        var most = open.most();
        if (least == null || most == null) {
            if (!open.wording() && !open.criteria()) {
                report(EMPTY_OPEN, path + ".open");
            }
        } else if (least.compareTo(most) > 0) {
            report(RANGE_REVERSED, path + ".open.points.least", least, most);
        } else if (item.points() == null) {
            report(OPEN_WITHOUT_POINTS, path + ".open.points");
        } else if (!item.points().equals(item.points().atLeast(least).atMost(most))) {
            report(OPEN_OUT_OF_BOUNDS, path + ".open.points", item.points(), least, most);
        }
    }

    private void checkApplication(String path, Criterion criterion) {
        var strangers = criterion.appliesTo().unitKinds().stream()
                .filter(kind -> !standard.unitKinds().contains(kind))
                .map(Enum::name)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!strangers.isEmpty()) {
            file.report(
                    UNIT_KIND_NOT_JUDGED,
                    path + ".appliesTo.unitKinds",
                    UNIT_KIND_NOT_JUDGED.message(strangers, standard.id()));
        }
        if (criterion.notApplicable() == NotApplicable.SCALED
                && (standard.total() == null || criterion.points() == null)) {
            file.report(NOTHING_TO_SCALE, path + ".notApplicable", NOTHING_TO_SCALE.message());
        }
    }

    private void checkCaps() {
        var known = standard.criteria().map(Criterion::id).collect(Collectors.toUnmodifiableSet());
        // The record holds a set; the place of each id is in the file.
        Field.root(file).list("caps", cap -> cap).stream()
                .flatMap(cap -> cap.list("criteria", id -> id).stream())
                .filter(id -> !known.contains(id.text()))
                .forEach(id -> id.report(UNKNOWN_CRITERION, id.text()));
    }

    private void report(Code code, String path, Object... arguments) {
        file.report(code, path, code.message(arguments));
    }
}
