package cn.zhengping.scoring;

import cn.zhengping.scoring.InvalidFormulaException.Code;
import cn.zhengping.spi.standard.Variable;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A region's own formula in CEL, over whole thousandths and flags, giving whole thousandths. Compiled once, safe for all
 * threads.
 *
 * <p>Its bounds are counts, so that a formula that ends in one place ends everywhere: a clock would let a busy machine
 * give another score. No value is anything but a whole number, a flag or a flat list of those; so there are no doubles,
 * no texts and no patterns, and no value grows faster than it is written down. A loop's body runs at most
 * {@link #MOST_ITERATIONS} times, all loops of one evaluation together, over at most {@link #MOST_PARTS} parts: half a
 * million elementary steps are the most that an evaluation takes.
 */
public final class Formula {

    /** In code points. */
    public static final int LONGEST_SOURCE = 2_000;

    /** Levels of the syntax tree. */
    public static final int DEEPEST_NESTING = 64;

    /** Nodes of the syntax tree, macros expanded. */
    public static final int MOST_PARTS = 500;

    /** Of all loops in one evaluation, nested ones multiplied out. */
    public static final int MOST_ITERATIONS = 1_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST_SOURCE)
            .maxParseRecursionDepth(DEEPEST_NESTING)
            .maxParseErrorRecoveryLimit(0)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .enableReservedIds(true)
            // the runtime insists; without doubles and unsigned numbers there is nothing for it to mix
            .enableHeterogeneousNumericComparisons(true)
            .errorOnIntWrap(true)
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    private final Program program;

    private Formula(Program program) {
        this.program = program;
    }

    /**
     * Checks and prepares a formula.
     *
     * @param variables what it may name
     * @throws InvalidFormulaException if it is malformed, names something else, or exceeds a bound
     */
    public static Formula compile(String cel, List<Variable> variables) {
        if (cel.codePointCount(0, cel.length()) > LONGEST_SOURCE) {
            throw new InvalidFormulaException(Code.TOO_LONG, LONGEST_SOURCE);
        }
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(
                        CelStandardMacro.ALL,
                        CelStandardMacro.EXISTS,
                        CelStandardMacro.EXISTS_ONE,
                        CelStandardMacro.MAP,
                        CelStandardMacro.MAP_FILTER,
                        CelStandardMacro.FILTER);
        for (var variable : variables) {
            builder.addVar(
                    variable.id(),
                    switch (variable.type()) {
                        case QUANTITY -> SimpleType.INT;
                        case FLAG -> SimpleType.BOOL;
                    });
        }
        var compiler = builder.build();
        var parsed = tree(compiler.parse(cel));
        checkSize(parsed);
        var checked = tree(compiler.check(parsed));
        checkTypes(checked.getTypeMap().values());
        if (!checked.getResultType().equals(SimpleType.INT)) {
            throw new InvalidFormulaException(
                    Code.WRONG_RESULT, checked.getResultType().name());
        }
        try {
            return new Formula(RUNTIME.createProgram(checked));
        } catch (CelEvaluationException e) {
            throw new InvalidFormulaException(Code.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            var said = String.join(
                    "; ",
                    e.getErrors().stream().map(issue -> issue.getMessage()).toList());
            throw said.contains("recursion limit")
                    ? new InvalidFormulaException(Code.TOO_DEEP, DEEPEST_NESTING)
                    : new InvalidFormulaException(Code.REFUSED, said);
        }
    }

    private static void checkSize(CelAbstractSyntaxTree tree) {
        var root = CelNavigableAst.fromAst(tree).getRoot();
        if (root.height() > DEEPEST_NESTING) {
            throw new InvalidFormulaException(Code.TOO_DEEP, DEEPEST_NESTING);
        }
        if (root.allNodes().count() > MOST_PARTS) {
            throw new InvalidFormulaException(Code.TOO_LARGE, MOST_PARTS);
        }
        // before the types are checked, so that '0.5 * x' is told about the literal and not about the operator
        root.allNodes()
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CONSTANT)
                .map(node -> node.expr().constant().getKind())
                .filter(kind -> kind != CelConstant.Kind.INT64_VALUE && kind != CelConstant.Kind.BOOLEAN_VALUE)
                .findFirst()
                .ifPresent(kind -> {
                    throw new InvalidFormulaException(Code.FORBIDDEN_TYPE, kind.name());
                });
    }

    private static void checkTypes(Collection<CelType> types) {
        for (var type : types) {
            if (!isFlat(type) && !(type instanceof ListType list && list.hasElemType() && isFlat(list.elemType()))) {
                throw new InvalidFormulaException(Code.FORBIDDEN_TYPE, type.name());
            }
        }
    }

    private static boolean isFlat(CelType type) {
        return type.equals(SimpleType.INT) || type.equals(SimpleType.BOOL);
    }

    /**
     * Computes.
     *
     * @param values a {@code Long} of thousandths or a {@code Boolean} for each variable
     * @return whole thousandths
     * @throws FailedException if it cannot be computed at these values
     */
    long evaluate(Map<String, Object> values) throws FailedException {
        try {
            return (Long) program.eval(values);
        } catch (CelEvaluationException e) {
            throw new FailedException(e, e.getErrorCode() == CelErrorCode.ITERATION_BUDGET_EXCEEDED);
        }
    }

    /** A division by zero, an overflow, or more iterations than are allowed. */
    static final class FailedException extends Exception {

        private final boolean tooCostly;

        private FailedException(CelEvaluationException cause, boolean tooCostly) {
            super(cause);
            this.tooCostly = tooCostly;
        }

        boolean tooCostly() {
            return tooCostly;
        }
    }
}
