package cn.zhengping.scoring;

import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.standard.Bound;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Option;
import cn.zhengping.spi.standard.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns one answer into the points, the finding or the verdict of its line, by the line's rule. */
final class Marking {

    private Marking() {}

    /** @throws InvalidAnswerException if the answer does not fit the rule */
    static void mark(Line line, Answer answer, Scorer scorer) {
        if (answer instanceof Answer.NotApplicable notApplicable
                && !(line.prepared.criterion().rule() instanceof Rule.Derived)) {
            notApplicable(line, notApplicable);
            return;
        }
        switch (line.prepared.criterion().rule()) {
            case Rule.Met rule -> met(line, rule, as(Answer.Met.class, answer, line));
            case Rule.Tiers rule -> tiers(line, rule, as(Answer.Tier.class, answer, line));
            case Rule.Each rule -> EachMarking.mark(line, rule, as(Answer.Members.class, answer, line));
            case Rule.Missing rule -> missing(line, rule, as(Answer.Missing.class, answer, line));
            case Rule.Measured rule -> measured(line, rule, as(Answer.Measured.class, answer, line));
            case Rule.Judged rule -> judged(line, rule, as(Answer.Judged.class, answer, line));
            case Rule.Check rule -> CheckMarking.mark(line, rule, as(Answer.Checked.class, answer, line));
            case Rule.Deduct rule -> DeductMarking.mark(line, rule, as(Answer.Incidents.class, answer, line), scorer);
            case Rule.Gate rule -> GateMarking.mark(line, rule, as(Answer.Gated.class, answer, line));
            case Rule.Derived _ -> throw line.invalid(Code.NOT_ANSWERED_BY_ANYBODY);
            case Rule.Expression rule -> ValuesMarking.mark(line, rule, as(Answer.Values.class, answer, line));
            case Rule.Coded rule -> ValuesMarking.mark(line, rule, as(Answer.Values.class, answer, line));
        }
    }

    private static <A extends Answer> A as(Class<A> kind, Answer answer, Line line) {
        if (!kind.isInstance(answer)) {
            throw line.invalid(Code.WRONG_KIND, line.prepared.kind().answer(), AnswerJson.kind(answer));
        }
        return kind.cast(answer);
    }

    private static void notApplicable(Line line, Answer.NotApplicable answer) {
        requireNotApplicableAllowed(line);
        var reason = line.required(answer.reason());
        line.finding = Finding.NOT_APPLICABLE;
        if (!line.prepared.carriesPoints()) {
            line.say(Reason.NOT_APPLICABLE, reason);
            return;
        }
        switch (line.prepared.criterion().notApplicable()) {
            case REFUSED -> throw line.invalid(Code.NOT_APPLICABLE_REFUSED);
            case FULL_POINTS -> {
                line.points = line.prepared.most();
                line.say(Reason.NOT_APPLICABLE_FULL_POINTS, reason);
            }
            case NO_POINTS -> {
                line.points = Score.ZERO;
                line.say(Reason.NOT_APPLICABLE_NO_POINTS, reason);
            }
            case SCALED -> {
                line.points = Score.ZERO;
                line.leftTheSheet = true;
                line.say(Reason.NOT_APPLICABLE_SCALED, reason);
            }
        }
    }

    static void requireNotApplicableAllowed(Line line) {
        if (line.prepared.criterion().notApplicable() == NotApplicable.REFUSED) {
            throw line.invalid(Code.NOT_APPLICABLE_REFUSED);
        }
    }

    private static void met(Line line, Rule.Met rule, Answer.Met answer) {
        var exemption = answer.exemption();
        if (answer.verdict() == Answer.Met.Verdict.EXEMPT) {
            if (exemption == null) {
                throw line.invalid(Code.EXEMPTION_MISSING, ids(rule.exemptions()));
            }
            var option = find(rule.exemptions(), exemption);
            if (option == null) {
                throw line.invalid(Code.UNKNOWN_EXEMPTION, exemption, ids(rule.exemptions()));
            }
            line.say(Reason.EXEMPT, option.text());
        } else if (exemption != null) {
            throw line.invalid(Code.EXEMPTION_UNEXPECTED, exemption);
        }
        line.allOrNothing(answer.verdict() != Answer.Met.Verdict.NOT_MET);
        if (answer.verdict() == Answer.Met.Verdict.NOT_MET) {
            line.say(Reason.NOT_MET);
        }
    }

    private static void tiers(Line line, Rule.Tiers rule, Answer.Tier answer) {
        for (var tier : rule.tiers()) {
            if (tier.id().equals(answer.tier())) {
                line.say(Reason.TIER, tier.text(), tier.points());
                line.limited(Score.of(tier.points()));
                return;
            }
        }
        throw line.invalid(
                Code.UNKNOWN_TIER,
                answer.tier(),
                String.join(", ", rule.tiers().stream().map(Rule.Tier::id).toList()));
    }

    private static void missing(Line line, Rule.Missing rule, Answer.Missing answer) {
        requireExpected(line, rule, answer.missing());
        line.finding = answer.missing().isEmpty() ? Finding.MET : Finding.NOT_MET;
        if (!answer.missing().isEmpty()) {
            line.say(Reason.MISSING, answer.missing().size(), namesOf(rule, answer.missing()));
        }
        if (line.prepared.most() != null && rule.perItem() != null) {
            line.less(
                    line.prepared.most(),
                    rule.perItem().times(answer.missing().size()).thousandths());
        }
    }

    private static void requireExpected(Line line, Rule.Missing rule, Set<String> missing) {
        var expectsCatalogue = rule.expected().isEmpty();
        var known = expectsCatalogue ? catalogue(line) : Set.<String>of();
        for (var id : sorted(missing)) {
            if (expectsCatalogue ? !known.contains(id) : find(rule.expected(), id) == null) {
                throw line.invalid(Code.NOT_EXPECTED, id);
            }
        }
    }

    private static Set<String> catalogue(Line line) {
        var catalogue = line.context.catalogue();
        if (catalogue == null) {
            throw line.invalid(Code.NO_CATALOGUE);
        }
        return catalogue;
    }

    private static LocalizedText namesOf(Rule.Missing rule, Set<String> missing) {
        return rule.expected().isEmpty()
                ? new LocalizedText(String.join("、", sorted(missing)), String.join(", ", sorted(missing)))
                : texts(rule.expected().stream()
                        .filter(option -> missing.contains(option.id()))
                        .toList());
    }

    private static void measured(Line line, Rule.Measured rule, Answer.Measured answer) {
        var quantities = answer.quantities();
        var holds = true;
        for (var bound : rule.bounds()) {
            var quantity = quantities.get(bound.id());
            if (quantity == null) {
                throw line.invalid(Code.QUANTITY_MISSING, bound.id(), bound.text());
            }
            holds &= holds(line, bound, quantity);
        }
        if (quantities.size() > rule.bounds().size()) {
            var known = rule.bounds().stream().map(Bound::id).toList();
            throw line.invalid(Code.UNKNOWN_QUANTITY, firstUnknown(quantities, known), String.join(", ", known));
        }
        line.allOrNothing(holds);
    }

    /** Whether a quantity keeps its bound; if not, the line says so. */
    static boolean holds(Line line, Bound bound, Answer.Quantity quantity) {
        if (!bound.unit().equals(quantity.unit())) {
            throw line.invalid(Code.UNIT_MISMATCH, bound.id(), bound.unit(), quantity.unit());
        }
        line.requireReasonable(bound.id(), quantity.value());
        var holds = bound.holds(quantity.value());
        if (!holds) {
            line.say(
                    switch (bound.comparison()) {
                        case AT_LEAST -> Reason.AT_LEAST;
                        case AT_MOST -> Reason.AT_MOST;
                    },
                    bound.text(),
                    plain(quantity.value()),
                    bound.unit(),
                    plain(bound.limit()));
        }
        return holds;
    }

    private static void judged(Line line, Rule.Judged rule, Answer.Judged answer) {
        var reason = line.required(answer.reason());
        var points = answer.points();
        var most = line.prepared.criterion().points();
        if (points.isNegative() || (most != null && points.compareTo(most) > 0)) {
            throw line.invalid(Code.POINTS_OUT_OF_RANGE, points, most == null ? Points.ZERO : most);
        }
        if (rule.step() != null && points.thousandths() % rule.step().thousandths() != 0) {
            throw line.invalid(Code.POINTS_OFF_STEP, points, rule.step());
        }
        line.say(Reason.JUDGED, reason);
        line.points = Score.of(points);
    }

    static @Nullable Option find(List<Option> options, String id) {
        for (var option : options) {
            if (option.id().equals(id)) {
                return option;
            }
        }
        return null;
    }

    static String ids(List<Option> options) {
        return String.join(", ", options.stream().map(Option::id).toList());
    }

    /** The options' texts one after the other; in English only where each has been translated. */
    static LocalizedText texts(List<Option> options) {
        var chinese = new ArrayList<String>();
        var english = new ArrayList<String>();
        for (var option : options) {
            chinese.add(option.text().zh());
            if (option.text().en() != null) {
                english.add(option.text().en());
            }
        }
        return new LocalizedText(
                String.join("、", chinese), english.size() == chinese.size() ? String.join(", ", english) : null);
    }

    /** The first key, in the order of the alphabet, that is not known. */
    static String firstUnknown(Map<String, ?> given, List<String> known) {
        for (var id : sorted(given.keySet())) {
            if (!known.contains(id)) {
                return id;
            }
        }
        throw new IllegalArgumentException("All are known");
    }

    static List<String> sorted(Set<String> ids) {
        return ids.stream().sorted().toList();
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
