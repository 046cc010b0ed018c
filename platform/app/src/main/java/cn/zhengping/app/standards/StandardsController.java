package cn.zhengping.app.standards;

import cn.zhengping.pluginhost.PluginRef;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.campaign.PhaseTemplate;
import cn.zhengping.spi.campaign.TitleTemplate;
import cn.zhengping.spi.standard.Bound;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Lineage;
import cn.zhengping.spi.standard.Option;
import cn.zhengping.spi.standard.Reading;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.Standard;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Standards and templates over GraphQL; the records of the SPI answer most fields by themselves. */
@Controller
class StandardsController {

    private final Standards standards;

    StandardsController(Standards standards) {
        this.standards = standards;
    }

    /** A standard under the name by which the API knows it. */
    record StandardView(
            String ref,
            LocalizedText title,
            String version,
            Set<UnitKind> unitKinds,
            Points base,
            @Nullable Points total,
            List<Section> sections,
            List<Cap> caps,
            List<String> unfinished,
            @Nullable Lineage lineage,
            List<SourceDocument> sources,
            List<Reading> readings) {

        static StandardView of(PluginRef plugin, Standard standard) {
            return new StandardView(
                    new StandardRef(plugin, standard.id()).toString(),
                    standard.title(),
                    standard.version(),
                    standard.unitKinds(),
                    standard.base(),
                    standard.total(),
                    standard.sections(),
                    standard.caps(),
                    standard.unfinished(),
                    standard.lineage(),
                    standard.sources(),
                    standard.readings());
        }
    }

    /** A template under the name by which the API knows it. */
    record TemplateView(
            String ref,
            LocalizedText title,
            String version,
            List<TitleTemplate> titles,
            List<PhaseTemplate> phases,
            CampaignTemplate.@Nullable Cycle cycle,
            CampaignTemplate.Ranking ranking,
            List<SourceDocument> sources,
            List<Reading> readings) {

        static TemplateView of(PluginRef plugin, CampaignTemplate template) {
            return new TemplateView(
                    new TemplateRef(plugin, template.id()).toString(),
                    template.title(),
                    template.version(),
                    template.titles(),
                    template.phases(),
                    template.cycle(),
                    template.ranking(),
                    template.sources(),
                    template.readings());
        }
    }

    /** The kinds of part laid over one another, as GraphQL has no use for three types of two fields. */
    record CheckPartView(
            String id,
            LocalizedText text,
            String kind,
            @Nullable String unit,
            @Nullable Bound bound,
            @Nullable List<Option> entries,
            @Nullable Integer atLeast) {

        static CheckPartView of(Rule.CheckPart part) {
            return switch (part) {
                case Rule.CheckPart.Quantity(var bound) ->
                    new CheckPartView(part.id(), bound.text(), "QUANTITY", bound.unit(), bound, null, null);
                case Rule.CheckPart.Listed(var id, var text, var entries, var atLeast) ->
                    new CheckPartView(id, text, "LIST", null, null, entries, atLeast);
                case Rule.CheckPart.Monthly(var id, var text, var unit, var atLeast) ->
                    new CheckPartView(id, text, "MONTHLY", unit, null, null, atLeast);
            };
        }
    }

    @QueryMapping
    StandardView standard(@Argument String ref) {
        var parsed = StandardRef.parse(ref);
        return StandardView.of(parsed.plugin(), standards.standard(parsed));
    }

    @QueryMapping
    TemplateView campaignTemplate(@Argument String ref) {
        var parsed = TemplateRef.parse(ref);
        return TemplateView.of(parsed.plugin(), standards.template(parsed));
    }

    @SchemaMapping(typeName = "CheckRule")
    List<CheckPartView> parts(Rule.Check rule) {
        return rule.parts().stream().map(CheckPartView::of).toList();
    }

    @SchemaMapping(typeName = "Criterion")
    @Nullable
    LocalizedText evidence(Criterion criterion) {
        return criterion.evidence().text();
    }
}
