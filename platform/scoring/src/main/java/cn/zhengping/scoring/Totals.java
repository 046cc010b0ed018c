package cn.zhengping.scoring;

import static java.util.Objects.requireNonNull;

import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.standard.AppliesTo;
import cn.zhengping.spi.standard.Bound;
import cn.zhengping.spi.standard.Rule;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Totals of a great many sheets of one standard, without their explanation: what a whole country would reach on a new
 * version. Gives exactly the total that {@link Scorer} gives, and leaves to it whatever is not plain: criteria with caps,
 * scaling, other rules than those of a plain rubric, and every answer that does not fit.
 *
 * <p>Good for any number of sheets on any thread.
 */
public final class Totals {

    private static final long NOT_PLAIN = Long.MIN_VALUE;

    private final Scorer scorer;
    private final @Nullable Plain[] criteria;
    private final long base;
    private final long most;
    private final boolean plain;

    private Totals(Scorer scorer) {
        this.scorer = scorer;
        var standard = scorer.standard;
        this.criteria = new Plain[scorer.criteria.length];
        for (var prepared : scorer.criteria) {
            criteria[prepared.index()] = Plain.of(prepared);
        }
        this.base = standard.base().thousandths();
        this.most = standard.total() == null ? Long.MAX_VALUE : standard.total().thousandths();
        this.plain = standard.caps().isEmpty() && scorer.floor == null;
    }

    public static Totals of(Scorer scorer) {
        return new Totals(scorer);
    }

    /** A sheet's answers, found by position instead of by name. */
    public static final class Answers {

        private final @Nullable Answer[] byPosition;

        private Answers(@Nullable Answer[] byPosition) {
            this.byPosition = byPosition;
        }
    }

    /** Puts a sheet's answers in the order of the standard, once, to be added up as often as wanted. */
    public Answers answers(Map<String, Answer> byCriterion) {
        var byPosition = new @Nullable Answer[criteria.length];
        for (var prepared : scorer.criteria) {
            byPosition[prepared.index()] = byCriterion.get(prepared.id());
        }
        return new Answers(byPosition);
    }

    /**
     * The total of a sheet.
     *
     * @return null while the sheet is incomplete
     * @throws InvalidAnswerException for the first answer that does not fit
     */
    public @Nullable Score total(Answers answers, ScoringContext context) {
        var sum = plain && context.period() == null ? sum(answers.byPosition, context) : NOT_PLAIN;
        return sum == NOT_PLAIN ? explained(answers, context) : Score.ofThousandths(Math.min(sum, most));
    }

    private long sum(@Nullable Answer[] answers, ScoringContext context) {
        var sum = base;
        for (var i = 0; i < answers.length; i++) {
            var criterion = criteria[i];
            var answer = answers[i];
            if (criterion == null || answer == null) {
                return NOT_PLAIN;
            }
            var points = criterion.points(answer, context);
            if (points == NOT_PLAIN) {
                return NOT_PLAIN;
            }
            sum += points;
        }
        return sum;
    }

    /** Whether the sheet is added up without the scorer. */
    boolean isPlain(Answers answers, ScoringContext context) {
        return plain && context.period() == null && sum(answers.byPosition, context) != NOT_PLAIN;
    }

    private @Nullable Score explained(Answers answers, ScoringContext context) {
        var byCriterion = new HashMap<String, Answer>();
        for (var prepared : scorer.criteria) {
            var answer = answers.byPosition[prepared.index()];
            if (answer != null) {
                byCriterion.put(prepared.id(), answer);
            }
        }
        return scorer.score(byCriterion, context).total();
    }

    /** A criterion with points whose rule can be added up by itself. */
    private static final class Plain {

        private enum Kind {
            MET,
            TIERS,
            EACH,
            MISSING,
            MEASURED
        }

        private final Kind kind;
        private final Rule rule;
        private final long most;

        /** Of tiers and classes, in the order of the rule. */
        private final String[] ids;

        private final long[] points;

        private Plain(Kind kind, Rule rule, long most, List<String> ids, List<Points> points) {
            this.kind = kind;
            this.rule = rule;
            this.most = most;
            this.ids = ids.toArray(String[]::new);
            this.points = points.stream().mapToLong(Points::thousandths).toArray();
        }

        static @Nullable Plain of(Prepared prepared) {
            var criterion = prepared.criterion();
            if (criterion.points() == null || !criterion.appliesTo().equals(AppliesTo.ALL)) {
                return null;
            }
            var most = criterion.points().thousandths();
            return switch (criterion.rule()) {
                case Rule.Met rule -> new Plain(Kind.MET, rule, most, List.of(), List.of());
                case Rule.Tiers rule ->
                    new Plain(
                            Kind.TIERS,
                            rule,
                            most,
                            rule.tiers().stream().map(Rule.Tier::id).toList(),
                            rule.tiers().stream().map(Rule.Tier::points).toList());
                case Rule.Each rule
                when !rule.sameKeyOnceAtHighest() && rule.onceAYearInQuarter() == null ->
                    new Plain(
                            Kind.EACH,
                            rule,
                            most,
                            rule.classes().stream().map(Rule.MemberClass::id).toList(),
                            rule.classes().stream()
                                    .map(Rule.MemberClass::points)
                                    .toList());
                case Rule.Missing rule
                when rule.perItem() != null -> new Plain(Kind.MISSING, rule, most, List.of(), List.of(rule.perItem()));
                case Rule.Measured rule -> new Plain(Kind.MEASURED, rule, most, List.of(), List.of());
                case Rule.Each _,
                        Rule.Missing _,
                        Rule.Judged _,
                        Rule.Check _,
                        Rule.Deduct _,
                        Rule.Gate _,
                        Rule.Derived _,
                        Rule.Expression _,
                        Rule.Coded _ -> null;
            };
        }

        /** Thousandths, or {@link #NOT_PLAIN} for an answer that is not plain either. */
        long points(Answer answer, ScoringContext context) {
            return switch (kind) {
                case MET -> answer instanceof Answer.Met met ? met(met) : NOT_PLAIN;
                case TIERS -> answer instanceof Answer.Tier tier ? tier(tier.tier()) : NOT_PLAIN;
                case EACH -> answer instanceof Answer.Members members ? each(members.members(), context) : NOT_PLAIN;
                case MISSING -> answer instanceof Answer.Missing missing ? missing(missing, context) : NOT_PLAIN;
                case MEASURED -> answer instanceof Answer.Measured measured ? measured(measured) : NOT_PLAIN;
            };
        }

        private long met(Answer.Met met) {
            return switch (met.verdict()) {
                case MET -> met.exemption() == null ? most : NOT_PLAIN;
                case NOT_MET -> met.exemption() == null ? 0 : NOT_PLAIN;
                case EXEMPT -> NOT_PLAIN;
            };
        }

        private long tier(String id) {
            var at = indexOf(id);
            return at < 0 ? NOT_PLAIN : Math.min(points[at], most);
        }

        private int indexOf(String id) {
            for (var i = 0; i < ids.length; i++) {
                if (ids[i].equals(id)) {
                    return i;
                }
            }
            return -1;
        }

        private long each(List<Answer.Member> members, ScoringContext context) {
            if (members.isEmpty()) {
                return 0;
            }
            var each = (Rule.Each) rule;
            var asOf = context.asOf();
            var first = each.withinYears() == null ? null : asOf.minusYears(each.withinYears());
            var counted = new int[ids.length];
            var sum = 0L;
            for (var i = 0; i < members.size(); i++) {
                var member = members.get(i);
                var at = indexOf(member.memberClass());
                if (at < 0 || !fits(member, each.classes().get(at), asOf, first)) {
                    return NOT_PLAIN;
                }
                var old = first != null && requireNonNull(member.date()).isBefore(first);
                var atMost = each.classes().get(at).atMost();
                if (!old && (atMost == null || counted[at]++ < atMost)) {
                    sum += points[at];
                }
            }
            return Math.min(sum, most);
        }

        private static boolean fits(
                Answer.Member member, Rule.MemberClass memberClass, LocalDate asOf, @Nullable LocalDate first) {
            var date = member.date();
            var text = member.text();
            return (date == null ? first == null : !date.isAfter(asOf))
                    && (!memberClass.open() || (text != null && !text.isBlank()));
        }

        private long missing(Answer.Missing missing, ScoringContext context) {
            var ids = missing.missing();
            var expected = ((Rule.Missing) rule).expected();
            var known = expected.isEmpty() ? context.catalogue() : null;
            if (expected.isEmpty() && known == null) {
                return NOT_PLAIN;
            }
            for (var id : ids) {
                if (known == null ? Marking.find(expected, id) == null : !known.contains(id)) {
                    return NOT_PLAIN;
                }
            }
            return Math.max(0, most - points[0] * ids.size());
        }

        private long measured(Answer.Measured measured) {
            var bounds = ((Rule.Measured) rule).bounds();
            var quantities = measured.quantities();
            if (quantities.size() != bounds.size()) {
                return NOT_PLAIN;
            }
            var holds = true;
            for (var i = 0; i < bounds.size(); i++) {
                Bound bound = bounds.get(i);
                var quantity = quantities.get(bound.id());
                if (quantity == null || !bound.unit().equals(quantity.unit()) || !Line.isReasonable(quantity.value())) {
                    return NOT_PLAIN;
                }
                holds &= bound.holds(quantity.value());
            }
            return holds ? most : 0;
        }
    }
}
