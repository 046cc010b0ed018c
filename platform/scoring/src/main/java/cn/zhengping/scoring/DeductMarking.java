package cn.zhengping.scoring;

import cn.zhengping.scoring.CriterionScore.DueConsequence;
import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Incident;
import cn.zhengping.spi.standard.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes points off for incidents. An incident that proves another rule costs what that one says, its variants, multiples
 * and raised range; so does what follows from it.
 */
final class DeductMarking {

    private DeductMarking() {}

    static void mark(Line line, Rule.Deduct rule, Answer.Incidents answer, Scorer scorer) {
        var off = 0L;
        var amounts = new ArrayList<Line.Dated>(answer.incidents().size());
        for (var incident : answer.incidents()) {
            line.requireNotAfterScoring(incident.date());
            var cost = rule.bookedUnderProvedRule()
                    ? proved(line, incident, scorer)
                    : own(line, rule, incident, incident.variant());
            if (cost == null) {
                continue;
            }
            off = Math.addExact(off, cost.thousandths());
            amounts.add(new Line.Dated(incident.date(), -cost.thousandths()));
        }
        if (line.prepared.most() != null) {
            line.less(line.prepared.most(), off);
        } else {
            line.points = Score.ofThousandths(-off);
            if (line.prepared.dated()) {
                amounts.sort(Comparator.comparing(amount -> amount.date));
                line.amounts = amounts;
            }
        }
    }

    private static @Nullable Points proved(Line line, Incident incident, Scorer scorer) {
        if (incident.variant() != null) {
            throw line.invalid(Code.VARIANT_UNEXPECTED, incident.variant());
        }
        if (incident.provedCriterion() == null) {
            throw line.invalid(Code.PROVED_MISSING);
        }
        var proved = scorer.proved(incident.provedCriterion(), line.context);
        if (proved == null || !(proved.criterion().rule() instanceof Rule.Deduct rule)) {
            throw line.invalid(Code.UNKNOWN_PROVED, incident.provedCriterion());
        }
        line.say(
                Reason.PROVED,
                incident.date().toString(),
                proved.id(),
                proved.criterion().text());
        return cost(line, rule, incident, incident.provedVariant());
    }

    private static @Nullable Points own(Line line, Rule.Deduct rule, Incident incident, @Nullable String variant) {
        if (incident.provedCriterion() != null || incident.provedVariant() != null) {
            throw line.invalid(Code.PROVED_UNEXPECTED);
        }
        return cost(line, rule, incident, variant);
    }

    /** Null outside the period of the sheet. */
    private static @Nullable Points cost(Line line, Rule.Deduct rule, Incident incident, @Nullable String variantId) {
        var variant = variant(line, rule, variantId);
        var multiple = multiple(line, rule, incident.multiple());
        var date = incident.date().toString();
        var raisedTo = incident.raisedTo();
        if (raisedTo != null) {
            var trigger = raised(line, rule, raisedTo);
            var reason = line.required(incident.reason());
            if (!line.inPeriod(variant.text(), incident.date())) {
                return null;
            }
            line.say(Reason.INCIDENT_RAISED, date, variant.text(), trigger, reason, raisedTo);
            return raisedTo;
        }
        if (!line.inPeriod(variant.text(), incident.date())) {
            return null;
        }
        if (multiple == null) {
            line.say(Reason.INCIDENT, date, variant.text(), variant.points());
            return variant.points();
        }
        var cost = variant.points().times(multiple.times());
        line.say(Reason.INCIDENT_MULTIPLE, date, variant.text(), multiple.text(), cost);
        return cost;
    }

    private static Rule.Variant variant(Line line, Rule.Deduct rule, @Nullable String id) {
        var known = rule.variants();
        if (id == null) {
            if (known.size() != 1) {
                throw line.invalid(Code.VARIANT_MISSING, ids(known));
            }
            return known.getFirst();
        }
        for (var variant : known) {
            if (variant.id().equals(id)) {
                return variant;
            }
        }
        throw line.invalid(Code.UNKNOWN_VARIANT, id, ids(known));
    }

    private static String ids(List<Rule.Variant> variants) {
        return String.join(", ", variants.stream().map(Rule.Variant::id).toList());
    }

    private static Rule.@Nullable Multiple multiple(Line line, Rule.Deduct rule, @Nullable String id) {
        if (id == null) {
            return null;
        }
        for (var multiple : rule.multiples()) {
            if (multiple.id().equals(id)) {
                return multiple;
            }
        }
        throw line.invalid(
                Code.UNKNOWN_MULTIPLE,
                id,
                String.join(
                        ", ", rule.multiples().stream().map(Rule.Multiple::id).toList()));
    }

    private static LocalizedText raised(Line line, Rule.Deduct rule, Points raisedTo) {
        var raised = rule.raised();
        if (raised == null) {
            throw line.invalid(Code.RAISED_NOT_ALLOWED);
        }
        if (raisedTo.compareTo(raised.least()) < 0 || raisedTo.compareTo(raised.most()) > 0) {
            throw line.invalid(Code.RAISED_OUT_OF_RANGE, raisedTo, raised.least(), raised.most());
        }
        return raised.trigger();
    }

    /**
     * What sets in, by calendar year: with the first incident at once, or with a later one of the same year. On the sheet
     * of a period that is what its own incidents bring about, those before it in the year counted, too.
     */
    static List<DueConsequence> consequences(
            Rule.Deduct rule, List<Incident> incidents, ScoringContext.@Nullable Period period) {
        if (incidents.isEmpty()) {
            return List.of();
        }
        var all = countsByYear(incidents, period);
        var raised = countsByYear(
                incidents.stream()
                        .filter(incident -> incident.raisedTo() != null)
                        .toList(),
                period);
        var due = new ArrayList<DueConsequence>();
        for (var year : all.keySet()) {
            for (var consequence : rule.consequences()) {
                var count = (consequence.onlyRaised() ? raised : all).getOrDefault(year, 0);
                if (count >= consequence.fromCountInYear()) {
                    due.add(new DueConsequence(year, consequence));
                }
            }
        }
        return due;
    }

    /** Of the years in which something happened within the period, how often up to its end. */
    private static SortedMap<Integer, Integer> countsByYear(
            List<Incident> incidents, ScoringContext.@Nullable Period period) {
        var counts = new TreeMap<Integer, Integer>();
        for (var incident : incidents) {
            if (period == null || incident.date().isBefore(period.until())) {
                counts.merge(incident.date().getYear(), 1, Integer::sum);
            }
        }
        if (period != null) {
            counts.keySet()
                    .retainAll(incidents.stream()
                            .map(Incident::date)
                            .filter(period::contains)
                            .map(LocalDate::getYear)
                            .toList());
        }
        return counts;
    }
}
