package cn.zhengping.packs;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.standard.Bound;
import cn.zhengping.spi.standard.Option;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Rule.CheckPart;
import cn.zhengping.spi.standard.Rule.Consequence;
import cn.zhengping.spi.standard.Rule.MemberClass;
import cn.zhengping.spi.standard.Rule.Multiple;
import cn.zhengping.spi.standard.Rule.Raised;
import cn.zhengping.spi.standard.Rule.Requirement;
import cn.zhengping.spi.standard.Rule.Term;
import cn.zhengping.spi.standard.Rule.Tier;
import cn.zhengping.spi.standard.Rule.Variant;
import cn.zhengping.spi.standard.Variable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Binds the rule of a criterion. */
final class RuleBinder {

    /** The tier that is added where the paper names none for zero points. */
    static final String NO_TIER = "none";

    private static final LocalizedText NONE_REACHED = new LocalizedText("均未达到", "None reached");

    private RuleBinder() {}

    static Rule bind(Field mapping) {
        var kind = mapping.onlyKey();
        var rule = mapping.get(kind);
        return switch (kind) {
            case "met" -> new Rule.Met(rule.list("exemptions", RuleBinder::option));
            case "tiers" -> new Rule.Tiers(tiers(rule));
            case "each" ->
                new Rule.Each(
                        rule.list("classes", RuleBinder::memberClass),
                        rule.optional("withinYears", Field::count),
                        rule.optional("sameKeyOnceAtHighest", Field::flag, false),
                        rule.optional("onceAYearInQuarter", Field::count));
            case "missing" ->
                new Rule.Missing(rule.optional("perItem", Field::points), rule.list("expected", RuleBinder::option));
            case "measured" -> new Rule.Measured(rule.list(RuleBinder::bound));
            case "judged" -> new Rule.Judged(rule.optional("step", Field::points));
            case "check" -> new Rule.Check(rule.list("parts", RuleBinder::part));
            case "deduct" -> deduct(rule);
            case "gate" ->
                new Rule.Gate(
                        rule.list("requirements", RuleBinder::requirement),
                        rule.list("exclusions", RuleBinder::requirement));
            case "derived" -> new Rule.Derived(rule.list(RuleBinder::term));
            case "expression" ->
                new Rule.Expression(rule.get("cel").text(), rule.list("variables", RuleBinder::variable));
            case "coded" -> new Rule.Coded(rule.get("function").text(), rule.list("variables", RuleBinder::variable));
            default -> throw new IllegalStateException("The schema allows a rule that has no binder: " + kind);
        };
    }

    static Option option(Field option) {
        return new Option(option.get("id").text(), option.get("text").localizedText());
    }

    private static List<Tier> tiers(Field rule) {
        var tiers = new ArrayList<>(rule.list(tier -> new Tier(
                tier.get("id").text(),
                tier.get("text").localizedText(),
                tier.get("points").points())));
        if (tiers.stream().noneMatch(tier -> tier.points().equals(Points.ZERO))) {
            tiers.add(new Tier(NO_TIER, NONE_REACHED, Points.ZERO));
        }
        return tiers;
    }

    private static MemberClass memberClass(Field memberClass) {
        return new MemberClass(
                memberClass.get("id").text(),
                memberClass.get("text").localizedText(),
                memberClass.get("points").points(),
                memberClass.optional("atMost", Field::count),
                memberClass.optional("open", Field::flag, false));
    }

    private static Bound bound(Field bound) {
        return bound(bound.get("id").text(), bound.get("text").localizedText(), bound);
    }

    private static Bound bound(String id, LocalizedText text, Field bound) {
        var side = bound.oneOf("atLeast", "atMost");
        return new Bound(
                id,
                text,
                bound.get("unit").text(),
                side.filter("atMost"::equals).isPresent() ? Bound.Comparison.AT_MOST : Bound.Comparison.AT_LEAST,
                side.map(key -> bound.get(key).decimal()).orElse(BigDecimal.ZERO));
    }

    private static CheckPart part(Field mapping) {
        var kind = mapping.onlyKey();
        var part = mapping.get(kind);
        return switch (kind) {
            case "quantity" -> new CheckPart.Quantity(bound(part));
            case "list" ->
                new CheckPart.Listed(
                        part.get("id").text(),
                        part.get("text").localizedText(),
                        part.list("entries", RuleBinder::option),
                        part.get("atLeast").count());
            case "monthly" ->
                new CheckPart.Monthly(
                        part.get("id").text(),
                        part.get("text").localizedText(),
                        part.get("unit").text(),
                        part.get("atLeast").count());
            default -> throw new IllegalStateException("The schema allows a part that has no binder: " + kind);
        };
    }

    private static Rule deduct(Field rule) {
        return new Rule.Deduct(
                rule.list(
                        "variants",
                        variant -> new Variant(
                                variant.get("id").text(),
                                variant.get("text").localizedText(),
                                variant.get("points").points())),
                rule.list(
                        "multiples",
                        multiple -> new Multiple(
                                multiple.get("id").text(),
                                multiple.get("text").localizedText(),
                                multiple.get("times").count())),
                rule.optional(
                        "raised",
                        raised -> new Raised(
                                raised.get("trigger").localizedText(),
                                raised.get("least").points(),
                                raised.get("most").points())),
                rule.list(
                        "consequences",
                        consequence -> new Consequence(
                                consequence.get("kind").constant(Consequence.Kind.class),
                                consequence.get("text").localizedText(),
                                consequence.optional("fromCountInYear", Field::count, 1),
                                consequence.optional("onlyRaised", Field::flag, false))),
                rule.optional("bookedUnderProvedRule", Field::flag, false));
    }

    private static Requirement requirement(Field requirement) {
        var id = requirement.get("id").text();
        var text = requirement.get("text").localizedText();
        return new Requirement(
                id,
                text,
                requirement.optional("soft", Field::flag, false),
                requirement.optional("bound", bound -> bound(id, text, bound)));
    }

    private static Term term(Field term) {
        var from = term.oneOf("section", "criterion", "input");
        return new Term(
                from.map(key -> switch (key) {
                            case "section" -> Term.From.SECTION;
                            case "criterion" -> Term.From.CRITERION;
                            default -> Term.From.INPUT;
                        })
                        .orElse(Term.From.INPUT),
                from.map(key -> term.get(key).text()).orElse(""),
                term.optional("times", Field::decimal, BigDecimal.ONE),
                term.optional("atMost", Field::points));
    }

    private static Variable variable(Field variable) {
        return new Variable(
                variable.get("id").text(),
                variable.get("text").localizedText(),
                variable.get("type").constant(Variable.Type.class),
                variable.optional("unit", Field::text),
                variable.optional("least", Field::decimal),
                variable.optional("most", Field::decimal));
    }
}
