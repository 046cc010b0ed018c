package cn.zhengping.packs;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.standard.AppliesTo;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.EvidenceBasis;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.Lineage;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Open;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.Standard;

/** Binds a file of {@code standards/}. */
final class StandardBinder {

    private StandardBinder() {}

    static Standard bind(Field file) {
        return bind("standard", file);
    }

    /** What a policy's file has in common with a standard's, under the key that gives the id. */
    static Standard bind(String key, Field file) {
        return new Standard(
                file.get(key).text(),
                file.get("version").text(),
                file.get("title").localizedText(),
                file.set("unitKinds", kind -> kind.constant(UnitKind.class)),
                file.optional("base", Field::points, Points.ZERO),
                file.optional("total", Field::points),
                file.list("sections", StandardBinder::section),
                file.list("caps", StandardBinder::cap),
                PaperBinder.sources(file),
                PaperBinder.readings(file),
                file.optional("lineage", StandardBinder::lineage));
    }

    private static Lineage lineage(Field lineage) {
        return new Lineage(
                lineage.get("plugin").text(),
                lineage.get("version").text(),
                lineage.get("standard").text(),
                lineage.get("sha256").text(),
                lineage.get("adjustedBy").text());
    }

    private static Cap cap(Field cap) {
        return new Cap(
                cap.get("id").text(),
                cap.get("scope").constant(Cap.Scope.class),
                cap.set("criteria", Field::text),
                cap.get("most").points());
    }

    private static Section section(Field section) {
        return new Section(
                section.get("id").text(),
                section.get("title").localizedText(),
                section.optional("points", Field::points),
                section.list("items", StandardBinder::item));
    }

    private static Item item(Field item) {
        return new Item(
                item.get("id").text(),
                item.get("title").localizedText(),
                item.optional("points", Field::points),
                item.list("criteria", StandardBinder::criterion),
                item.optional("open", StandardBinder::open));
    }

    private static Open open(Field open) {
        var points = open.optional("points", range -> range);
        return new Open(
                points == null ? null : points.get("least").points(),
                points == null ? null : points.get("most").points(),
                open.optional("wording", Field::flag, false),
                open.optional("criteria", Field::flag, false));
    }

    private static Criterion criterion(Field criterion) {
        return new Criterion(
                criterion.get("id").text(),
                criterion.get("text").localizedText(),
                criterion.optional("points", Field::points),
                RuleBinder.bind(criterion.get("rule")),
                criterion.optional("evidence", StandardBinder::evidence, new EvidenceBasis(null, false)),
                criterion.optional("appliesTo", StandardBinder::appliesTo, AppliesTo.ALL),
                criterion.optional(
                        "notApplicable", value -> value.constant(NotApplicable.class), NotApplicable.REFUSED),
                PaperBinder.source(criterion));
    }

    private static EvidenceBasis evidence(Field evidence) {
        return evidence.node().isString()
                ? new EvidenceBasis(LocalizedText.ofChinese(evidence.text()), false)
                : new EvidenceBasis(
                        evidence.optional("text", Field::localizedText),
                        evidence.optional("required", Field::flag, false));
    }

    private static AppliesTo appliesTo(Field appliesTo) {
        return new AppliesTo(
                appliesTo.set("unitKinds", kind -> kind.constant(UnitKind.class)),
                appliesTo.set("duties", Field::text));
    }
}
