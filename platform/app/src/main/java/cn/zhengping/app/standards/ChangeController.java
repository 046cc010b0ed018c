package cn.zhengping.app.standards;

import cn.zhengping.app.standards.Adjustments.Wanted;
import cn.zhengping.app.standards.StandardsController.StandardView;
import cn.zhengping.packs.adjust.Change;
import cn.zhengping.scoring.compare.Change.Kind;
import cn.zhengping.scoring.compare.StandardDiff;
import cn.zhengping.scoring.compare.StandardDiff.PlacedCriterion;
import cn.zhengping.scoring.compare.StandardDiff.PlacedItem;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.SourceDocument;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** What is different between two standards, and what a tenant makes different, over GraphQL. */
@Controller
class ChangeController {

    private final Standards standards;
    private final Adjustments adjustments;

    ChangeController(Standards standards, Adjustments adjustments) {
        this.standards = standards;
        this.adjustments = adjustments;
    }

    record DiffView(
            StandardView before,
            StandardView after,
            Set<Kind> whole,
            List<SectionChange> sections,
            List<ItemChange> items,
            List<CriterionChange> criteria,
            List<CapChange> caps) {}

    record SectionChange(
            String id,
            Set<Kind> kinds,
            @Nullable Section before,
            @Nullable Section after) {

        static SectionChange of(cn.zhengping.scoring.compare.Change<Section> change) {
            return new SectionChange(change.id(), change.kinds(), change.before(), change.after());
        }
    }

    record ItemChange(
            String id,
            Set<Kind> kinds,
            @Nullable String sectionBefore,
            @Nullable String sectionAfter,
            @Nullable Item before,
            @Nullable Item after) {

        static ItemChange of(cn.zhengping.scoring.compare.Change<PlacedItem> change) {
            var before = change.before();
            var after = change.after();
            return new ItemChange(
                    change.id(),
                    change.kinds(),
                    before == null ? null : before.section().id(),
                    after == null ? null : after.section().id(),
                    before == null ? null : before.item(),
                    after == null ? null : after.item());
        }
    }

    record CriterionChange(
            String id,
            Set<Kind> kinds,
            @Nullable String itemBefore,
            @Nullable String itemAfter,
            @Nullable Criterion before,
            @Nullable Criterion after) {

        static CriterionChange of(cn.zhengping.scoring.compare.Change<PlacedCriterion> change) {
            var before = change.before();
            var after = change.after();
            return new CriterionChange(
                    change.id(),
                    change.kinds(),
                    before == null ? null : before.item().id(),
                    after == null ? null : after.item().id(),
                    before == null ? null : before.criterion(),
                    after == null ? null : after.criterion());
        }
    }

    record CapChange(
            String id,
            Set<Kind> kinds,
            @Nullable Points before,
            @Nullable Points after) {

        static CapChange of(cn.zhengping.scoring.compare.Change<Cap> change) {
            return new CapChange(
                    change.id(),
                    change.kinds(),
                    change.before() == null ? null : change.before().most(),
                    change.after() == null ? null : change.after().most());
        }
    }

    @QueryMapping
    DiffView standardDiff(@Argument String before, @Argument String after) {
        var from = StandardRef.parse(before);
        var to = StandardRef.parse(after);
        var then = standards.standard(from);
        var now = standards.standard(to);
        var diff = StandardDiff.between(then, now);
        return new DiffView(
                StandardView.of(from.plugin(), then),
                StandardView.of(to.plugin(), now),
                diff.whole() == null ? Set.of() : diff.whole().kinds(),
                diff.sections().stream().map(SectionChange::of).toList(),
                diff.items().stream().map(ItemChange::of).toList(),
                diff.criteria().stream().map(CriterionChange::of).toList(),
                diff.caps().stream().map(CapChange::of).toList());
    }

    record AdjustStandardInput(String standard, String version, List<ChangeInput> changes) {}

    record ChangeInput(
            @Nullable ItemPointsInput itemPoints,
            @Nullable AddedWordingInput addedWording,
            @Nullable AddedCriterionInput addedCriterion,
            @Nullable AddedSourceInput addedSource) {

        Wanted toWanted() {
            if (addedCriterion != null) {
                return new Wanted(null, addedCriterion.item(), addedCriterion.criterion());
            }
            return new Wanted(change(), null, null);
        }

        private Change change() {
            if (itemPoints != null) {
                return itemPoints.toChange();
            }
            if (addedWording != null) {
                return addedWording.toChange();
            }
            if (addedSource != null) {
                return addedSource.toChange();
            }
            throw new IllegalStateException("GraphQL lets in no change that is none");
        }
    }

    record CriterionPointsInput(String criterion, Points points) {}

    record ItemPointsInput(
            String item, Points points, @Nullable List<CriterionPointsInput> criteria) {

        Change toChange() {
            return new Change.ItemPoints(
                    item,
                    points,
                    criteria == null
                            ? Map.of()
                            : criteria.stream()
                                    .collect(Collectors.toMap(
                                            CriterionPointsInput::criterion,
                                            CriterionPointsInput::points,
                                            (first, second) -> second)));
        }
    }

    record AddedWordingInput(
            String criterion, String zh, @Nullable String en) {

        Change toChange() {
            return new Change.AddedWording(criterion, new LocalizedText(zh, en));
        }
    }

    record AddedCriterionInput(String item, String criterion) {}

    record AddedSourceInput(
            String id,
            String title,
            @Nullable String number,
            String issuer,
            @Nullable LocalDate date) {

        Change toChange() {
            return new Change.AddedSource(new SourceDocument(id, title, number, issuer, date));
        }
    }

    @MutationMapping
    InstalledPlugin adjustStandard(@Argument AdjustStandardInput input) {
        return adjustments.adjust(
                StandardRef.parse(input.standard()),
                input.version(),
                input.changes().stream().map(ChangeInput::toWanted).toList());
    }
}
