package cn.zhengping.scoring;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.Rule;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Adds up other totals. A missing input is a gap; what is open inside the sheet has its own gap already. */
final class DerivedMarking {

    private DerivedMarking() {}

    static void mark(Line line, Rule.Derived rule, Scorer scorer, @Nullable Line[] lines) {
        var sum = Score.ZERO;
        for (var term : rule.terms()) {
            var value = value(line, term, scorer, lines);
            if (value == null) {
                line.open = true;
            } else {
                sum = sum.plus(summand(line, term, value, name(term, scorer)));
            }
        }
        if (line.open) {
            return;
        }
        if (line.prepared.most() != null && sum.isNegative()) {
            line.say(Reason.FLOOR, sum.negate().exact(), line.prepared.most().exact());
            sum = Score.ZERO;
        }
        line.limited(sum);
    }

    private static @Nullable Score value(Line line, Rule.Term term, Scorer scorer, @Nullable Line[] lines) {
        return switch (term.from()) {
            case INPUT -> {
                var input = line.context.inputs().get(term.name());
                if (input == null) {
                    line.gap = true;
                    line.say(Reason.INPUT_MISSING, term.name());
                }
                yield input;
            }
            case SECTION, CRITERION -> inside(line, term, scorer, lines);
        };
    }

    private static @Nullable Score inside(Line line, Rule.Term term, Scorer scorer, @Nullable Line[] lines) {
        var sum = Score.ZERO;
        var open = false;
        for (var other : lines) {
            if (other != null && isMeant(other, term, scorer)) {
                open |= other.open;
                if (other.points != null) {
                    sum = sum.plus(other.points);
                }
            }
        }
        if (open) {
            line.say(Reason.WAITS, name(term, scorer));
            return null;
        }
        return sum;
    }

    private static boolean isMeant(Line other, Rule.Term term, Scorer scorer) {
        return term.name()
                .equals(
                        term.from() == Rule.Term.From.SECTION
                                ? scorer.sections.get(other.prepared.section())
                                : other.prepared.id());
    }

    private static Score summand(Line line, Rule.Term term, Score value, Object name) {
        var summand = term.times().compareTo(BigDecimal.ONE) == 0 ? value : value.times(term.times());
        var most = term.atMost() == null ? null : Score.of(term.atMost());
        if (most != null && summand.compareTo(most) > 0) {
            line.say(
                    Reason.TERM_LIMIT, name, value.exact(), Marking.plain(term.times()), summand.exact(), most.exact());
            return most;
        }
        line.say(Reason.TERM, name, value.exact(), Marking.plain(term.times()), summand.exact());
        return summand;
    }

    private static Object name(Rule.Term term, Scorer scorer) {
        return switch (term.from()) {
            case SECTION -> title(term.name(), scorer);
            case CRITERION, INPUT -> term.name();
        };
    }

    private static LocalizedText title(String sectionId, Scorer scorer) {
        return scorer.standard
                .sections()
                .get(scorer.sections.indexOf(sectionId))
                .title();
    }
}
