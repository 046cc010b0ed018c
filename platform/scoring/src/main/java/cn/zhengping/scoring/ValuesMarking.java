package cn.zhengping.scoring;

import static java.util.Objects.requireNonNull;

import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.code.CodedRule;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Variable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hands a reviewer's values to a formula or to a function of a code plugin, and checks what comes back. */
final class ValuesMarking {

    private ValuesMarking() {}

    static void mark(Line line, Rule.Expression rule, Answer.Values answer) {
        var values = checked(line, rule.variables(), answer);
        var formula = requireNonNull(line.prepared.formula());
        try {
            var points = result(line, new Points(formula.evaluate(values)));
            line.say(Reason.EXPRESSION, points);
        } catch (Formula.FailedException e) {
            throw new InvalidAnswerException(
                    e, e.tooCostly() ? Code.FORMULA_TOO_COSTLY : Code.FORMULA_FAILED, line.prepared.id());
        }
    }

    static void mark(Line line, Rule.Coded rule, Answer.Values answer) {
        checked(line, rule.variables(), answer);
        var result = call(line, rule, answer);
        result(line, result.points());
        line.say(Reason.CODED, result.reason());
    }

    /** A plugin's function need not keep to nullness: one that answers null has failed like one that throws. */
    private static CodedRule.Result call(Line line, Rule.Coded rule, Answer.Values answer) {
        try {
            var result = requireNonNull(line.prepared.function()).score(line.prepared.criterion(), answer);
            requireNonNull(result.points());
            requireNonNull(result.reason());
            return result;
        } catch (RuntimeException e) {
            throw new InvalidAnswerException(e, Code.FUNCTION_FAILED, line.prepared.id(), rule.function());
        }
    }

    private static Points result(Line line, Points points) {
        var most = requireNonNull(line.prepared.criterion().points());
        if (points.isNegative() || points.compareTo(most) > 0) {
            throw line.invalid(Code.RESULT_OUT_OF_RANGE, points, most);
        }
        line.points = Score.of(points);
        return points;
    }

    /** The values as a formula sees them. */
    private static Map<String, Object> checked(Line line, List<Variable> variables, Answer.Values answer) {
        var values = HashMap.<String, Object>newHashMap(variables.size());
        for (var variable : variables) {
            var value = switch (variable.type()) {
                case QUANTITY -> answer.quantities().get(variable.id());
                case FLAG -> answer.flags().get(variable.id());
            };
            if (value == null) {
                throw line.invalid(Code.VALUE_MISSING, variable.id(), variable.text());
            }
            values.put(
                    variable.id(),
                    value instanceof BigDecimal quantity ? thousandths(line, variable, quantity) : value);
        }
        if (answer.quantities().size() + answer.flags().size() > variables.size()) {
            var known = variables.stream().map(Variable::id).toList();
            var given = new HashMap<String, Object>(answer.quantities());
            given.putAll(answer.flags());
            // under both a quantity and a flag: one of the two is not the variable
            var unknown = known.containsAll(given.keySet()) ? known.getFirst() : Marking.firstUnknown(given, known);
            throw line.invalid(Code.UNKNOWN_VARIABLE, unknown, String.join(", ", known));
        }
        return values;
    }

    private static Long thousandths(Line line, Variable variable, BigDecimal value) {
        line.requireReasonable(variable.id(), value);
        if ((variable.least() != null && value.compareTo(variable.least()) < 0)
                || (variable.most() != null && value.compareTo(variable.most()) > 0)) {
            throw line.invalid(
                    Code.VALUE_OUT_OF_BOUNDS,
                    variable.id(),
                    Marking.plain(value),
                    variable.least() == null ? "-∞" : Marking.plain(variable.least()),
                    variable.most() == null ? "∞" : Marking.plain(variable.most()));
        }
        try {
            return Points.of(value).thousandths();
        } catch (ArithmeticException e) {
            throw new InvalidAnswerException(
                    e, Code.VALUE_TOO_PRECISE, line.prepared.id(), variable.id(), Marking.plain(value));
        }
    }
}
