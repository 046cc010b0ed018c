package cn.zhengping.scoring;

import cn.zhengping.scoring.InvalidStandardException.Code;
import cn.zhengping.spi.standard.Cap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The limits over several criteria together, in the order in which they are applied. Of two caps, one contains the other
 * or they share nothing: so a narrow cap over the sheet never takes off what a wide one would have taken anyway, and one
 * more criterion met never makes fewer points. A cap over a period and the own limit of one of its criteria may still
 * cross; then the period comes first.
 */
final class Caps {

    private final List<Group> periods = new ArrayList<>();
    private final List<Group> direct = new ArrayList<>();
    private final List<Group> withDerived = new ArrayList<>();

    Caps(List<Cap> caps, Prepared[] criteria) {
        var all = new ArrayList<Group>();
        for (var cap : caps) {
            var members = new BitSet(criteria.length);
            var derived = false;
            for (var prepared : criteria) {
                if (cap.criteria().isEmpty() || cap.criteria().contains(prepared.id())) {
                    members.set(prepared.index());
                    derived |= prepared.kind() == RuleKind.DERIVED;
                }
            }
            var group = new Group(cap, Score.of(cap.most()), members);
            all.forEach(other -> requireNotCrossing(other, group));
            all.add(group);
            if (cap.scope() != Cap.Scope.SHEET) {
                periods.add(group);
            } else if (derived) {
                withDerived.add(group);
            } else {
                direct.add(group);
            }
        }
        // stable: among equals, the order of the standard
        var narrowFirst = Comparator.comparingInt((Group group) -> group.members.cardinality());
        periods.sort(Comparator.comparing((Group group) -> group.cap.scope()).thenComparing(narrowFirst));
        direct.sort(narrowFirst);
        withDerived.sort(narrowFirst);
    }

    private static void requireNotCrossing(Group one, Group other) {
        var shared = (BitSet) one.members.clone();
        shared.and(other.members);
        if (!shared.isEmpty() && !shared.equals(one.members) && !shared.equals(other.members)) {
            throw new InvalidStandardException(Code.CAPS_CROSS, one.cap.id(), other.cap.id());
        }
    }

    private record Group(Cap cap, Score most, BitSet members) {}

    /** Takes off what is too much in a quarter or a year. */
    void cutPeriods(@Nullable Line[] lines) {
        for (var group : periods) {
            var sums = new TreeMap<Integer, Long>();
            for (var line : lines) {
                if (line != null && group.members.get(line.prepared.index())) {
                    for (var amount : line.amounts) {
                        sums.merge(period(group.cap, amount.date), amount.thousandths, Math::addExact);
                    }
                }
            }
            for (var sum : sums.entrySet()) {
                var excess = sum.getValue() - group.cap.most().thousandths();
                if (excess > 0) {
                    cutPeriod(group.cap, sum.getKey(), excess, lines, group.members);
                }
            }
        }
    }

    private static void cutPeriod(Cap cap, int period, long excess, @Nullable Line[] lines, BitSet members) {
        var left = excess;
        for (var i = lines.length - 1; i >= 0 && left > 0; i--) {
            var line = lines[i];
            if (line == null || !members.get(i)) {
                continue;
            }
            var before = left;
            for (var j = line.amounts.size() - 1; j >= 0 && left > 0; j--) {
                var amount = line.amounts.get(j);
                if (period(cap, amount.date) == period && amount.thousandths > 0) {
                    var cut = Math.min(left, amount.thousandths);
                    amount.thousandths -= cut;
                    left -= cut;
                }
            }
            if (left < before) {
                line.say(
                        Reason.PERIOD_CAP,
                        label(cap, period),
                        cap.most(),
                        Score.ofThousandths(before - left).exact());
            }
        }
    }

    private static int period(Cap cap, LocalDate date) {
        return switch (cap.scope()) {
            case QUARTER -> date.getYear() * 4 + (date.getMonthValue() - 1) / 3;
            case YEAR -> date.getYear();
            case SHEET -> 0;
        };
    }

    private static String label(Cap cap, int period) {
        return cap.scope() == Cap.Scope.QUARTER ? period / 4 + "-Q" + (period % 4 + 1) : Integer.toString(period);
    }

    void cutDirect(@Nullable Line[] lines) {
        cut(direct, lines);
    }

    void cutWithDerived(@Nullable Line[] lines) {
        cut(withDerived, lines);
    }

    private static void cut(List<Group> groups, @Nullable Line[] lines) {
        for (var group : groups) {
            var sum = Score.ZERO;
            for (var line : lines) {
                if (line != null && line.points != null && group.members.get(line.prepared.index())) {
                    sum = sum.plus(line.points);
                }
            }
            var left = sum.minus(group.most);
            for (var i = lines.length - 1; i >= 0 && left.signum() > 0; i--) {
                var line = lines[i];
                if (line != null && line.points != null && line.points.signum() > 0 && group.members.get(i)) {
                    var cut = line.points.atMost(left);
                    line.points = line.points.minus(cut);
                    left = left.minus(cut);
                    line.say(Reason.SHEET_CAP, group.cap.id(), group.cap.most(), cut.exact());
                }
            }
        }
    }
}
