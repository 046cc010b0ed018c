package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.POINTS_DO_NOT_ADD_UP;
import static cn.zhengping.packs.PackError.Code.UNLIMITED_BONUS;

import cn.zhengping.spi.Message;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Standard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks that points add up, all together or for the units of each kind by themselves: criteria to their item, items to
 * their section, sections and base to the total. A level
 * without points of its own stands for the sum of what is in it. What a cap on the whole sheet takes away does not
 * count from the level on that holds all of its criteria: eight bonuses capped at 30 make a section of 30.
 */
final class PointSums {

    private final Standard standard;
    private final Set<String> asked;
    private final List<Wrong> wrong = new ArrayList<>();
    /** From the fewest criteria to the most, so that a cap sees what those inside it have left. */
    private final List<SheetCap> caps;

    /** @param asked ids of the criteria that count */
    private PointSums(Standard standard, Set<String> asked) {
        this.standard = standard;
        this.asked = asked;
        caps = standard.caps().stream()
                .filter(cap -> cap.scope() == Cap.Scope.SHEET)
                .map(cap -> new SheetCap(
                        asked.stream()
                                .sorted()
                                .filter(id -> cap.criteria().isEmpty()
                                        || cap.criteria().contains(id))
                                .toList(),
                        cap.most()))
                .sorted(Comparator.comparingInt(cap -> cap.criteria().size()))
                .toList();
    }

    private record Wrong(PackError.Code code, String path, Message message) {}

    /** A cap with those of its criteria that are there. */
    private record SheetCap(List<String> criteria, Points most) {}

    /** The ids of the standard have to be unique. */
    static void check(YamlFile file, Standard standard) {
        var whole =
                new PointSums(standard, standard.criteria().map(Criterion::id).collect(Collectors.toSet())).wrong();
        if (whole.isEmpty()) {
            return;
        }
        var fitsEachKind = standard.unitKinds().stream()
                .map(kind -> standard.criteria()
                        .filter(criterion -> criterion.appliesTo().unitKinds().isEmpty()
                                || criterion.appliesTo().unitKinds().contains(kind))
                        .map(Criterion::id)
                        .collect(Collectors.toSet()))
                .allMatch(asked -> new PointSums(standard, asked).wrong().isEmpty());
        if (!fitsEachKind) {
            whole.forEach(wrong -> file.report(wrong.code, wrong.path, wrong.message));
        }
    }

    private List<Wrong> wrong() {
        check();
        return wrong;
    }

    private void check() {
        var sections = new Level();
        for (var i = 0; i < standard.sections().size(); i++) {
            var section = standard.sections().get(i);
            var items = new Level();
            for (var j = 0; j < section.items().size(); j++) {
                var item = section.items().get(j);
                var criteria = item.criteria().stream()
                        .filter(criterion -> asked.contains(criterion.id()))
                        .toList();
                if (item.criteria().isEmpty() && item.points() != null) {
                    items.add(item.points(), criteria);
                } else if (!criteria.isEmpty()) {
                    var path = "sections[" + i + "].items[" + j + "].points";
                    items.add(part(path, item.points(), reach(criteria), criteria), criteria);
                }
            }
            if (!items.isEmpty) {
                sections.add(
                        part("sections[" + i + "].points", section.points(), items.sum(), items.criteria),
                        items.criteria);
            }
        }
        var base = standard.base();
        stated("total", standard.total(), base.plus(sections.sum()), base.plus(reach(sections.criteria)));
    }

    /**
     * The points of a level.
     *
     * @param sum of what its parts state
     * @param reach of its criteria; where it fits and the sum does not, the mistake is a part's and is reported there
     */
    private Points stated(String path, @Nullable Points stated, Points sum, Points reach) {
        if (stated == null) {
            return sum;
        }
        if (!stated.equals(sum) && !stated.equals(reach)) {
            wrong.add(new Wrong(POINTS_DO_NOT_ADD_UP, path, POINTS_DO_NOT_ADD_UP.message(stated, sum)));
        }
        return stated;
    }

    /** The points of a section or an item; a bonus without a limit has no place under points that say how much there is. */
    private Points part(String path, @Nullable Points stated, Points sum, List<Criterion> criteria) {
        var bonus = criteria.stream()
                .filter(criterion -> criterion.rule() instanceof Rule.Each && criterion.points() == null)
                .findFirst();
        if (stated == null || bonus.isEmpty()) {
            return stated(path, stated, sum, reach(criteria));
        }
        wrong.add(new Wrong(
                UNLIMITED_BONUS,
                path,
                UNLIMITED_BONUS.message(stated, bonus.get().id())));
        return stated;
    }

    /** The most that these criteria can give together. */
    private Points reach(List<Criterion> criteria) {
        var left = new HashMap<String, Points>();
        for (var criterion : criteria) {
            var points = criterion.points();
            left.put(criterion.id(), points == null ? Points.ZERO : points);
        }
        for (var cap : caps) {
            if (left.keySet().containsAll(cap.criteria())) {
                var excess = Points.sum(cap.criteria().stream().map(left::get).toList())
                        .minus(cap.most());
                for (var id : cap.criteria()) {
                    var off = excess.atMost(left.getOrDefault(id, Points.ZERO)).atLeast(Points.ZERO);
                    left.merge(id, off, Points::minus);
                    excess = excess.minus(off);
                }
            }
        }
        return Points.sum(left.values());
    }

    /** The parts of a section or of the standard. */
    private final class Level {
        private final List<Criterion> criteria = new ArrayList<>();
        private Points stated = Points.ZERO;
        private Points reachApart = Points.ZERO;
        private boolean isEmpty = true;

        void add(Points points, List<Criterion> part) {
            stated = stated.plus(points);
            reachApart = reachApart.plus(reach(part));
            criteria.addAll(part);
            isEmpty = false;
        }

        /** What is stated, less what caps across the parts take away. */
        Points sum() {
            return stated.minus(reachApart.minus(reach(criteria)));
        }
    }
}
