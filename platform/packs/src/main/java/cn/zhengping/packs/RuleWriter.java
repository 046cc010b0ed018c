package cn.zhengping.packs;

import cn.zhengping.spi.standard.Bound;
import cn.zhengping.spi.standard.Option;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Variable;

/** Writes the rule of a criterion. */
final class RuleWriter {

    private RuleWriter() {}

    static Mapping write(Rule rule) {
        return switch (rule) {
            case Rule.Met met -> of("met", new Mapping().list("exemptions", met.exemptions(), RuleWriter::option));
            case Rule.Tiers tiers ->
                new Mapping()
                        .list(
                                "tiers",
                                tiers.tiers(),
                                tier -> new Mapping()
                                        .with("id", tier.id())
                                        .with("text", tier.text())
                                        .with("points", tier.points()));
            case Rule.Each each ->
                of(
                        "each",
                        new Mapping()
                                .list("classes", each.classes(), RuleWriter::memberClass)
                                .with("withinYears", each.withinYears())
                                .flag("sameKeyOnceAtHighest", each.sameKeyOnceAtHighest())
                                .with("onceAYearInQuarter", each.onceAYearInQuarter()));
            case Rule.Missing missing ->
                of(
                        "missing",
                        new Mapping()
                                .with("perItem", missing.perItem())
                                .list("expected", missing.expected(), RuleWriter::option));
            case Rule.Measured measured -> new Mapping().list("measured", measured.bounds(), RuleWriter::bound);
            case Rule.Judged judged -> of("judged", new Mapping().with("step", judged.step()));
            case Rule.Check check -> of("check", new Mapping().list("parts", check.parts(), RuleWriter::part));
            case Rule.Deduct deduct -> of("deduct", deduct(deduct));
            case Rule.Gate gate ->
                of(
                        "gate",
                        new Mapping()
                                .list("requirements", gate.requirements(), RuleWriter::requirement)
                                .list("exclusions", gate.exclusions(), RuleWriter::requirement));
            case Rule.Derived derived -> new Mapping().list("derived", derived.terms(), RuleWriter::term);
            case Rule.Expression expression ->
                of(
                        "expression",
                        new Mapping()
                                .with("cel", expression.cel())
                                .list("variables", expression.variables(), RuleWriter::variable));
            case Rule.Coded coded ->
                of(
                        "coded",
                        new Mapping()
                                .with("function", coded.function())
                                .list("variables", coded.variables(), RuleWriter::variable));
        };
    }

    private static Mapping of(String kind, Mapping rule) {
        return new Mapping().with(kind, rule);
    }

    static Mapping option(Option option) {
        return new Mapping().with("id", option.id()).with("text", option.text());
    }

    private static Mapping memberClass(Rule.MemberClass memberClass) {
        return new Mapping()
                .with("id", memberClass.id())
                .with("text", memberClass.text())
                .with("points", memberClass.points())
                .with("atMost", memberClass.atMost())
                .flag("open", memberClass.open());
    }

    private static Mapping bound(Bound bound) {
        return limit(new Mapping().with("id", bound.id()).with("text", bound.text()), bound);
    }

    private static Mapping limit(Mapping mapping, Bound bound) {
        return mapping.with("unit", bound.unit())
                .with(
                        switch (bound.comparison()) {
                            case AT_LEAST -> "atLeast";
                            case AT_MOST -> "atMost";
                        },
                        bound.limit());
    }

    private static Mapping part(Rule.CheckPart part) {
        return switch (part) {
            case Rule.CheckPart.Quantity(var bound) -> of("quantity", bound(bound));
            case Rule.CheckPart.Listed list ->
                of(
                        "list",
                        new Mapping()
                                .with("id", list.id())
                                .with("text", list.text())
                                .list("entries", list.entries(), RuleWriter::option)
                                .with("atLeast", list.atLeast()));
            case Rule.CheckPart.Monthly monthly ->
                of(
                        "monthly",
                        new Mapping()
                                .with("id", monthly.id())
                                .with("text", monthly.text())
                                .with("unit", monthly.unit())
                                .with("atLeast", monthly.atLeast()));
        };
    }

    private static Mapping deduct(Rule.Deduct deduct) {
        var raised = deduct.raised();
        return new Mapping()
                .list(
                        "variants",
                        deduct.variants(),
                        variant -> new Mapping()
                                .with("id", variant.id())
                                .with("text", variant.text())
                                .with("points", variant.points()))
                .list(
                        "multiples",
                        deduct.multiples(),
                        multiple -> new Mapping()
                                .with("id", multiple.id())
                                .with("text", multiple.text())
                                .with("times", multiple.times()))
                .with(
                        "raised",
                        raised == null
                                ? null
                                : new Mapping()
                                        .with("trigger", raised.trigger())
                                        .with("least", raised.least())
                                        .with("most", raised.most()))
                .list(
                        "consequences",
                        deduct.consequences(),
                        consequence -> new Mapping()
                                .with("kind", consequence.kind())
                                .with("text", consequence.text())
                                .with("fromCountInYear", consequence.fromCountInYear())
                                .flag("onlyRaised", consequence.onlyRaised()))
                .flag("bookedUnderProvedRule", deduct.bookedUnderProvedRule());
    }

    private static Mapping requirement(Rule.Requirement requirement) {
        var bound = requirement.bound();
        return new Mapping()
                .with("id", requirement.id())
                .with("text", requirement.text())
                .flag("soft", requirement.soft())
                .with("bound", bound == null ? null : limit(new Mapping(), bound));
    }

    private static Mapping term(Rule.Term term) {
        return new Mapping()
                .with(
                        switch (term.from()) {
                            case SECTION -> "section";
                            case CRITERION -> "criterion";
                            case INPUT -> "input";
                        },
                        term.name())
                .with("times", term.times())
                .with("atMost", term.atMost());
    }

    private static Mapping variable(Variable variable) {
        return new Mapping()
                .with("id", variable.id())
                .with("text", variable.text())
                .with("type", variable.type())
                .with("unit", variable.unit())
                .with("least", variable.least())
                .with("most", variable.most());
    }
}
