package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.EMPTY_GATE;
import static cn.zhengping.packs.PackError.Code.FLAG_WITH_QUANTITY;
import static cn.zhengping.packs.PackError.Code.HIGHEST_TIER_DIFFERS;
import static cn.zhengping.packs.PackError.Code.INVALID_FORMULA;
import static cn.zhengping.packs.PackError.Code.LIST_TOO_SHORT;
import static cn.zhengping.packs.PackError.Code.NOTHING_RAISED;
import static cn.zhengping.packs.PackError.Code.NOT_EXACTLY_ONE;
import static cn.zhengping.packs.PackError.Code.PER_ITEM_EXCEEDS_POINTS;
import static cn.zhengping.packs.PackError.Code.PER_ITEM_NOT_ALLOWED;
import static cn.zhengping.packs.PackError.Code.PER_ITEM_REQUIRED;
import static cn.zhengping.packs.PackError.Code.POINTS_NOT_ALLOWED;
import static cn.zhengping.packs.PackError.Code.POINTS_REQUIRED;
import static cn.zhengping.packs.PackError.Code.RANGE_REVERSED;
import static cn.zhengping.packs.PackError.Code.RESERVED_TIER;
import static cn.zhengping.packs.PackError.Code.STEP_DOES_NOT_DIVIDE;
import static cn.zhengping.packs.PackError.Code.TIERS_NOT_FALLING;

import cn.zhengping.packs.PackError.Code;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.standard.Bound;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Option;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Rule.CheckPart;
import cn.zhengping.spi.standard.Rule.MemberClass;
import cn.zhengping.spi.standard.Rule.Multiple;
import cn.zhengping.spi.standard.Rule.Requirement;
import cn.zhengping.spi.standard.Rule.Tier;
import cn.zhengping.spi.standard.Rule.Variant;
import cn.zhengping.spi.standard.Variable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks a rule together with the points of its criterion, but without what lies around it. */
final class RuleCheck {

    private final YamlFile file;
    private final FormulaCheck formulas;
    private final String criterionPath;
    private final @Nullable Points points;

    private RuleCheck(YamlFile file, FormulaCheck formulas, String criterionPath, @Nullable Points points) {
        this.file = file;
        this.formulas = formulas;
        this.criterionPath = criterionPath;
        this.points = points;
    }

    static void check(YamlFile file, FormulaCheck formulas, String path, Criterion criterion) {
        new RuleCheck(file, formulas, path, criterion.points()).check(criterion.rule());
    }

    private void check(Rule rule) {
        switch (rule) {
            case Rule.Met met -> {
                requirePoints("met");
                UniqueIds.check(file, path("met.exemptions"), met.exemptions(), Option::id);
            }
            case Rule.Tiers tiers -> {
                requirePoints("tiers");
                checkTiers(tiers.tiers());
            }
            case Rule.Each each -> UniqueIds.check(file, path("each.classes"), each.classes(), MemberClass::id);
            case Rule.Missing missing -> {
                UniqueIds.check(file, path("missing.expected"), missing.expected(), Option::id);
                checkPerItem(missing.perItem());
            }
            case Rule.Measured measured -> UniqueIds.check(file, path("measured"), measured.bounds(), Bound::id);
            case Rule.Judged judged -> {
                requirePoints("judged");
                checkStep(judged.step());
            }
            case Rule.Check check -> {
                refusePoints("check");
                checkParts(check.parts());
            }
            case Rule.Deduct deduct -> checkDeduct(deduct);
            case Rule.Gate gate -> {
                refusePoints("gate");
                UniqueIds.check(file, path("gate.requirements"), gate.requirements(), Requirement::id)
                        .addAll(path("gate.exclusions"), gate.exclusions(), Requirement::id);
                if (gate.requirements().isEmpty() && gate.exclusions().isEmpty()) {
                    report(EMPTY_GATE, "gate");
                }
            }
            case Rule.Derived _ -> requirePoints("derived");
            case Rule.Expression expression -> {
                requirePoints("expression");
                if (checkVariables("expression.variables", expression.variables())) {
                    formulas.problemOf(expression.cel(), expression.variables())
                            .ifPresent(problem -> report(
                                    INVALID_FORMULA,
                                    "expression.cel",
                                    new LocalizedText(problem.in(Locale.CHINESE), problem.in(Locale.ENGLISH))));
                }
            }
            case Rule.Coded coded -> {
                requirePoints("coded");
                checkVariables("coded.variables", coded.variables());
            }
        }
    }

    private void requirePoints(String rule) {
        if (points == null) {
            file.report(POINTS_REQUIRED, criterionPath + ".points", POINTS_REQUIRED.message(rule));
        }
    }

    private void refusePoints(String rule) {
        if (points != null) {
            file.report(POINTS_NOT_ALLOWED, criterionPath + ".points", POINTS_NOT_ALLOWED.message(rule));
        }
    }

    private void checkTiers(List<Tier> tiers) {
        var ids = new UniqueIds(file);
        for (var i = 0; i < tiers.size(); i++) {
            var tier = tiers.get(i);
            var path = "tiers[" + i + "]";
            var isNone = tier.id().equals(RuleBinder.NO_TIER);
            if (isNone && !tier.points().equals(Points.ZERO)) {
                report(RESERVED_TIER, path + ".id");
            }
            if (!isNone) {
                ids.add(path(path), tier.id());
            }
            if (i > 0 && tier.points().compareTo(tiers.get(i - 1).points()) >= 0) {
                report(
                        TIERS_NOT_FALLING,
                        path + ".points",
                        tier.points(),
                        tiers.get(i - 1).points());
            }
        }
        var highest = tiers.getFirst().points();
        if (points != null && !highest.equals(points)) {
            report(HIGHEST_TIER_DIFFERS, "tiers[0].points", highest, points);
        }
    }

    private void checkPerItem(@Nullable Points perItem) {
        if (points == null) {
            if (perItem != null) {
                report(PER_ITEM_NOT_ALLOWED, "missing.perItem");
            }
        } else if (perItem == null) {
            report(PER_ITEM_REQUIRED, "missing.perItem");
        } else if (perItem.compareTo(points) > 0) {
            report(PER_ITEM_EXCEEDS_POINTS, "missing.perItem", perItem, points);
        }
    }

    private void checkStep(@Nullable Points step) {
        if (points != null && step != null && points.thousandths() % step.thousandths() != 0) {
            report(STEP_DOES_NOT_DIVIDE, "judged.step", step, points);
        }
    }

    private void checkParts(List<CheckPart> parts) {
        var ids = new UniqueIds(file);
        for (var i = 0; i < parts.size(); i++) {
            var path = "check.parts[" + i + "]";
            switch (parts.get(i)) {
                case CheckPart.Quantity quantity -> ids.add(path(path + ".quantity"), quantity.id());
                case CheckPart.Monthly monthly -> ids.add(path(path + ".monthly"), monthly.id());
                case CheckPart.Listed list -> {
                    ids.add(path(path + ".list"), list.id());
                    UniqueIds.check(file, path(path + ".list.entries"), list.entries(), Option::id);
                    if (list.atLeast() > list.entries().size()) {
                        report(
                                LIST_TOO_SHORT,
                                path + ".list.atLeast",
                                list.atLeast(),
                                list.entries().size());
                    }
                }
            }
        }
    }

    private void checkDeduct(Rule.Deduct deduct) {
        if (deduct.variants().isEmpty() != deduct.bookedUnderProvedRule()) {
            report(NOT_EXACTLY_ONE, "deduct", "variants, bookedUnderProvedRule");
        }
        UniqueIds.check(file, path("deduct.variants"), deduct.variants(), Variant::id);
        UniqueIds.check(file, path("deduct.multiples"), deduct.multiples(), Multiple::id);
        var raised = deduct.raised();
        if (raised != null && raised.least().compareTo(raised.most()) > 0) {
            report(RANGE_REVERSED, "deduct.raised.least", raised.least(), raised.most());
        }
        for (var i = 0; i < deduct.consequences().size(); i++) {
            if (deduct.consequences().get(i).onlyRaised() && raised == null) {
                report(NOTHING_RAISED, "deduct.consequences[" + i + "].onlyRaised");
            }
        }
    }

    /** Whether the ids are fit for a formula to be compiled with them. */
    private boolean checkVariables(String list, List<Variable> variables) {
        UniqueIds.check(file, path(list), variables, Variable::id);
        for (var i = 0; i < variables.size(); i++) {
            var variable = variables.get(i);
            var path = list + "[" + i + "]";
            var least = variable.least();
            var most = variable.most();
            if (variable.type() == Variable.Type.FLAG && (variable.unit() != null || least != null || most != null)) {
                report(FLAG_WITH_QUANTITY, path);
            }
            if (least != null && most != null && least.compareTo(most) > 0) {
                report(RANGE_REVERSED, path + ".least", least.toPlainString(), most.toPlainString());
            }
        }
        return variables.stream().map(Variable::id).distinct().count() == variables.size();
    }

    private String path(String withinRule) {
        return criterionPath + ".rule." + withinRule;
    }

    private void report(Code code, String withinRule, Object... arguments) {
        file.report(code, path(withinRule), code.message(arguments));
    }
}
