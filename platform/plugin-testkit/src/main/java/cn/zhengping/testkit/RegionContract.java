package cn.zhengping.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.packs.Pack;
import cn.zhengping.scoring.CriterionScore.Verdict;
import cn.zhengping.scoring.RuleKind;
import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.campaign.OutcomeBand;
import cn.zhengping.spi.campaign.TitleTemplate;
import cn.zhengping.spi.code.CodedRule;
import cn.zhengping.spi.staff.StaffPolicy;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.Standard;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What every region has to keep, one method for each promise; a broken one is an {@link AssertionError} that names it. */
final class RegionContract {

    /** The last day of a year, so that all its quarters lie behind. */
    private static final LocalDate AS_OF = LocalDate.of(2025, 12, 31);

    private final Pack pack;
    private final List<CodedRule> functions;

    RegionContract(Pack pack, List<CodedRule> functions) {
        this.pack = pack;
        this.functions = functions;
    }

    void holdsSomething() {
        assertThat(Stream.of(
                                pack.standards(),
                                pack.policies(),
                                pack.campaigns(),
                                pack.halls(),
                                pack.ratings(),
                                pack.forms(),
                                pack.languages())
                        .flatMap(List::stream))
                .as("what the region holds")
                .isNotEmpty();
    }

    void everyCriterionHasItsWordingAndItsSource() {
        for (var standard : rubrics()) {
            var documents = standard.sources().stream().map(SourceDocument::id).toList();
            standard.criteria().forEach(criterion -> {
                assertThat(criterion.text().zh())
                        .as("wording of %s", name(standard, criterion))
                        .isNotBlank();
                assertThat(documents)
                        .as("sources of %s, for %s", standard.id(), criterion.id())
                        .contains(criterion.source().document());
                assertThat(criterion.source().row())
                        .as("row of %s", name(standard, criterion))
                        .isNotBlank();
            });
        }
    }

    void everyUnitKindHasItsLabel() {
        var used = EnumSet.noneOf(UnitKind.class);
        rubrics().forEach(standard -> used.addAll(standard.unitKinds()));
        pack.halls().forEach(hall -> used.addAll(hall.unitKinds()));
        pack.ratings().forEach(rating -> used.addAll(rating.unitKinds()));
        pack.campaigns().forEach(campaign -> campaign.titles().forEach(title -> used.add(title.unitKind())));
        assertThat(pack.region().unitLabels().keySet())
                .as("unit kinds with a label in region.yaml")
                .containsAll(used);
    }

    /** The best answers reach exactly the most, pass every gate and meet every check. */
    void theBestAnswersReachTheTotal() {
        forEachSheet((scorer, context) -> {
            var result = BestAnswers.of(scorer, context).scoredBy(scorer);
            var name = name(scorer, context);
            assertThat(result.gaps()).as("gaps in the best answers to %s", name).isEmpty();
            if (addsWithoutLimit(scorer.standard())) {
                assertThat(result.total())
                        .as("total of the best answers to %s", name)
                        .isGreaterThanOrEqualTo(result.maximum());
            } else {
                assertThat(result.total())
                        .as("total of the best answers to %s", name)
                        .isEqualTo(result.maximum());
            }
            assertThat(result.verdicts().values())
                    .as("gates, with the best answers to %s", name)
                    .allMatch(verdict -> verdict == Verdict.PASSED);
            assertThat(result.criteria())
                    .filteredOn(score -> score.rule() == RuleKind.CHECK)
                    .as("checks, with the best answers to %s", name)
                    .allSatisfy(score -> assertThat(score.finding()).isEqualTo(Finding.MET));
            var total = scorer.standard().total();
            if (total != null && context.duties().equals(duties(scorer.standard()))) {
                assertThat(result.total())
                        .as("total of the best answers to %s, as the standard prints it", name)
                        .isEqualTo(Score.of(total));
            }
        });
    }

    private static boolean addsWithoutLimit(Standard standard) {
        return standard.criteria()
                .anyMatch(criterion -> criterion.points() == null && criterion.rule() instanceof Rule.Each);
    }

    /** The worst answers leave nothing but the base less what incidents cost, pass no gate and meet no check. */
    void theWorstAnswersReachTheLeast() {
        forEachSheet((scorer, context) -> {
            var sheet = WorstAnswers.of(scorer, context);
            var result = sheet.scoredBy(scorer);
            var name = name(scorer, context);
            assertThat(result.gaps())
                    .as("gaps in the worst answers to %s", name)
                    .isEmpty();
            assertThat(result.total())
                    .as("total of the worst answers to %s", name)
                    .isEqualTo(least(scorer.standard(), sheet, result));
            assertThat(result.verdicts().values())
                    .as("gates, with the worst answers to %s", name)
                    .allMatch(verdict -> verdict == Verdict.FAILED);
            assertThat(result.criteria())
                    .filteredOn(score -> score.rule() == RuleKind.CHECK)
                    .as("checks, with the worst answers to %s", name)
                    .allSatisfy(score -> assertThat(score.finding()).isEqualTo(Finding.NOT_MET));
        });
    }

    /** Worked out from the records, not by the engine; only what a formula gives is the engine's word. */
    private Score least(Standard standard, FilledSheet sheet, ScoreResult result) {
        var least = Score.of(standard.base());
        for (var score : result.criteria()) {
            var criterion = standard.criterion(score.criterion()).orElseThrow();
            least = least.plus(
                    switch (criterion.rule()) {
                        case Rule.Expression _, Rule.Coded _, Rule.Derived _ ->
                            score.points() == null ? Score.ZERO : score.points();
                        case Rule.Missing rule -> Score.of(leftOver(criterion, rule, sheet));
                        case Rule.Deduct rule when criterion.points() == null -> costs(standard, rule, sheet);
                        case Rule.Met _,
                                Rule.Tiers _,
                                Rule.Each _,
                                Rule.Measured _,
                                Rule.Judged _,
                                Rule.Check _,
                                Rule.Deduct _,
                                Rule.Gate _ -> Score.ZERO;
                    });
        }
        var floor = policy(standard).map(StaffPolicy::floor);
        return floor.isPresent() ? least.atLeast(Score.of(floor.get())) : least;
    }

    /** A list that is shorter than the points leaves some even if all of it is missing. */
    private static Points leftOver(Criterion criterion, Rule.Missing rule, FilledSheet sheet) {
        var catalogue = sheet.context().catalogue();
        var most = criterion.points();
        var perItem = rule.perItem();
        if (most == null || perItem == null) {
            return Points.ZERO;
        }
        var missing = !rule.expected().isEmpty() ? rule.expected().size() : catalogue == null ? 0 : catalogue.size();
        return most.minus(perItem.times(missing)).atLeast(Points.ZERO);
    }

    private static Score costs(Standard standard, Rule.Deduct rule, FilledSheet sheet) {
        var costly = !rule.bookedUnderProvedRule()
                ? Optional.of(rule)
                : standard.criteria()
                        .filter(criterion -> sheet.answers().containsKey(criterion.id()))
                        .map(Criterion::rule)
                        .filter(other -> other instanceof Rule.Deduct deduct && !deduct.bookedUnderProvedRule())
                        .map(Rule.Deduct.class::cast)
                        .findFirst();
        return costly.map(each -> Score.of(WorstAnswers.costliest(each).cost()).negate())
                .orElse(Score.ZERO);
    }

    void anEmptySheetIsIncompleteAndListsEveryCriterion() {
        forEachSheet((scorer, context) -> {
            var inputs = BestAnswers.of(scorer, context).context();
            var result = scorer.score(Map.of(), inputs);
            assertThat(result.total())
                    .as("total of an empty sheet of %s", name(scorer, context))
                    .isNull();
            assertThat(result.gaps())
                    .as("gaps in an empty sheet of %s", name(scorer, context))
                    .isNotEmpty()
                    .containsExactlyElementsOf(scorer.toAnswer(context));
        });
    }

    /** The same answers, handed over in another order and scored by another scorer. */
    void scoringTwiceGivesTheSameBytes() {
        forEachSheet((scorer, context) -> {
            for (var sheet : List.of(BestAnswers.of(scorer, context), WorstAnswers.of(scorer, context))) {
                var turned = new LinkedHashMap<String, Answer>();
                sheet.answers().keySet().stream()
                        .sorted(Comparator.reverseOrder())
                        .forEach(id -> turned.put(id, sheet.answers().get(id)));
                var again = scorer(scorer.standard()).score(turned, sheet.context());
                assertThat(again.canonicalJson())
                        .as("result of %s, scored twice", name(scorer, context))
                        .isEqualTo(sheet.scoredBy(scorer).canonicalJson());
            }
        });
    }

    /** Its threshold gives a band and a thousandth less does not; and some sheet reaches it. */
    void everyOutcomeBandCanBeReached() {
        for (var campaign : pack.campaigns()) {
            for (var title : campaign.titles()) {
                for (var band : title.outcomes()) {
                    var name = "%s of title %s in campaign %s".formatted(band.from(), title.id(), campaign.id());
                    assertThat(outcome(title, band.from()))
                            .as("outcome at %s", name)
                            .contains(band);
                    assertThat(outcome(title, band.from().minus(new Points(1))))
                            .as("outcome a thousandth below %s", name)
                            .isNotEqualTo(Optional.of(band));
                    assertThat(band.grants()).as("grants at %s", name).isNotEmpty();
                    if (title.standard() != null
                            && standard(title.standard()).unfinished().isEmpty()) {
                        assertThat(most(standard(title.standard()), title.unitKind()))
                                .as("most points of standard %s, for the outcome at %s", title.standard(), name)
                                .isGreaterThanOrEqualTo(Score.of(band.from()));
                    }
                }
            }
        }
    }

    private static Optional<OutcomeBand> outcome(TitleTemplate title, Points total) {
        return title.outcomes().stream()
                .filter(band -> total.compareTo(band.from()) >= 0)
                .findFirst();
    }

    /** Its threshold gives a grade and a thousandth less does not; and some sheet reaches it. */
    void everyGradeCanBeReached() {
        for (var policy : pack.policies()) {
            for (var table : policy.grades()) {
                for (var grade : table.grades()) {
                    var from = grade.from();
                    if (from != null) {
                        var name = "%s of %s in policy %s".formatted(from, table.employment(), policy.id());
                        assertThat(policy.grade(table.employment(), each -> from.compareTo(each) >= 0))
                                .as("grade at %s", name)
                                .contains(grade);
                        assertThat(policy.grade(table.employment(), each -> from.compareTo(each) > 0))
                                .as("grade just below %s", name)
                                .isPresent()
                                .isNotEqualTo(Optional.of(grade));
                        for (var unitKind : policy.rules().unitKinds()) {
                            assertThat(most(policy.rules(), unitKind))
                                    .as("most points, for the grade at %s", name)
                                    .isGreaterThanOrEqualTo(Score.of(from));
                        }
                    }
                }
            }
        }
    }

    private Standard standard(String id) {
        return pack.standards().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no standard " + id));
    }

    /** The policy whose rules these are. */
    private Optional<StaffPolicy> policy(Standard rules) {
        return pack.policies().stream()
                .filter(policy -> policy.id().equals(rules.id()))
                .findFirst();
    }

    private Scorer scorer(Standard standard) {
        return policy(standard)
                .map(policy -> Scorer.of(policy, functions))
                .orElseGet(() -> Scorer.of(standard, functions));
    }

    private Score most(Standard standard, UnitKind unitKind) {
        var scorer = scorer(standard);
        var total = BestAnswers.of(scorer, context(standard, unitKind, duties(standard)))
                .scoredBy(scorer)
                .total();
        return total == null ? Score.ZERO : total;
    }

    private List<Standard> rubrics() {
        return pack.rubrics().toList();
    }

    /** Each finished standard and policy, for each kind of unit that it judges, with all duties and with each alone. */
    private void forEachSheet(BiConsumer<Scorer, ScoringContext> check) {
        for (var standard : rubrics()) {
            if (!standard.unfinished().isEmpty()) {
                continue;
            }
            var scorer = scorer(standard);
            var all = duties(standard);
            var choices = new LinkedHashSet<Set<String>>();
            choices.add(all);
            all.forEach(duty -> choices.add(Set.of(duty)));
            for (var unitKind : new TreeSet<>(standard.unitKinds())) {
                choices.forEach(duties -> check.accept(scorer, context(standard, unitKind, duties)));
            }
        }
    }

    private static Set<String> duties(Standard standard) {
        return standard.criteria()
                .flatMap(criterion -> criterion.appliesTo().duties().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A unit whose catalogue is so long that all of it missing leaves nothing of any criterion. */
    private static ScoringContext context(Standard standard, UnitKind unitKind, Set<String> duties) {
        var items = standard.criteria()
                .mapToLong(criterion -> criterion.rule() instanceof Rule.Missing(var perItem, var expected)
                                && expected.isEmpty()
                                && perItem != null
                                && criterion.points() != null
                        ? Math.ceilDiv(criterion.points().thousandths(), perItem.thousandths())
                        : 1)
                .max()
                .orElse(1);
        var catalogue =
                LongStream.rangeClosed(1, items).mapToObj(i -> "item-" + i).collect(Collectors.toSet());
        return new ScoringContext(AS_OF, unitKind, duties, catalogue, Map.of());
    }

    private static String name(Standard standard, Criterion criterion) {
        return standard.id() + " " + criterion.id();
    }

    private static String name(Scorer scorer, ScoringContext context) {
        return "%s for %s %s".formatted(scorer.standard().id(), context.unitKind(), context.duties());
    }
}
