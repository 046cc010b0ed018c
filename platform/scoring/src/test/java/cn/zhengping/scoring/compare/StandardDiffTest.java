package cn.zhengping.scoring.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.zhengping.scoring.compare.Change.Kind;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.standard.AppliesTo;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.EvidenceBasis;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.SourceRef;
import cn.zhengping.spi.standard.Standard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StandardDiffTest {

    private static final Rule MET = new Rule.Met(List.of());
    private static final Rule JUDGED = new Rule.Judged(null);

    private static LocalizedText text(String chinese) {
        return LocalizedText.ofChinese(chinese);
    }

    private static Criterion criterion(String id, String text, int points, Rule rule) {
        return new Criterion(
                id,
                text(text),
                Points.of(points),
                rule,
                new EvidenceBasis(null, false),
                AppliesTo.ALL,
                NotApplicable.REFUSED,
                new SourceRef("paper", null, id));
    }

    private static Item item(String id, Criterion... criteria) {
        return new Item(id, text("项" + id), null, List.of(criteria), null);
    }

    private static Section section(String id, Item... items) {
        return new Section(id, text("章" + id), null, List.of(items));
    }

    private static Standard standard(int total, List<Section> sections, List<Cap> caps) {
        return new Standard(
                "standard",
                "1",
                text("标准"),
                Set.of(UnitKind.TOWNSHIP_CENTRE),
                Points.ZERO,
                Points.of(total),
                sections,
                caps,
                List.of(new SourceDocument("paper", "文件", null, "县", null)),
                List.of(),
                null);
    }

    private static Standard standard(int total, Section... sections) {
        return standard(total, List.of(sections), List.of());
    }

    private static final Standard BEFORE = standard(
            10,
            section("s1", item("i1", criterion("a", "甲", 1, MET), criterion("b", "乙", 2, MET))),
            section("s2", item("i2", criterion("c", "丙", 3, MET), criterion("d", "丁", 4, JUDGED))));

    @Test
    void each_kind_of_change_is_told_in_the_order_of_the_new_standard_and_what_was_removed_last() {
        var after = standard(
                11,
                section("s2", item("i2", criterion("d", "丁", 5, MET), criterion("e", "戊", 1, MET))),
                section("s1", item("i1", criterion("c", "丙", 3, MET), criterion("b", "乙乙", 2, MET))));

        var diff = StandardDiff.between(BEFORE, after);

        assertThat(diff.criteria())
                .extracting(Change::id, Change::kinds)
                .containsExactly(
                        tuple("d", Set.of(Kind.POINTS_CHANGED, Kind.RULE_CHANGED)),
                        tuple("e", Set.of(Kind.ADDED)),
                        tuple("c", Set.of(Kind.MOVED)),
                        tuple("b", Set.of(Kind.REWORDED)),
                        tuple("a", Set.of(Kind.REMOVED)));
        var moved = diff.criteria().get(2);
        assertThat(moved.before()).isNotNull().satisfies(before -> {
            assertThat(before.section().id()).isEqualTo("s2");
            assertThat(before.item().id()).isEqualTo("i2");
        });
        assertThat(moved.after())
                .isNotNull()
                .satisfies(now -> assertThat(now.item().id()).isEqualTo("i1"));
        assertThat(diff.criteria().get(1).before()).isNull();
        assertThat(diff.criteria().getLast().after()).isNull();
        assertThat(diff.whole())
                .isNotNull()
                .satisfies(whole -> assertThat(whole.kinds()).containsExactly(Kind.POINTS_CHANGED));
        assertThat(diff.sections()).isEmpty();
        assertThat(diff.items()).isEmpty();
    }

    @Test
    void sections_items_and_caps_change_too() {
        var cap = new Cap("cap", Cap.Scope.SHEET, Set.of("a", "b"), Points.of(2));
        var before = standard(10, BEFORE.sections(), List.of(cap));
        var after = standard(
                10,
                List.of(new Section(
                        "s1",
                        text("新"),
                        Points.of(3),
                        List.of(
                                new Item(
                                        "i1",
                                        text("项i1"),
                                        Points.of(3),
                                        itemsOf(0).criteria(),
                                        null),
                                itemsOf(1)))),
                List.of(new Cap("cap", Cap.Scope.YEAR, Set.of("a", "b"), Points.of(3))));

        var diff = StandardDiff.between(before, after);

        assertThat(diff.sections())
                .extracting(Change::id, Change::kinds)
                .containsExactly(
                        tuple("s1", Set.of(Kind.REWORDED, Kind.POINTS_CHANGED)), tuple("s2", Set.of(Kind.REMOVED)));
        assertThat(diff.items())
                .extracting(Change::id, Change::kinds)
                .containsExactly(tuple("i1", Set.of(Kind.POINTS_CHANGED)), tuple("i2", Set.of(Kind.MOVED)));
        assertThat(diff.criteria())
                .extracting(Change::id, Change::kinds)
                .containsExactly(tuple("c", Set.of(Kind.MOVED)), tuple("d", Set.of(Kind.MOVED)));
        assertThat(diff.caps())
                .extracting(Change::id, Change::kinds)
                .containsExactly(tuple("cap", Set.of(Kind.POINTS_CHANGED, Kind.RULE_CHANGED)));
    }

    private static Item itemsOf(int section) {
        return BEFORE.sections().get(section).items().getFirst();
    }

    @Provide
    Arbitrary<Standard> standards() {
        return Arbitraries.randomValue(StandardDiffTest::draw);
    }

    /** Few ids, texts and points, so that two of them have much in common. */
    private static Standard draw(Random random) {
        var ids = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f"));
        Collections.shuffle(ids, random);
        var sections = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(s -> section(
                        "s" + s,
                        IntStream.range(0, 1 + random.nextInt(2))
                                .mapToObj(i -> item(
                                        "i" + (2 * s + i),
                                        IntStream.range(0, ids.isEmpty() ? 0 : random.nextInt(2))
                                                .mapToObj(_ -> criterion(
                                                        ids.removeLast(),
                                                        "文" + random.nextInt(2),
                                                        1 + random.nextInt(2),
                                                        random.nextBoolean() ? MET : JUDGED))
                                                .toArray(Criterion[]::new)))
                                .toArray(Item[]::new)))
                .toList();
        return standard(1 + random.nextInt(2), sections, List.of());
    }

    @Property
    void a_standard_does_not_differ_from_itself(@ForAll("standards") Standard standard) {
        assertThat(StandardDiff.between(standard, standard).isEmpty()).isTrue();
    }

    @Property
    void the_other_way_round_everything_is_turned(
            @ForAll("standards") Standard one, @ForAll("standards") Standard other) {
        var there = StandardDiff.between(one, other);
        var back = StandardDiff.between(other, one);

        assertThat(back.criteria())
                .containsExactlyInAnyOrderElementsOf(
                        there.criteria().stream().map(Change::inverse).toList());
        assertThat(back.items())
                .containsExactlyInAnyOrderElementsOf(
                        there.items().stream().map(Change::inverse).toList());
        assertThat(back.sections())
                .containsExactlyInAnyOrderElementsOf(
                        there.sections().stream().map(Change::inverse).toList());
        assertThat(there.whole() == null ? null : there.whole().inverse()).isEqualTo(back.whole());
    }

    @Property
    void what_is_not_told_is_the_same(@ForAll("standards") Standard one, @ForAll("standards") Standard other) {
        var told = StandardDiff.between(one, other).criteria().stream()
                .map(Change::id)
                .toList();

        assertThat(one.criteria().filter(criterion -> !told.contains(criterion.id())))
                .containsExactlyInAnyOrderElementsOf(other.criteria()
                        .filter(criterion -> !told.contains(criterion.id()))
                        .toList());
    }
}
