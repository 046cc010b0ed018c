package cn.zhengping.scoring;

import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Member;
import cn.zhengping.spi.standard.Rule;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts members: those within the window and the period, of the same deed the highest, of each class no more than count, together no
 * more than the criterion's points. What counts first is what gives most, then what came first.
 */
final class EachMarking {

    private static final Comparator<Candidate> ORDER = Comparator.comparing(
                    (Candidate candidate) -> candidate.memberClass().points())
            .reversed()
            .thenComparing(candidate -> candidate.member().date(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingInt(Candidate::classIndex)
            .thenComparing(candidate -> candidate.member().key(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(candidate -> candidate.member().text(), Comparator.nullsFirst(Comparator.naturalOrder()));

    private EachMarking() {}

    private record Candidate(Member member, int classIndex, Rule.MemberClass memberClass) {

        /** The day on which it counts; null for one without a date. */
        @Nullable
        LocalDate countsOn(Rule.Each rule) {
            var date = member.date();
            var quarter = rule.onceAYearInQuarter();
            return date == null || quarter == null
                    ? date
                    : YearMonth.of(date.getYear(), 3 * quarter).atEndOfMonth();
        }

        /** What to call it. */
        Object name() {
            var text = member.text();
            return text == null || text.isBlank() ? memberClass.text() : text;
        }
    }

    static void mark(Line line, Rule.Each rule, Answer.Members answer) {
        var candidates = candidates(line, rule, answer.members());
        var inPeriod = inPeriod(line, rule, withinWindow(line, rule, candidates));
        var counted = withinClassLimits(line, rule, onceAYear(line, rule, onceEach(line, rule, inPeriod)));
        var sum = 0L;
        for (var candidate : counted) {
            sum = Math.addExact(sum, candidate.memberClass().points().thousandths());
        }
        line.say(Reason.COUNTED, counted.size(), Score.ofThousandths(sum).exact());
        if (line.prepared.dated() && !counted.isEmpty()) {
            // the criterion's own limit follows, once the caps over periods have taken theirs
            line.amounts = amounts(rule, counted);
        } else {
            line.limited(Score.ofThousandths(sum));
        }
    }

    private static List<Candidate> candidates(Line line, Rule.Each rule, List<Member> members) {
        var candidates = new ArrayList<Candidate>(members.size());
        for (var member : members) {
            var index = indexOf(line, rule.classes(), member.memberClass());
            var memberClass = rule.classes().get(index);
            var date = member.date();
            if (date != null) {
                line.requireNotAfterScoring(date);
            } else if (rule.withinYears() != null || rule.onceAYearInQuarter() != null || line.prepared.dated()) {
                throw line.invalid(Code.DATE_MISSING, memberClass.text());
            }
            if (memberClass.open() && (member.text() == null || member.text().isBlank())) {
                throw line.invalid(Code.TEXT_MISSING, memberClass.text());
            }
            candidates.add(new Candidate(member, index, memberClass));
        }
        candidates.sort(ORDER);
        return candidates;
    }

    private static int indexOf(Line line, List<Rule.MemberClass> classes, String id) {
        for (var i = 0; i < classes.size(); i++) {
            if (classes.get(i).id().equals(id)) {
                return i;
            }
        }
        throw line.invalid(
                Code.UNKNOWN_CLASS,
                id,
                String.join(", ", classes.stream().map(Rule.MemberClass::id).toList()));
    }

    private static List<Candidate> withinWindow(Line line, Rule.Each rule, List<Candidate> candidates) {
        if (rule.withinYears() == null) {
            return candidates;
        }
        var first = line.context.asOf().minusYears(rule.withinYears());
        var kept = new ArrayList<Candidate>(candidates.size());
        for (var candidate : candidates) {
            var date = candidate.member().date();
            if (date != null && date.isBefore(first)) {
                line.say(Reason.TOO_OLD, candidate.name(), date.toString(), first.toString());
            } else {
                kept.add(candidate);
            }
        }
        return kept;
    }

    private static List<Candidate> inPeriod(Line line, Rule.Each rule, List<Candidate> candidates) {
        var period = line.context.period();
        if (period == null) {
            return candidates;
        }
        var kept = new ArrayList<Candidate>(candidates.size());
        for (var candidate : candidates) {
            var date = candidate.member().date();
            var countsOn = candidate.countsOn(rule);
            if (date == null || countsOn == null) {
                kept.add(candidate);
            } else if (rule.onceAYearInQuarter() == null) {
                if (line.inPeriod(candidate.name(), date)) {
                    kept.add(candidate);
                }
            } else if (period.contains(countsOn)) {
                kept.add(candidate);
            } else {
                line.say(Reason.RECOGNISED_LATER, candidate.name(), date.toString(), countsOn.toString());
            }
        }
        return kept;
    }

    /** Candidates come highest first, so that the first of a year is the one that counts. */
    private static List<Candidate> onceAYear(Line line, Rule.Each rule, List<Candidate> candidates) {
        if (rule.onceAYearInQuarter() == null) {
            return candidates;
        }
        var kept = new ArrayList<Candidate>(candidates.size());
        var byDay = new HashMap<LocalDate, Candidate>();
        for (var candidate : candidates) {
            var day = candidate.countsOn(rule);
            var higher = day == null ? null : byDay.putIfAbsent(day, candidate);
            if (day == null || higher == null) {
                kept.add(candidate);
            } else {
                line.say(Reason.ONCE_A_YEAR, candidate.name(), Integer.toString(day.getYear()), higher.name());
            }
        }
        return kept;
    }

    /** Candidates come highest first, so that the first of a key is the one that counts. */
    private static List<Candidate> onceEach(Line line, Rule.Each rule, List<Candidate> candidates) {
        if (!rule.sameKeyOnceAtHighest()) {
            return candidates;
        }
        var kept = new ArrayList<Candidate>(candidates.size());
        var byKey = new HashMap<String, Candidate>();
        for (var candidate : candidates) {
            var key = candidate.member().key();
            var higher = key == null || key.isBlank() ? null : byKey.putIfAbsent(key, candidate);
            if (higher == null) {
                kept.add(candidate);
            } else {
                line.say(
                        Reason.SAME_KEY,
                        candidate.name(),
                        candidate.memberClass().text(),
                        higher.memberClass().text());
            }
        }
        return kept;
    }

    private static List<Candidate> withinClassLimits(Line line, Rule.Each rule, List<Candidate> candidates) {
        var kept = new ArrayList<Candidate>(candidates.size());
        var found = new int[rule.classes().size()];
        for (var candidate : candidates) {
            if (!isFull(candidate.memberClass().atMost(), found[candidate.classIndex()]++)) {
                kept.add(candidate);
            }
        }
        for (var i = 0; i < found.length; i++) {
            var memberClass = rule.classes().get(i);
            var atMost = memberClass.atMost();
            if (atMost != null && found[i] > atMost) {
                line.say(Reason.CLASS_FULL, memberClass.text(), atMost, found[i] - atMost);
            }
        }
        return kept;
    }

    private static boolean isFull(@Nullable Integer atMost, int before) {
        return atMost != null && before >= atMost;
    }

    private static List<Line.Dated> amounts(Rule.Each rule, List<Candidate> counted) {
        var amounts = new ArrayList<Line.Dated>(counted.size());
        for (var candidate : counted) {
            var date = candidate.countsOn(rule);
            if (date != null) {
                amounts.add(
                        new Line.Dated(date, candidate.memberClass().points().thousandths()));
            }
        }
        amounts.sort(Comparator.comparing(amount -> amount.date));
        return amounts;
    }
}
