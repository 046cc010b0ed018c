package cn.zhengping.packs.adjust;

import cn.zhengping.packs.Pack;
import cn.zhengping.packs.PackFiles;
import cn.zhengping.packs.PackReader;
import cn.zhengping.packs.PackRejectedException;
import cn.zhengping.packs.PackWriter;
import cn.zhengping.packs.adjust.Problem.Code;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.region.Region;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.Lineage;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.Standard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a standard that its issuer allows. What comes out keeps the issuer's id and total, and what the issuer left
 * open stays open within the same bounds.
 *
 * @param version of the adjusted standard
 * @param lineage what it is made from, and by whom
 * @param changes applied together, so that one item may get what another one gives
 */
public record Adjustment(String version, Lineage lineage, List<Change> changes) {

    public Adjustment {
        changes = List.copyOf(changes);
    }

    /** What became of it. */
    public sealed interface Outcome {

        /** A sound standard: a pack that holds it is read without errors. */
        record Adjusted(Standard standard) implements Outcome {}

        /** Everything that is wrong, at least one problem. */
        record Refused(List<Problem> problems) implements Outcome {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    /** @param reader checks what comes out, formulas included */
    public Outcome applyTo(Standard standard, PackReader reader) {
        return new Work(standard).outcome(reader);
    }

    /** One application. */
    private final class Work {

        private final Standard standard;
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, Item> items = new LinkedHashMap<>();
        /** By id of the criterion. */
        private final Map<String, Item> itemOf = new HashMap<>();

        private final Map<String, Points> itemPoints = new HashMap<>();
        private final Map<String, Points> criterionPoints = new HashMap<>();
        private final Map<String, LocalizedText> texts = new HashMap<>();
        private final Map<String, List<Criterion>> added = new HashMap<>();
        private final List<SourceDocument> sources = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();

        Work(Standard standard) {
            this.standard = standard;
            for (var section : standard.sections()) {
                ids.add(section.id());
                for (var item : section.items()) {
                    ids.add(item.id());
                    items.put(item.id(), item);
                    item.criteria().forEach(criterion -> itemOf.put(criterion.id(), item));
                }
            }
            ids.addAll(itemOf.keySet());
            standard.caps().forEach(cap -> ids.add(cap.id()));
            sources.addAll(standard.sources());
        }

        Outcome outcome(PackReader reader) {
            if (changes.isEmpty()) {
                problem(Code.NOTHING_CHANGED, OptionalInt.empty());
            }
            for (var i = 0; i < changes.size(); i++) {
                var at = OptionalInt.of(i);
                switch (changes.get(i)) {
                    case Change.ItemPoints change -> take(at, change);
                    case Change.AddedWording change -> take(at, change);
                    case Change.AddedCriterion change -> take(at, change);
                    case Change.AddedSource change -> take(at, change.source());
                }
            }
            if (!problems.isEmpty()) {
                return new Outcome.Refused(problems);
            }
            var adjusted = adjusted();
            checkSums(adjusted);
            adjusted.unfinished().forEach(item -> problem(Code.STILL_UNFINISHED, OptionalInt.empty(), item));
            if (problems.isEmpty()) {
                checkSound(adjusted, reader);
            }
            return problems.isEmpty() ? new Outcome.Adjusted(adjusted) : new Outcome.Refused(problems);
        }

        private void take(OptionalInt at, Change.ItemPoints change) {
            var item = items.get(change.item());
            if (item == null) {
                problem(Code.UNKNOWN_ITEM, at, change.item());
                return;
            }
            var open = item.open();
            if (open == null || open.least() == null || open.most() == null) {
                problem(Code.POINTS_NOT_OPEN, at, item.id());
            } else if (!change.points()
                    .equals(change.points().atLeast(open.least()).atMost(open.most()))) {
                problem(Code.POINTS_OUT_OF_BOUNDS, at, item.id(), change.points(), open.least(), open.most());
            } else if (itemPoints.putIfAbsent(item.id(), change.points()) != null) {
                problem(Code.POINTS_GIVEN_TWICE, at, item.id());
            }
            change.criteria().keySet().stream()
                    .sorted()
                    .filter(id -> item.criteria().stream()
                            .noneMatch(criterion -> criterion.id().equals(id)))
                    .forEach(id -> problem(Code.UNKNOWN_CRITERION, at, id));
            criterionPoints.putAll(change.criteria());
        }

        private void take(OptionalInt at, Change.AddedWording change) {
            var id = change.criterion();
            var item = itemOf.get(id);
            if (item == null) {
                problem(Code.UNKNOWN_CRITERION, at, id);
                return;
            }
            if (item.open() == null || !item.open().wording()) {
                problem(Code.WORDING_NOT_OPEN, at, id, item.id());
            } else if (change.wording().zh().isBlank()) {
                problem(Code.BLANK_WORDING, at, id);
            } else {
                var text = texts.getOrDefault(
                        id, standard.criterion(id).orElseThrow().text());
                texts.put(id, appended(text, change.wording()));
            }
        }

        private static LocalizedText appended(LocalizedText text, LocalizedText wording) {
            var english = text.en();
            return new LocalizedText(
                    text.zh() + "\n" + wording.zh(),
                    english == null ? null : english + "\n" + wording.in(Locale.ENGLISH));
        }

        private void take(OptionalInt at, Change.AddedCriterion change) {
            var item = items.get(change.item());
            if (item == null) {
                problem(Code.UNKNOWN_ITEM, at, change.item());
                return;
            }
            if (item.open() == null || !item.open().criteria()) {
                problem(Code.CRITERIA_NOT_OPEN, at, item.id());
            }
            if (!ids.add(change.criterion().id())) {
                problem(Code.ID_TAKEN, at, change.criterion().id());
            }
            added.computeIfAbsent(item.id(), _ -> new ArrayList<>()).add(change.criterion());
        }

        private void take(OptionalInt at, SourceDocument source) {
            if (sources.stream().anyMatch(other -> other.id().equals(source.id()))) {
                problem(Code.SOURCE_TAKEN, at, source.id());
            }
            sources.add(source);
        }

        private Standard adjusted() {
            return new Standard(
                    standard.id(),
                    version,
                    standard.title(),
                    standard.unitKinds(),
                    standard.base(),
                    standard.total(),
                    standard.sections().stream().map(this::adjusted).toList(),
                    standard.caps(),
                    sources,
                    standard.readings(),
                    lineage);
        }

        private Section adjusted(Section section) {
            var items = section.items().stream().map(this::adjusted).toList();
            var points = section.points();
            return new Section(
                    section.id(),
                    section.title(),
                    points == null ? null : points.plus(worth(items)).minus(worth(section.items())),
                    items);
        }

        private Item adjusted(Item item) {
            var points = itemPoints.getOrDefault(item.id(), item.points());
            var more = added.getOrDefault(item.id(), List.of());
            var criteria = Stream.concat(
                            item.criteria().stream().map(criterion -> adjusted(item, points, more, criterion)),
                            more.stream())
                    .toList();
            return new Item(item.id(), item.title(), points, criteria, item.open());
        }

        private Criterion adjusted(Item item, @Nullable Points points, List<Criterion> more, Criterion criterion) {
            var follows = itemPoints.containsKey(item.id())
                    && item.criteria().size() == 1
                    && criterion.points() != null
                    && points != null;
            var own = criterionPoints.getOrDefault(
                    criterion.id(), follows ? Objects.requireNonNull(points).minus(sum(more)) : criterion.points());
            return new Criterion(
                    criterion.id(),
                    texts.getOrDefault(criterion.id(), criterion.text()),
                    own,
                    criterion.rule(),
                    criterion.evidence(),
                    criterion.appliesTo(),
                    criterion.notApplicable(),
                    criterion.source());
        }

        /** Items as far apart from their criteria as before, where a cap made them so; and all of them together. */
        private void checkSums(Standard adjusted) {
            var after = adjusted.sections().stream()
                    .flatMap(section -> section.items().stream())
                    .toList();
            for (var item : after) {
                var before = Objects.requireNonNull(items.get(item.id()));
                var points = item.points();
                var gap = before.criteria().isEmpty() || before.points() == null
                        ? Points.ZERO
                        : before.points().minus(sum(before.criteria()));
                if (points != null
                        && !item.criteria().isEmpty()
                        && !points.equals(sum(item.criteria()).plus(gap))) {
                    problem(Code.ITEM_DOES_NOT_ADD_UP, OptionalInt.empty(), item.id(), points, sum(item.criteria()));
                }
            }
            var total = standard.total();
            var more = worth(after).minus(worth(items.values()));
            if (total != null && !more.equals(Points.ZERO)) {
                problem(Code.TOTAL_CHANGED, OptionalInt.empty(), total, total.plus(more));
            }
        }

        private void checkSound(Standard adjusted, PackReader reader) {
            var pack = new Pack(
                    new Region("110000", LocalizedText.ofChinese("调整"), Map.of()),
                    List.of(adjusted),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
            try {
                reader.read(PackFiles.of(PackWriter.write(pack)));
            } catch (PackRejectedException rejected) {
                for (var error : rejected.errors()) {
                    problem(
                            Code.UNSOUND,
                            OptionalInt.empty(),
                            new LocalizedText(
                                    error.path() + ": " + error.message().in(Locale.CHINESE),
                                    error.path() + ": " + error.message().in(Locale.ENGLISH)));
                }
            }
        }

        private void problem(Code code, OptionalInt at, Object... arguments) {
            problems.add(Problem.of(code, at, arguments));
        }
    }

    /** What items give together: their points, or where they have none their criteria's. */
    private static Points worth(Collection<Item> items) {
        return Points.sum(items.stream()
                .map(item -> item.points() == null ? sum(item.criteria()) : item.points())
                .toList());
    }

    private static Points sum(List<Criterion> criteria) {
        return Points.sum(criteria.stream()
                .map(Criterion::points)
                .filter(Objects::nonNull)
                .collect(Collectors.toList()));
    }
}
