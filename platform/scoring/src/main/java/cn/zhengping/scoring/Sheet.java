package cn.zhengping.scoring;

import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.scoring.ScoreResult.Adjustment;
import cn.zhengping.scoring.ScoreResult.Subtotal;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Incident;
import cn.zhengping.spi.standard.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One scoring of one sheet: the steps that {@link Scorer} names, in their order. */
final class Sheet {

    private final Scorer scorer;
    private final Map<String, Answer> answers;
    private final ScoringContext context;
    private final @Nullable Filling filling;

    /** By index of the criterion; null for what does not apply to the unit. */
    private final @Nullable Line[] lines;

    /** What is taken for a criterion that nobody answered. */
    enum Filling {
        /** No points. */
        NOTHING,
        /** All of its points. */
        EVERYTHING
    }

    /** @param filling null leaves open what is open */
    Sheet(Scorer scorer, Map<String, Answer> answers, ScoringContext context, @Nullable Filling filling) {
        this.scorer = scorer;
        this.answers = answers;
        this.context = context;
        this.filling = filling;
        this.lines = new Line[scorer.criteria.length];
    }

    ScoreResult score() {
        markAll();
        scorer.caps.cutPeriods(lines);
        for (var line : lines) {
            if (line != null && !line.amounts.isEmpty()) {
                line.limited(sum(line.amounts));
            }
        }
        scorer.caps.cutDirect(lines);
        for (var prepared : scorer.derived) {
            var line = lines[prepared.index()];
            if (line != null) {
                DerivedMarking.mark(line, (Rule.Derived) prepared.criterion().rule(), scorer, lines);
                if (line.gap) {
                    fill(line);
                }
            }
        }
        scorer.caps.cutWithDerived(lines);
        addConsequences();
        return result();
    }

    private void markAll() {
        var found = 0;
        for (var prepared : scorer.criteria) {
            if (!prepared.appliesTo(context)) {
                continue;
            }
            var answer = answers.get(prepared.id());
            var line = new Line(prepared, answer, context);
            lines[prepared.index()] = line;
            if (answer != null) {
                found++;
                Marking.mark(line, answer, scorer);
            } else if (prepared.kind() != RuleKind.DERIVED) {
                line.open = true;
                line.gap = true;
                line.say(Reason.UNANSWERED);
                fill(line);
            }
        }
        if (found < answers.size()) {
            scorer.requireKnown(answers.keySet(), context);
        }
    }

    private void fill(Line line) {
        if (filling == null) {
            return;
        }
        line.open = false;
        if (line.prepared.most() != null) {
            line.points = filling == Filling.EVERYTHING ? line.prepared.most() : Score.ZERO;
        }
    }

    private static Score sum(List<Line.Dated> amounts) {
        var sum = 0L;
        for (var amount : amounts) {
            sum = Math.addExact(sum, amount.thousandths);
        }
        return Score.ofThousandths(sum);
    }

    private void addConsequences() {
        for (var line : lines) {
            if (line == null
                    || !(line.prepared.criterion().rule() instanceof Rule.Deduct rule)
                    || rule.consequences().isEmpty()) {
                continue;
            }
            var incidents = new ArrayList<Incident>();
            if (line.answer instanceof Answer.Incidents own) {
                incidents.addAll(own.incidents());
            }
            if (scorer.refers) {
                addThoseThatProve(line.prepared.id(), incidents);
            }
            line.consequences = DeductMarking.consequences(rule, incidents, context.period());
        }
    }

    private void addThoseThatProve(String criterionId, List<Incident> incidents) {
        for (var line : lines) {
            if (line != null && line.answer instanceof Answer.Incidents referring) {
                for (var incident : referring.incidents()) {
                    if (criterionId.equals(incident.provedCriterion())) {
                        incidents.add(incident);
                    }
                }
            }
        }
    }

    private ScoreResult result() {
        var criteria = new ArrayList<CriterionScore>(lines.length);
        var gaps = new ArrayList<String>();
        var sum = Score.of(scorer.standard.base());
        for (var line : lines) {
            if (line == null) {
                continue;
            }
            criteria.add(line.score());
            if (line.gap) {
                gaps.add(line.prepared.id());
            }
            if (line.points != null) {
                sum = sum.plus(line.points);
            }
        }
        var adjustments = new ArrayList<Adjustment>(0);
        var soFar = floored(limited(scaled(sum, adjustments), adjustments), adjustments);
        return new ScoreResult(
                scorer.standard.id(),
                scorer.standard.version(),
                gaps.isEmpty() ? soFar : null,
                soFar,
                maximum(),
                scorer.standard.base(),
                subtotals(scorer.sections, false),
                subtotals(scorer.items, true),
                criteria,
                adjustments,
                gaps);
    }

    /** Spreads the points of what left the sheet over the rest, in proportion to what the rest reached. */
    private Score scaled(Score sum, List<Adjustment> adjustments) {
        var left = 0L;
        var rest = 0L;
        var reached = Score.ZERO;
        @Nullable Line lastToLeave = null;
        for (var line : lines) {
            if (line == null || !line.prepared.carriesPoints()) {
                continue;
            }
            if (line.leftTheSheet) {
                left = Math.addExact(left, line.prepared.thousandths());
                lastToLeave = line;
            } else {
                rest = Math.addExact(rest, line.prepared.thousandths());
                if (line.points != null) {
                    reached = reached.plus(line.points);
                }
            }
        }
        if (lastToLeave == null) {
            return sum;
        }
        if (rest == 0) {
            throw lastToLeave.invalid(Code.NOTHING_APPLICABLE);
        }
        var added = reached.times(left).dividedBy(rest);
        adjustments.add(new Adjustment(
                Adjustment.Kind.SCALED,
                added,
                Reason.SCALED.with(new Points(left), reached.exact(), new Points(left + rest), new Points(rest))));
        return sum.plus(added);
    }

    private Score limited(Score sum, List<Adjustment> adjustments) {
        var total = scorer.standard.total();
        if (total == null || sum.compareTo(Score.of(total)) <= 0) {
            return sum;
        }
        var most = Score.of(total);
        adjustments.add(new Adjustment(
                Adjustment.Kind.TOTAL_LIMIT, most.minus(sum), Reason.TOTAL_LIMIT.with(sum.exact(), total)));
        return most;
    }

    private Score floored(Score sum, List<Adjustment> adjustments) {
        var floor = scorer.floor;
        if (floor == null || sum.compareTo(Score.of(floor)) >= 0) {
            return sum;
        }
        var least = Score.of(floor);
        adjustments.add(new Adjustment(
                Adjustment.Kind.TOTAL_FLOOR, least.minus(sum), Reason.TOTAL_FLOOR.with(sum.exact(), floor)));
        return least;
    }

    private Score maximum() {
        var reachable = scorer.standard.base().thousandths();
        var limited = true;
        for (var line : lines) {
            if (line != null) {
                reachable = Math.addExact(reachable, line.prepared.carriesPoints() ? line.prepared.thousandths() : 0);
                limited &= !line.prepared.addsWithoutLimit();
            }
        }
        var total = scorer.standard.total();
        return Score.ofThousandths(
                total == null ? reachable : limited ? Math.min(reachable, total.thousandths()) : total.thousandths());
    }

    private List<Subtotal> subtotals(List<String> ids, boolean items) {
        var sums = new @Nullable Score[ids.size()];
        var open = new boolean[ids.size()];
        for (var line : lines) {
            if (line != null) {
                var group = items ? line.prepared.item() : line.prepared.section();
                var sum = sums[group] == null ? Score.ZERO : sums[group];
                sums[group] = line.points == null ? sum : sum.plus(line.points);
                open[group] |= line.open;
            }
        }
        var subtotals = new ArrayList<Subtotal>(ids.size());
        for (var i = 0; i < sums.length; i++) {
            var sum = sums[i];
            if (sum != null) {
                subtotals.add(new Subtotal(ids.get(i), sum, !open[i]));
            }
        }
        return subtotals;
    }
}
