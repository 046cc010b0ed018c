package cn.zhengping.testkit.command;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.standard.Bound;
import cn.zhengping.spi.standard.Rule;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule in a few words, for a column of a table. */
record RuleText(Locale locale) {

    String of(Rule rule) {
        return switch (rule) {
            case Rule.Met met ->
                met.exemptions().isEmpty()
                        ? "met"
                        : "met, exempt: " + met.exemptions().size();
            case Rule.Tiers tiers -> "tiers " + join(tiers.tiers().stream().map(Rule.Tier::points), " / ");
            case Rule.Each each ->
                "each "
                        + join(
                                each.classes().stream()
                                        .map(Rule.MemberClass::points)
                                        .distinct(),
                                " / ")
                        + (each.withinYears() == null ? "" : ", ≤ " + each.withinYears() + "y")
                        + (each.sameKeyOnceAtHighest() ? ", key" : "");
            case Rule.Missing missing -> "missing" + (missing.perItem() == null ? "" : " −" + missing.perItem());
            case Rule.Measured measured ->
                "measured " + join(measured.bounds().stream().map(this::bound), ", ");
            case Rule.Judged judged -> "judged" + (judged.step() == null ? "" : " ±" + judged.step());
            case Rule.Check check ->
                "check" + (check.parts().isEmpty() ? "" : " " + check.parts().size());
            case Rule.Deduct deduct -> deduct(deduct);
            case Rule.Gate gate ->
                "gate " + gate.requirements().size() + " − " + gate.exclusions().size();
            case Rule.Derived derived ->
                "derived "
                        + join(
                                derived.terms().stream()
                                        .map(term -> term.name()
                                                + (term.times().compareTo(BigDecimal.ONE) == 0
                                                        ? ""
                                                        : " × " + term.times().toPlainString())),
                                " + ");
            case Rule.Expression expression -> "expression " + expression.cel();
            case Rule.Coded coded -> "coded " + coded.function();
        };
    }

    private String deduct(Rule.Deduct deduct) {
        if (deduct.bookedUnderProvedRule()) {
            return "deduct → proved rule";
        }
        var raised = deduct.raised();
        return "deduct −"
                + join(deduct.variants().stream().map(Rule.Variant::points), " / −")
                + (raised == null ? "" : " (" + range(raised.least(), raised.most()) + ")");
    }

    private static String range(Points least, Points most) {
        return least.equals(most) ? "−" + least : "−" + least + "…−" + most;
    }

    private String bound(Bound bound) {
        var sign = switch (bound.comparison()) {
            case AT_LEAST -> "≥ ";
            case AT_MOST -> "≤ ";
        };
        return text(bound.text()) + " " + sign + bound.limit().toPlainString() + " " + bound.unit();
    }

    String text(LocalizedText text) {
        return text.in(locale);
    }

    private static String join(Stream<?> parts, String separator) {
        return parts.map(String::valueOf).collect(Collectors.joining(separator));
    }
}
