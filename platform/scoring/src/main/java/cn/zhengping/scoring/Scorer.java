package cn.zhengping.scoring;

import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.code.CodedRule;
import cn.zhengping.spi.staff.StaffPolicy;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.Standard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scores sheets by one standard. Prepared once, then good for any number of sheets on any thread.
 *
 * <p>The order of the computation: each criterion by itself; caps over quarters, then over years; each criterion's own
 * limit; caps over the sheet, the narrower first; derived criteria, from what the caps have left; caps that cover derived
 * criteria; what is not applicable and scaled; the standard's total; a
 * policy's floor. A cap takes its cut from the last of its criteria in
 * the order of the standard, and there from the latest amounts.
 */
public final class Scorer {

    final Standard standard;

    /** In the order of the standard. */
    final Prepared[] criteria;

    /** Ids. */
    final List<String> sections;

    /** Ids. */
    final List<String> items;

    /** In an order in which they can be computed. */
    final List<Prepared> derived;

    final Caps caps;

    /** Whether some criterion books its incidents under others. */
    final boolean refers;

    /** What no total falls below; null for none. */
    final @Nullable Points floor;

    private final Map<String, Prepared> byId;

    private Scorer(Standard standard, @Nullable Points floor, Prepared[] criteria, Map<String, Prepared> byId) {
        this.standard = standard;
        this.floor = floor;
        this.sections = standard.sections().stream().map(Section::id).toList();
        this.items = standard.sections().stream()
                .flatMap(section -> section.items().stream())
                .map(Item::id)
                .toList();
        this.criteria = criteria;
        this.byId = byId;
        this.derived = new DerivedOrder(standard, criteria, byId).sorted();
        this.caps = new Caps(standard.caps(), criteria);
        var refers = false;
        for (var prepared : criteria) {
            refers |= prepared.criterion().rule() instanceof Rule.Deduct rule && rule.bookedUnderProvedRule();
        }
        this.refers = refers;
    }

    /**
     * Prepares a standard.
     *
     * @param functions those of the standard's own plugin
     * @throws InvalidStandardException if it cannot be scored: a formula does not compile, a function is not there, a
     *     derived criterion draws on itself, an item is unfinished
     */
    public static Scorer of(Standard standard, Collection<CodedRule> functions) {
        return of(standard, null, functions);
    }

    /** Prepares the rules of a staff policy; no total falls below its floor. */
    public static Scorer of(StaffPolicy policy, Collection<CodedRule> functions) {
        return of(policy.rules(), policy.floor(), functions);
    }

    private static Scorer of(Standard standard, @Nullable Points floor, Collection<CodedRule> functions) {
        var unfinished = standard.unfinished();
        if (!unfinished.isEmpty()) {
            throw new InvalidStandardException(InvalidStandardException.Code.UNFINISHED, unfinished.getFirst());
        }
        var functionsByName = new HashMap<String, CodedRule>();
        for (var function : functions) {
            functionsByName.put(function.function(), function);
        }
        var inPeriods = new HashSet<String>();
        var allInPeriods = false;
        for (var cap : standard.caps()) {
            if (cap.scope() != Cap.Scope.SHEET) {
                inPeriods.addAll(cap.criteria());
                allInPeriods |= cap.criteria().isEmpty();
            }
        }
        var criteria = new ArrayList<Prepared>();
        var byId = new HashMap<String, Prepared>();
        var item = 0;
        for (var section = 0; section < standard.sections().size(); section++) {
            for (var each : standard.sections().get(section).items()) {
                for (var criterion : each.criteria()) {
                    var dated = allInPeriods || inPeriods.contains(criterion.id());
                    var prepared = prepare(criteria.size(), section, item, criterion, dated, functionsByName);
                    criteria.add(prepared);
                    byId.put(criterion.id(), prepared);
                }
                item++;
            }
        }
        return new Scorer(standard, floor, criteria.toArray(Prepared[]::new), Map.copyOf(byId));
    }

    private static Prepared prepare(
            int index, int section, int item, Criterion criterion, boolean dated, Map<String, CodedRule> functions) {
        var rule = criterion.rule();
        var points = criterion.points();
        var needsPoints = switch (rule) {
            case Rule.Tiers _, Rule.Judged _, Rule.Expression _, Rule.Coded _ -> points == null;
            case Rule.Missing missing -> points != null && missing.perItem() == null;
            case Rule.Met _, Rule.Each _, Rule.Measured _, Rule.Check _, Rule.Deduct _, Rule.Gate _, Rule.Derived _ ->
                false;
        };
        if (needsPoints) {
            throw new InvalidStandardException(
                    InvalidStandardException.Code.POINTS_MISSING,
                    criterion.id(),
                    RuleKind.of(rule).id());
        }
        return new Prepared(
                index,
                section,
                item,
                criterion,
                RuleKind.of(rule),
                points == null ? null : Score.of(points),
                dated && (rule instanceof Rule.Each || (rule instanceof Rule.Deduct && points == null)),
                rule instanceof Rule.Expression expression ? compile(criterion.id(), expression) : null,
                rule instanceof Rule.Coded coded ? function(criterion.id(), coded, functions) : null);
    }

    private static Formula compile(String criterionId, Rule.Expression expression) {
        try {
            return Formula.compile(expression.cel(), expression.variables());
        } catch (InvalidFormulaException e) {
            throw new InvalidStandardException(criterionId, e);
        }
    }

    private static CodedRule function(String criterionId, Rule.Coded coded, Map<String, CodedRule> functions) {
        var function = functions.get(coded.function());
        if (function == null) {
            throw new InvalidStandardException(
                    InvalidStandardException.Code.UNKNOWN_FUNCTION, criterionId, coded.function());
        }
        return function;
    }

    public Standard standard() {
        return standard;
    }

    /** Ids of the criteria that this unit has to answer, in the order of the standard. */
    public List<String> toAnswer(ScoringContext context) {
        var ids = new ArrayList<String>();
        for (var prepared : criteria) {
            if (prepared.kind() != RuleKind.DERIVED && prepared.appliesTo(context)) {
                ids.add(prepared.id());
            }
        }
        return ids;
    }

    /**
     * Scores a sheet, complete or not.
     *
     * @param answers by id of the criterion
     * @throws InvalidAnswerException for the first answer, in the order of the standard, that does not fit
     */
    public ScoreResult score(Map<String, Answer> answers, ScoringContext context) {
        return new Sheet(this, answers, context, null).score();
    }

    /**
     * Between what a sheet may come to once it is complete. A criterion without a limit of its own, such as a deduction
     * from the base, counts as zero while it is open.
     *
     * @throws InvalidAnswerException for the first answer, in the order of the standard, that does not fit
     */
    public ScoreRange range(Map<String, Answer> answers, ScoringContext context) {
        var least = new Sheet(this, answers, context, Sheet.Filling.NOTHING).score();
        return new ScoreRange(
                least.soFar(),
                least.complete()
                        ? least.soFar()
                        : new Sheet(this, answers, context, Sheet.Filling.EVERYTHING)
                                .score()
                                .soFar(),
                least.gaps());
    }

    /**
     * Checks one answer, as when it is entered.
     *
     * @throws InvalidAnswerException if it does not fit
     */
    public void check(String criterionId, Answer answer, ScoringContext context) {
        var prepared = byId.get(criterionId);
        if (prepared == null) {
            throw new InvalidAnswerException(Code.UNKNOWN_CRITERION, criterionId);
        }
        if (!prepared.appliesTo(context)) {
            throw new InvalidAnswerException(Code.DOES_NOT_APPLY, criterionId);
        }
        Marking.mark(new Line(prepared, answer, context), answer, this);
    }

    /** Refuses answers to what is not on this unit's sheet. */
    void requireKnown(Set<String> answered, ScoringContext context) {
        // sorted, so that the same sheet is always told about the same answer first
        for (var id : answered.stream().sorted().toList()) {
            var prepared = byId.get(id);
            if (prepared == null) {
                throw new InvalidAnswerException(Code.UNKNOWN_CRITERION, id);
            }
            if (!prepared.appliesTo(context)) {
                throw new InvalidAnswerException(Code.DOES_NOT_APPLY, id);
            }
        }
    }

    /** The deducting criterion that an incident proves; null if this unit has none of that id. */
    @Nullable
    Prepared proved(String criterionId, ScoringContext context) {
        var prepared = byId.get(criterionId);
        return prepared != null
                        && prepared.appliesTo(context)
                        && prepared.criterion().rule() instanceof Rule.Deduct rule
                        && !rule.bookedUnderProvedRule()
                ? prepared
                : null;
    }
}
