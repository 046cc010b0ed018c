package cn.zhengping.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.packs.Pack;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.OutcomeBand;
import cn.zhengping.spi.campaign.TitleTemplate;
import cn.zhengping.spi.code.CodedRule;
import cn.zhengping.spi.region.Region;
import cn.zhengping.spi.staff.Grade;
import cn.zhengping.spi.staff.GradeTable;
import cn.zhengping.spi.staff.StaffPolicy;
import cn.zhengping.spi.standard.AppliesTo;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.Open;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.SourceRef;
import cn.zhengping.spi.standard.Standard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each promise of the contract, seen broken once; also by what a loader would have refused before. */
class RegionContractBrokenTest {

    private static final List<Consumer<RegionContract>> EVERY_PROMISE = List.of(
            RegionContract::holdsSomething,
            RegionContract::everyCriterionHasItsWordingAndItsSource,
            RegionContract::everyUnitKindHasItsLabel,
            RegionContract::theBestAnswersReachTheTotal,
            RegionContract::theWorstAnswersReachTheLeast,
            RegionContract::anEmptySheetIsIncompleteAndListsEveryCriterion,
            RegionContract::scoringTwiceGivesTheSameBytes,
            RegionContract::everyOutcomeBandCanBeReached,
            RegionContract::everyGradeCanBeReached);

    private final Pack sample = SampleRegion.pack();

    @Test
    void the_sample_keeps_every_promise() {
        EVERY_PROMISE.forEach(promise -> assertThatCode(() -> promise.accept(new RegionContract(sample, List.of())))
                .doesNotThrowAnyException());
    }

    @Test
    void a_region_that_holds_nothing() {
        assertBroken(
                RegionContract::holdsSomething, pack(sample.region(), List.of(), List.of()), "what the region holds");
    }

    @Test
    void a_criterion_without_wording() {
        assertBroken(
                RegionContract::everyCriterionHasItsWordingAndItsSource,
                withCriterion(
                        "hall.sign", it -> copy(it, LocalizedText.ofChinese(" "), it.points(), it.rule(), it.source())),
                "wording of points hall.sign");
    }

    @Test
    void a_criterion_whose_source_is_not_there() {
        assertBroken(
                RegionContract::everyCriterionHasItsWordingAndItsSource,
                withCriterion(
                        "hall.sign",
                        it -> copy(it, it.text(), it.points(), it.rule(), new SourceRef("other", null, "1"))),
                "hall.sign");
    }

    @Test
    void a_criterion_without_its_row() {
        assertBroken(
                RegionContract::everyCriterionHasItsWordingAndItsSource,
                withCriterion(
                        "hall.sign",
                        it -> copy(it, it.text(), it.points(), it.rule(), new SourceRef("paper", null, ""))),
                "row of points hall.sign");
    }

    @Test
    void a_unit_kind_without_a_label() {
        var region = new Region("510000", LocalizedText.ofChinese("四川省"), Map.of());
        assertBroken(
                RegionContract::everyUnitKindHasItsLabel,
                pack(region, sample.standards(), sample.campaigns()),
                "TOWNSHIP_CENTRE");
    }

    @Test
    void a_standard_that_prints_more_than_it_gives() {
        assertBroken(
                RegionContract::theBestAnswersReachTheTotal,
                with(standard("points", it -> copy(it, Points.of(101), it.unitKinds(), it.sections()))),
                "points for TOWNSHIP_CENTRE");
    }

    @Test
    void a_criterion_whose_rule_cannot_give_its_points() {
        assertBroken(
                RegionContract::theBestAnswersReachTheTotal,
                withCriterion(
                        "hall.area",
                        it -> copy(
                                it,
                                it.text(),
                                it.points(),
                                new Rule.Tiers(((Rule.Tiers) it.rule()).tiers().reversed()),
                                it.source())),
                "total of the best answers");
    }

    @Test
    void a_rule_whose_lowest_tier_gives_points() {
        assertBroken(
                RegionContract::theWorstAnswersReachTheLeast,
                withCriterion(
                        "hall.area",
                        it -> copy(
                                it,
                                it.text(),
                                it.points(),
                                new Rule.Tiers(((Rule.Tiers) it.rule()).tiers().subList(0, 2)),
                                it.source())),
                "total of the worst answers");
    }

    @Test
    void a_standard_that_asks_nothing_of_a_kind_of_unit() {
        var standard = standard(
                "points",
                it -> copy(
                        it, it.total(), Set.of(UnitKind.TOWNSHIP_CENTRE, UnitKind.WINDOW), restricted(it.sections())));
        assertBroken(
                RegionContract::anEmptySheetIsIncompleteAndListsEveryCriterion, with(standard), "points for WINDOW");
    }

    @Test
    void a_function_that_does_not_answer_alike_twice() {
        var calls = new AtomicLong();
        var moody = new CodedRule() {
            @Override
            public String function() {
                return "moody";
            }

            @Override
            public Result score(Criterion criterion, Answer.Values values) {
                return new Result(new Points(calls.getAndIncrement() % 1000), LocalizedText.ofChinese("随机"));
            }
        };
        var pack = withCriterion(
                "staff.view", it -> copy(it, it.text(), it.points(), new Rule.Coded("moody", List.of()), it.source()));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> new RegionContract(pack, List.of(moody)).scoringTwiceGivesTheSameBytes())
                .withMessageContaining("scored twice");
    }

    @Test
    void an_outcome_that_no_sheet_reaches() {
        assertBroken(
                RegionContract::everyOutcomeBandCanBeReached,
                withOutcomes(List.of(new OutcomeBand(Points.of(101), grants()))),
                "most points of standard points");
    }

    @Test
    void an_outcome_behind_a_lower_one() {
        assertBroken(
                RegionContract::everyOutcomeBandCanBeReached,
                withOutcomes(
                        List.of(new OutcomeBand(Points.of(80), grants()), new OutcomeBand(Points.of(90), grants()))),
                "outcome at 90");
    }

    @Test
    void an_outcome_that_grants_nothing() {
        assertBroken(
                RegionContract::everyOutcomeBandCanBeReached,
                withOutcomes(List.of(new OutcomeBand(Points.of(80), List.of()))),
                "grants at 80");
    }

    @Test
    void a_region_of_policies_and_halls_alone_keeps_every_promise() {
        var pack = withPolicies(sample.policies());

        EVERY_PROMISE.forEach(promise -> assertThatCode(() -> promise.accept(new RegionContract(pack, List.of())))
                .doesNotThrowAnyException());
    }

    @Test
    void a_grade_that_no_sheet_reaches() {
        assertBroken(
                RegionContract::everyGradeCanBeReached,
                withPolicies(List.of(policy(sample.policies().getFirst().floor(), Points.parse("110.001")))),
                "110.001 of TEMPORARY");
    }

    @Test
    void a_grade_behind_a_lower_one() {
        assertBroken(
                RegionContract::everyGradeCanBeReached,
                withPolicies(List.of(policy(null, Points.of(89)))),
                "90 of TEMPORARY");
    }

    @Test
    void a_floor_is_part_of_the_least() {
        // 100 − 40 = 60, lifted to 80
        assertThatCode(() ->
                        new RegionContract(withPolicies(sample.policies()), List.of()).theWorstAnswersReachTheLeast())
                .doesNotThrowAnyException();
        assertThatCode(() -> new RegionContract(withPolicies(List.of(policy(null, Points.of(110)))), List.of())
                        .theWorstAnswersReachTheLeast())
                .doesNotThrowAnyException();
    }

    @Test
    void a_standard_that_waits_for_a_tenant_is_left_to_it() {
        var slot = new Item(
                "slot", LocalizedText.ofChinese("项"), Points.of(100), List.of(), new Open(null, null, false, true));
        var unfinished = standard(
                "points",
                it -> copy(
                        it,
                        it.total(),
                        it.unitKinds(),
                        List.of(new Section("all", LocalizedText.ofChinese("章"), null, List.of(slot)))));

        assertThatCode(() -> new RegionContract(with(unfinished), List.of()).theBestAnswersReachTheTotal())
                .doesNotThrowAnyException();
    }

    private Pack withPolicies(List<StaffPolicy> policies) {
        return new Pack(
                sample.region(), List.of(), policies, List.of(), sample.halls(), List.of(), List.of(), List.of());
    }

    /** The sample's, its highest grade from here on. */
    private StaffPolicy policy(@Nullable Points floor, Points highest) {
        var it = sample.policies().getFirst();
        var table = it.grades().getFirst();
        var grades = new ArrayList<>(table.grades());
        grades.set(
                0, new Grade(grades.getFirst().id(), highest, grades.getFirst().label()));
        return new StaffPolicy(
                it.rules(),
                it.posts(),
                it.occasion(),
                it.periods(),
                floor,
                it.yearly(),
                List.of(new GradeTable(table.employment(), grades, table.source())));
    }

    private static void assertBroken(Consumer<RegionContract> promise, Pack pack, String message) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> promise.accept(new RegionContract(pack, List.of())))
                .withMessageContaining(message);
    }

    private List<Grant> grants() {
        return sample.campaigns()
                .getFirst()
                .titles()
                .getFirst()
                .outcomes()
                .getFirst()
                .grants();
    }

    private Pack withOutcomes(List<OutcomeBand> outcomes) {
        var campaign = sample.campaigns().getFirst();
        var title = campaign.titles().getFirst();
        var changed = new TitleTemplate(
                title.id(),
                title.title(),
                title.unitKind(),
                title.standard(),
                outcomes,
                title.acts(),
                title.validYears(),
                title.revocations(),
                title.awards(),
                title.source());
        return pack(
                sample.region(),
                sample.standards(),
                List.of(new CampaignTemplate(
                        campaign.id(),
                        campaign.version(),
                        campaign.title(),
                        List.of(changed),
                        campaign.phases(),
                        campaign.cycle(),
                        campaign.ranking(),
                        campaign.sources(),
                        campaign.readings())));
    }

    private Pack with(Standard standard) {
        return pack(sample.region(), List.of(standard), List.of());
    }

    private static Pack pack(Region region, List<Standard> standards, List<CampaignTemplate> campaigns) {
        return new Pack(region, standards, List.of(), campaigns, List.of(), List.of(), List.of(), List.of());
    }

    private Standard standard(String id, UnaryOperator<Standard> change) {
        return change.apply(SampleRegion.standard(id));
    }

    private Pack withCriterion(String id, UnaryOperator<Criterion> change) {
        return with(standard(
                "points",
                it -> copy(
                        it,
                        it.total(),
                        it.unitKinds(),
                        map(it.sections(), each -> each.id().equals(id) ? change.apply(each) : each))));
    }

    private static List<Section> restricted(List<Section> sections) {
        var townships = new AppliesTo(Set.of(UnitKind.TOWNSHIP_CENTRE), Set.of());
        return map(
                sections,
                it -> new Criterion(
                        it.id(),
                        it.text(),
                        it.points(),
                        it.rule(),
                        it.evidence(),
                        townships,
                        it.notApplicable(),
                        it.source()));
    }

    private static List<Section> map(List<Section> sections, UnaryOperator<Criterion> change) {
        return sections.stream()
                .map(section -> new Section(
                        section.id(),
                        section.title(),
                        section.points(),
                        section.items().stream()
                                .map(item -> new Item(
                                        item.id(),
                                        item.title(),
                                        item.points(),
                                        item.criteria().stream().map(change).toList(),
                                        item.open()))
                                .toList()))
                .toList();
    }

    private static Criterion copy(
            Criterion it, LocalizedText text, @Nullable Points points, Rule rule, SourceRef source) {
        return new Criterion(it.id(), text, points, rule, it.evidence(), it.appliesTo(), it.notApplicable(), source);
    }

    private static Standard copy(Standard it, @Nullable Points total, Set<UnitKind> unitKinds, List<Section> sections) {
        return new Standard(
                it.id(),
                it.version(),
                it.title(),
                unitKinds,
                it.base(),
                total,
                sections,
                it.caps(),
                it.sources(),
                it.readings(),
                it.lineage());
    }
}
