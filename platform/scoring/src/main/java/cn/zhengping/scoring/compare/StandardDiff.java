package cn.zhengping.scoring.compare;

import cn.zhengping.scoring.compare.Change.Kind;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.Standard;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The differences between two versions of a standard, each list in the order of the new one, what was removed last. Things
 * are matched by their ids; sources, readings and the order within an item are not compared.
 *
 * @param whole title, total, base, unit kinds; null where they are the same
 */
public record StandardDiff(
        @Nullable Change<Standard> whole,
        List<Change<Section>> sections,
        List<Change<PlacedItem>> items,
        List<Change<PlacedCriterion>> criteria,
        List<Change<Cap>> caps) {

    public StandardDiff {
        sections = List.copyOf(sections);
        items = List.copyOf(items);
        criteria = List.copyOf(criteria);
        caps = List.copyOf(caps);
    }

    /** An item and where it stands. */
    public record PlacedItem(Section section, Item item) {}

    /** A criterion and where it stands. */
    public record PlacedCriterion(Section section, Item item, Criterion criterion) {}

    public static StandardDiff between(Standard before, Standard after) {
        var whole = whole(before, after);
        return new StandardDiff(
                whole.isEmpty() ? null : new Change<>(after.id(), whole, before, after),
                changes(sections(before), sections(after), StandardDiff::section),
                changes(items(before), items(after), StandardDiff::item),
                changes(criteria(before), criteria(after), StandardDiff::criterion),
                changes(caps(before), caps(after), StandardDiff::cap));
    }

    public boolean isEmpty() {
        return whole == null && sections.isEmpty() && items.isEmpty() && criteria.isEmpty() && caps.isEmpty();
    }

    private static Set<Kind> whole(Standard before, Standard after) {
        var kinds = EnumSet.noneOf(Kind.class);
        add(kinds, Kind.REWORDED, before.title(), after.title());
        add(kinds, Kind.POINTS_CHANGED, before.total(), after.total());
        add(kinds, Kind.POINTS_CHANGED, before.base(), after.base());
        add(kinds, Kind.RULE_CHANGED, before.unitKinds(), after.unitKinds());
        return kinds;
    }

    private static Set<Kind> section(Section before, Section after) {
        var kinds = EnumSet.noneOf(Kind.class);
        add(kinds, Kind.REWORDED, before.title(), after.title());
        add(kinds, Kind.POINTS_CHANGED, before.points(), after.points());
        return kinds;
    }

    private static Set<Kind> item(PlacedItem before, PlacedItem after) {
        var kinds = EnumSet.noneOf(Kind.class);
        add(kinds, Kind.REWORDED, before.item().title(), after.item().title());
        add(kinds, Kind.POINTS_CHANGED, before.item().points(), after.item().points());
        add(kinds, Kind.RULE_CHANGED, before.item().open(), after.item().open());
        add(kinds, Kind.MOVED, before.section().id(), after.section().id());
        return kinds;
    }

    private static Set<Kind> criterion(PlacedCriterion from, PlacedCriterion to) {
        var before = from.criterion();
        var after = to.criterion();
        var kinds = EnumSet.noneOf(Kind.class);
        add(kinds, Kind.REWORDED, before.text(), after.text());
        add(kinds, Kind.REWORDED, before.evidence().text(), after.evidence().text());
        add(kinds, Kind.POINTS_CHANGED, before.points(), after.points());
        add(kinds, Kind.RULE_CHANGED, before.rule(), after.rule());
        add(kinds, Kind.RULE_CHANGED, before.appliesTo(), after.appliesTo());
        add(kinds, Kind.RULE_CHANGED, before.notApplicable(), after.notApplicable());
        add(
                kinds,
                Kind.RULE_CHANGED,
                before.evidence().required(),
                after.evidence().required());
        add(kinds, Kind.MOVED, from.item().id(), to.item().id());
        add(kinds, Kind.MOVED, from.section().id(), to.section().id());
        return kinds;
    }

    private static Set<Kind> cap(Cap before, Cap after) {
        var kinds = EnumSet.noneOf(Kind.class);
        add(kinds, Kind.POINTS_CHANGED, before.most(), after.most());
        add(kinds, Kind.RULE_CHANGED, before.scope(), after.scope());
        add(kinds, Kind.RULE_CHANGED, before.criteria(), after.criteria());
        return kinds;
    }

    private static void add(Set<Kind> kinds, Kind kind, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            kinds.add(kind);
        }
    }

    private static <T> List<Change<T>> changes(
            Map<String, T> before, Map<String, T> after, BiFunction<T, T, Set<Kind>> kindsBetween) {
        var changes = new ArrayList<Change<T>>();
        after.forEach((id, now) -> {
            var then = before.get(id);
            if (then == null) {
                changes.add(new Change<>(id, Set.of(Kind.ADDED), null, now));
                return;
            }
            var kinds = kindsBetween.apply(then, now);
            if (!kinds.isEmpty()) {
                changes.add(new Change<>(id, kinds, then, now));
            }
        });
        before.forEach((id, then) -> {
            if (!after.containsKey(id)) {
                changes.add(new Change<>(id, Set.of(Kind.REMOVED), then, null));
            }
        });
        return changes;
    }

    private static Map<String, Section> sections(Standard standard) {
        return byId(standard.sections(), Section::id);
    }

    private static Map<String, PlacedItem> items(Standard standard) {
        return byId(
                standard.sections().stream()
                        .flatMap(section -> section.items().stream().map(item -> new PlacedItem(section, item)))
                        .toList(),
                placed -> placed.item().id());
    }

    private static Map<String, PlacedCriterion> criteria(Standard standard) {
        return byId(
                items(standard).values().stream()
                        .flatMap(placed -> placed.item().criteria().stream()
                                .map(criterion -> new PlacedCriterion(placed.section(), placed.item(), criterion)))
                        .toList(),
                placed -> placed.criterion().id());
    }

    private static Map<String, Cap> caps(Standard standard) {
        return byId(standard.caps(), Cap::id);
    }

    private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
        return all.stream().collect(Collectors.toMap(id, Function.identity(), (first, _) -> first, LinkedHashMap::new));
    }
}
