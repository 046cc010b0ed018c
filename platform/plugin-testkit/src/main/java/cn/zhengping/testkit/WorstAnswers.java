package cn.zhengping.testkit;

import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.standard.Bound;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Option;
import cn.zhengping.spi.standard.Rule;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers that earn a unit as few points as a standard can give, and fail its checks and gates. Where nothing limits
 * deductions, each deducting criterion has one incident, the costliest.
 */
public final class WorstAnswers extends SheetFiller {

    private WorstAnswers(Scorer scorer, ScoringContext context) {
        super(scorer, context);
    }

    /**
     * Fills a sheet.
     *
     * @param context of the unit, whose whole catalogue is missing; inputs that derived criteria ask for are filled in
     * @throws IllegalStateException if a formula or a function accepts none of the values that were tried
     */
    public static FilledSheet of(Scorer scorer, ScoringContext context) {
        return new WorstAnswers(scorer, context).fill();
    }

    @Override
    Answer answerTo(Criterion criterion) {
        return switch (criterion.rule()) {
            case Rule.Met _ -> new Answer.Met(Answer.Met.Verdict.NOT_MET, null);
            case Rule.Tiers rule -> new Answer.Tier(rule.tiers().getLast().id());
            case Rule.Each _ -> new Answer.Members(List.of());
            case Rule.Missing rule -> new Answer.Missing(everything(rule));
            case Rule.Measured rule ->
                new Answer.Measured(rule.bounds().stream().collect(Collectors.toMap(Bound::id, BestAnswers::breaking)));
            case Rule.Judged _ -> new Answer.Judged(Points.ZERO, "不符合要求");
            case Rule.Check _ ->
                new Answer.Checked(Answer.Checked.Finding.NOT_MET, Answer.Checked.Method.ON_SITE, Map.of());
            case Rule.Deduct rule -> new Answer.Incidents(incidents(criterion, rule));
            case Rule.Gate rule -> new Answer.Gated(failing(rule));
            case Rule.Expression rule ->
                TriedValues.of(scorer, context, criterion, rule.variables()).worst();
            case Rule.Coded rule ->
                TriedValues.of(scorer, context, criterion, rule.variables()).worst();
            case Rule.Derived _ -> throw new IllegalArgumentException("Nobody answers " + criterion.id());
        };
    }

    private Set<String> everything(Rule.Missing rule) {
        var catalogue = context.catalogue();
        return !rule.expected().isEmpty()
                ? rule.expected().stream().map(Option::id).collect(Collectors.toSet())
                : catalogue == null ? Set.of() : catalogue;
    }

    private List<Answer.Incident> incidents(Criterion criterion, Rule.Deduct rule) {
        if (rule.bookedUnderProvedRule()) {
            return proved().map(List::of).orElse(List.of());
        }
        var worst = costliest(rule);
        var points = criterion.points();
        var count = points == null ? 1 : Math.ceilDiv(points.thousandths(), worst.cost.thousandths());
        return Collections.nCopies(Math.toIntExact(count), worst.incident(context, null));
    }

    /** The first deducting criterion of the sheet that an incident can prove. */
    private Optional<Answer.Incident> proved() {
        var toAnswer = scorer.toAnswer(context);
        return scorer.standard()
                .criteria()
                .filter(criterion -> toAnswer.contains(criterion.id()))
                .filter(criterion -> criterion.rule() instanceof Rule.Deduct rule && !rule.bookedUnderProvedRule())
                .findFirst()
                .map(criterion -> costliest((Rule.Deduct) criterion.rule()).incident(context, criterion.id()));
    }

    /** What an incident can cost at most. */
    static Cost costliest(Rule.Deduct rule) {
        var raised = rule.raised();
        return rule.variants().stream()
                .flatMap(variant -> Stream.concat(
                        Stream.concat(
                                Stream.of(new Cost(variant.points(), variant, null, false)),
                                raised == null
                                        ? Stream.empty()
                                        : Stream.of(new Cost(raised.most(), variant, null, true))),
                        rule.multiples().stream()
                                .map(multiple ->
                                        new Cost(variant.points().times(multiple.times()), variant, multiple, false))))
                .max(Comparator.comparing(Cost::cost))
                .orElseThrow();
    }

    record Cost(Points cost, Rule.Variant variant, Rule.@Nullable Multiple multiple, boolean raised) {

        Answer.Incident incident(ScoringContext context, @Nullable String provedCriterion) {
            var proves = provedCriterion != null;
            return new Answer.Incident(
                    context.asOf(),
                    proves ? null : variant.id(),
                    multiple == null ? null : multiple.id(),
                    raised ? cost : null,
                    raised ? "造成不良影响" : null,
                    provedCriterion,
                    proves ? variant.id() : null);
        }
    }

    private static Map<String, Answer.GateFinding> failing(Rule.Gate rule) {
        var findings = new HashMap<String, Answer.GateFinding>();
        for (var requirement : rule.requirements()) {
            var bound = requirement.bound();
            findings.put(
                    requirement.id(),
                    new Answer.GateFinding(false, bound == null ? null : BestAnswers.breaking(bound), null));
        }
        for (var exclusion : rule.exclusions()) {
            var bound = exclusion.bound();
            findings.put(
                    exclusion.id(),
                    new Answer.GateFinding(true, bound == null ? null : BestAnswers.keeping(bound), null));
        }
        return findings;
    }

    @Override
    Score inputFor(Criterion criterion, Rule.Term term) {
        return Score.ZERO;
    }
}
