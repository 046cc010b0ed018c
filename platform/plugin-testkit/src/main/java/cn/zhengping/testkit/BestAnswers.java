package cn.zhengping.testkit;

import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.PartFinding;
import cn.zhengping.spi.standard.Bound;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Option;
import cn.zhengping.spi.standard.Rule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers that earn a unit as many points as a standard gives, and pass its checks and gates. */
public final class BestAnswers extends SheetFiller {

    /** What members, inputs and quantities aim at where nothing limits them. */
    private static final Points PLENTY = Points.of(100);

    /** A year has four quarters, and caps by the quarter leave room in each. */
    private static final int QUARTERS = 4;

    private static final int MONTHS = 12;

    private BestAnswers(Scorer scorer, ScoringContext context) {
        super(scorer, context);
    }

    /**
     * Fills a sheet.
     *
     * @param context of the unit; inputs that derived criteria ask for are filled in
     * @throws IllegalStateException if a formula or a function accepts none of the values that were tried
     */
    public static FilledSheet of(Scorer scorer, ScoringContext context) {
        return new BestAnswers(scorer, context).fill();
    }

    @Override
    Answer answerTo(Criterion criterion) {
        return switch (criterion.rule()) {
            case Rule.Met _ -> new Answer.Met(Answer.Met.Verdict.MET, null);
            case Rule.Tiers rule -> new Answer.Tier(rule.tiers().getFirst().id());
            case Rule.Each rule -> new Answer.Members(members(criterion, rule));
            case Rule.Missing _ -> new Answer.Missing(Set.of());
            case Rule.Measured rule ->
                new Answer.Measured(rule.bounds().stream().collect(Collectors.toMap(Bound::id, BestAnswers::keeping)));
            case Rule.Judged rule -> new Answer.Judged(most(criterion, rule), "符合要求");
            case Rule.Check rule ->
                new Answer.Checked(
                        Answer.Checked.Finding.MET,
                        Answer.Checked.Method.ON_SITE,
                        rule.parts().stream().collect(Collectors.toMap(Rule.CheckPart::id, this::holding)));
            case Rule.Deduct _ -> new Answer.Incidents(List.of());
            case Rule.Gate rule -> new Answer.Gated(passing(rule));
            case Rule.Expression rule ->
                TriedValues.of(scorer, context, criterion, rule.variables()).best();
            case Rule.Coded rule ->
                TriedValues.of(scorer, context, criterion, rule.variables()).best();
            case Rule.Derived _ -> throw new IllegalArgumentException("Nobody answers " + criterion.id());
        };
    }

    /** Of each class as many as count, or as fill the criterion in each quarter, spread over the last four quarters. */
    private List<Answer.Member> members(Criterion criterion, Rule.Each rule) {
        var limit = Stream.of(criterion.points(), scorer.standard().total(), PLENTY)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        var quarters = scorer.standard().caps().stream()
                        .anyMatch(cap -> cap.scope() != Cap.Scope.SHEET
                                && (cap.criteria().isEmpty() || cap.criteria().contains(criterion.id())))
                ? QUARTERS
                : 1;
        var members = new ArrayList<Answer.Member>();
        for (var memberClass : rule.classes()) {
            var most = memberClass.atMost();
            var worth = memberClass.points().thousandths();
            var count = most != null ? most : worth <= 0 ? 0 : quarters * Math.ceilDiv(limit.thousandths(), worth);
            for (var i = 0; i < count; i++) {
                var name = memberClass.id() + "-" + (i + 1);
                members.add(new Answer.Member(memberClass.id(), quartersAgo(i % quarters), name, name));
            }
        }
        return members;
    }

    private LocalDate quartersAgo(int quarters) {
        return context.asOf().minusMonths(3L * quarters);
    }

    private static Points most(Criterion criterion, Rule.Judged rule) {
        var points = Objects.requireNonNull(criterion.points());
        return rule.step() == null
                ? points
                : new Points(points.thousandths()
                        - points.thousandths() % rule.step().thousandths());
    }

    private PartFinding holding(Rule.CheckPart part) {
        return switch (part) {
            case Rule.CheckPart.Quantity(var bound) -> new PartFinding.Measured(keeping(bound));
            case Rule.CheckPart.Listed list ->
                new PartFinding.Present(list.entries().stream().map(Option::id).collect(Collectors.toSet()));
            case Rule.CheckPart.Monthly monthly -> {
                var counts = new TreeMap<YearMonth, Integer>();
                var last = YearMonth.from(context.asOf());
                for (var i = 0; i < MONTHS; i++) {
                    counts.put(last.minusMonths(i), monthly.atLeast());
                }
                yield new PartFinding.Counts(counts);
            }
        };
    }

    private static Map<String, Answer.GateFinding> passing(Rule.Gate rule) {
        var findings = new HashMap<String, Answer.GateFinding>();
        for (var requirement : rule.requirements()) {
            var bound = requirement.bound();
            findings.put(requirement.id(), new Answer.GateFinding(true, bound == null ? null : keeping(bound), null));
        }
        for (var exclusion : rule.exclusions()) {
            var bound = exclusion.bound();
            findings.put(exclusion.id(), new Answer.GateFinding(false, bound == null ? null : breaking(bound), null));
        }
        return findings;
    }

    /** The limit itself. */
    static Answer.Quantity keeping(Bound bound) {
        return new Answer.Quantity(bound.limit(), bound.unit());
    }

    /** As little beyond the limit as three decimals can say. */
    static Answer.Quantity breaking(Bound bound) {
        var thousandth = BigDecimal.valueOf(1, 3);
        return new Answer.Quantity(
                switch (bound.comparison()) {
                    case AT_LEAST -> bound.limit().subtract(thousandth);
                    case AT_MOST -> bound.limit().add(thousandth);
                },
                bound.unit());
    }

    /** Enough for the summand, and with it the criterion, to reach its limit; a share is one. */
    @Override
    Score inputFor(Criterion criterion, Rule.Term term) {
        var limit = Stream.of(
                        term.atMost(), criterion.points(), scorer.standard().total(), PLENTY)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        var times = term.times();
        return times.signum() <= 0
                ? Score.ZERO
                : Score.of(limit)
                        .times(BigDecimal.TEN.pow(Math.max(0, times.scale())))
                        .dividedBy(
                                times.movePointRight(Math.max(0, times.scale())).longValueExact());
    }
}
