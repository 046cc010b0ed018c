package cn.zhengping.testkit;

import cn.zhengping.scoring.InvalidAnswerException;
import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Variable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a formula or a function gives for values at the ends of their bounds and a few between. Nobody can tell the most
 * that it gives without trying, so this finds it where it lies at such a value, as it does for all that rises or falls.
 */
record TriedValues(List<Tried> all) {

    /** Combinations beyond this are not tried. */
    private static final int MOST = 10_000;

    private static final List<BigDecimal> USUAL = Stream.of("0", "0.5", "1", "2", "5", "10", "100", "1000")
            .map(BigDecimal::new)
            .toList();

    record Tried(Answer.Values values, Score points) {}

    static TriedValues of(Scorer scorer, ScoringContext context, Criterion criterion, List<Variable> variables) {
        var choices = variables.stream().map(TriedValues::choices).toList();
        var combinations = 1L;
        for (var each : choices) {
            combinations = Math.min(MOST, combinations * each.size());
        }
        var tried = new ArrayList<Tried>();
        for (var combination = 0L; combination < combinations; combination++) {
            var values = values(variables, choices, combination);
            try {
                scorer.score(Map.of(criterion.id(), values), context).criteria().stream()
                        .filter(score -> score.criterion().equals(criterion.id()))
                        .forEach(score -> tried.add(new Tried(values, Objects.requireNonNull(score.points()))));
            } catch (InvalidAnswerException refused) {
                // A combination that the rule refuses is not one that a reviewer can give.
            }
        }
        if (tried.isEmpty()) {
            throw new IllegalStateException(criterion.id() + " accepts none of the values that were tried");
        }
        return new TriedValues(tried);
    }

    Answer best() {
        return all.stream().max(Comparator.comparing(Tried::points)).orElseThrow().values;
    }

    Answer worst() {
        return all.stream().min(Comparator.comparing(Tried::points)).orElseThrow().values;
    }

    private static List<?> choices(Variable variable) {
        var least = variable.least();
        var most = variable.most();
        return switch (variable.type()) {
            case FLAG -> List.of(true, false);
            case QUANTITY ->
                Stream.concat(Stream.of(least, most), USUAL.stream())
                        .filter(Objects::nonNull)
                        .filter(value -> (least == null || value.compareTo(least) >= 0)
                                && (most == null || value.compareTo(most) <= 0))
                        .map(BigDecimal::stripTrailingZeros)
                        .distinct()
                        .toList();
        };
    }

    /** The combination of this number, counted with the first variable's choice turning fastest. */
    private static Answer.Values values(List<Variable> variables, List<? extends List<?>> choices, long combination) {
        var quantities = new HashMap<String, BigDecimal>();
        var flags = new HashMap<String, Boolean>();
        var rest = combination;
        for (var i = 0; i < variables.size(); i++) {
            var choice =
                    choices.get(i).get(Math.toIntExact(rest % choices.get(i).size()));
            rest /= choices.get(i).size();
            if (choice instanceof BigDecimal quantity) {
                quantities.put(variables.get(i).id(), quantity);
            } else {
                flags.put(variables.get(i).id(), (Boolean) choice);
            }
        }
        return new Answer.Values(quantities, flags);
    }
}
