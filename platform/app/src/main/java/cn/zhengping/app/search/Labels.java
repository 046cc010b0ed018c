package cn.zhengping.app.search;

import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.Campaigns;
import cn.zhengping.app.standards.Standards;
import cn.zhengping.app.units.Units;
import cn.zhengping.search.Facet;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Message;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the values of facets are called: a value itself where nobody here knows more. */
@Component
class Labels {

    private final Areas areas;
    private final Units units;
    private final Applications applications;
    private final Campaigns campaigns;
    private final Standards standards;

    Labels(Areas areas, Units units, Applications applications, Campaigns campaigns, Standards standards) {
        this.areas = areas;
        this.units = units;
        this.applications = applications;
        this.campaigns = campaigns;
        this.standards = standards;
    }

    /** For each value a text as the scalar {@code Text} takes it; a constant number of statements for each facet. */
    Map<String, Object> of(Facet facet, Collection<String> values) {
        var named = switch (facet) {
            case KIND -> values.stream().collect(Collectors.toMap(Function.identity(), Labels::kind));
            case REGION ->
                values.stream().collect(Collectors.toMap(Function.identity(), value -> (Object) areas.name(value)));
            case UNIT -> units(values);
            case CAMPAIGN -> campaigns(values);
            case CRITERION -> criteria(values);
            case APPLICATION, ISSUER, YEAR, FILE_TYPE -> Map.<String, Object>of();
        };
        var labels = new HashMap<String, Object>(named);
        values.forEach(value -> labels.putIfAbsent(value, value));
        return labels;
    }

    private static Object kind(String value) {
        return Message.of("cn.zhengping.app.search.words", value);
    }

    /** As they are called now in the tenant itself; another tenant's, as they applied. */
    private Map<String, Object> units(Collection<String> values) {
        var ids = ids(values);
        var names = new HashMap<UUID, String>(applications.unitNames(ids));
        units.byIds(ids).forEach((id, unit) -> names.put(id, unit.name()));
        return byText(names);
    }

    private Map<String, Object> campaigns(Collection<String> values) {
        var titles = new HashMap<UUID, String>();
        campaigns.byIds(ids(values)).forEach((id, campaign) -> titles.put(id, campaign.title()));
        return byText(titles);
    }

    private Map<String, Object> criteria(Collection<String> values) {
        var wanted = new HashSet<>(values);
        var wording = new HashMap<String, Object>();
        for (var plugin : standards.active()) {
            for (var standard : CriterionEntries.standards(standards, plugin)) {
                standard.criteria().forEach(criterion -> {
                    var value = standard.id() + "/" + criterion.id();
                    if (wanted.contains(value)) {
                        wording.putIfAbsent(value, shortened(criterion.text()));
                    }
                });
            }
        }
        return wording;
    }

    private static LocalizedText shortened(LocalizedText text) {
        var en = text.en();
        return new LocalizedText(
                CriterionEntries.shortened(CriterionEntries.oneLine(text.zh())),
                en == null ? null : CriterionEntries.shortened(CriterionEntries.oneLine(en)));
    }

    private static List<UUID> ids(Collection<String> values) {
        return values.stream().flatMap(Labels::id).toList();
    }

    private static Stream<UUID> id(String value) {
        try {
            return Stream.of(UUID.fromString(value));
        } catch (IllegalArgumentException another) {
            return Stream.empty();
        }
    }

    private static Map<String, Object> byText(Map<UUID, String> names) {
        return names.entrySet().stream()
                .collect(Collectors.toMap(name -> name.getKey().toString(), Map.Entry::getValue));
    }
}
