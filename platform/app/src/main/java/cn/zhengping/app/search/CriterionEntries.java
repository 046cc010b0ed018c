package cn.zhengping.app.search;

import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.standards.Standards;
import cn.zhengping.pluginhost.PluginRef;
import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKey;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.search.Passage;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.Standard;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * 评估标准 that the tenant works by: those of the plugins that it has activated, for all its people. Known by
 * {@code plugin@version/standard/criterion}.
 */
@Component
class CriterionEntries implements SearchSource {

    private static final Logger LOG = LoggerFactory.getLogger(CriterionEntries.class);

    /** As much of the wording as a list of suggestions has room for. */
    private static final int TITLE_LENGTH = 60;

    private final Standards standards;
    private final Areas areas;

    CriterionEntries(Standards standards, Areas areas) {
        this.standards = standards;
        this.areas = areas;
    }

    private record Place(StandardRef standard, Section section, Item item, Criterion criterion) {}

    /** Where a criterion stands, as entries name it in {@link Facet#CRITERION}: the same in all versions of a standard. */
    static String value(StandardRef standard, String criterion) {
        return standard.standard() + "/" + criterion;
    }

    @Override
    public EntryKind kind() {
        return EntryKind.CRITERION;
    }

    @Override
    public List<Entry> entries(Collection<String> ids, long stamp) {
        var tenant = CurrentTenant.require();
        var regions = Set.copyOf(areas.line(tenant.value()));
        var all = all();
        return ids.stream()
                .flatMap(id -> Stream.ofNullable(all.get(id)).map(place -> entry(tenant, regions, id, place, stamp)))
                .toList();
    }

    @Override
    public List<String> idsAfter(@Nullable String after, int size) {
        var all = all();
        return (after == null ? all : all.tailMap(after, false))
                .keySet().stream().limit(size).toList();
    }

    /** In memory, but for which plugins are active. */
    private NavigableMap<String, Place> all() {
        var all = new TreeMap<String, Place>();
        for (var plugin : standards.active()) {
            for (var standard : standards(standards, plugin)) {
                var ref = new StandardRef(plugin, standard.id());
                for (var section : standard.sections()) {
                    for (var item : section.items()) {
                        for (var criterion : item.criteria()) {
                            all.put(ref + "/" + criterion.id(), new Place(ref, section, item, criterion));
                        }
                    }
                }
            }
        }
        return all;
    }

    /** None of a plugin that cannot be loaded any more. */
    static List<Standard> standards(Standards standards, PluginRef plugin) {
        try {
            return standards.plugin(plugin).pack().standards();
        } catch (PlatformException unloadable) {
            LOG.warn("The criteria of {} cannot be found: {}", plugin, unloadable.getMessage());
            return List.of();
        }
    }

    private static Entry entry(TenantCode tenant, Set<String> regions, String id, Place place, long stamp) {
        return new Entry(
                new EntryKey(tenant.value(), EntryKind.CRITERION, id),
                Set.of(Readers.members(tenant)),
                Map.of(
                        Facet.REGION,
                        regions,
                        Facet.CRITERION,
                        Set.of(value(place.standard(), place.criterion().id()))),
                title(place),
                null,
                null,
                passages(place),
                stamp);
    }

    private static String title(Place place) {
        var item = oneLine(place.item().title().zh());
        var wording = oneLine(place.criterion().text().zh());
        return shortened(wording.startsWith(item) ? wording : item + "：" + wording);
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= TITLE_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, TITLE_LENGTH)) + "…";
    }

    /** The wording first, then what belongs to it; in Chinese, and where somebody has translated it, in English. */
    private static List<Passage> passages(Place place) {
        var texts = new ArrayList<LocalizedText>();
        texts.add(place.criterion().text());
        if (place.criterion().evidence().text() != null) {
            texts.add(place.criterion().evidence().text());
        }
        rule(place.criterion().rule()).forEach(texts::add);
        texts.add(place.item().title());
        texts.add(place.section().title());
        var seen = new HashSet<String>();
        return Stream.<Function<LocalizedText, @Nullable String>>of(LocalizedText::zh, LocalizedText::en)
                .flatMap(language -> texts.stream().flatMap(text -> Stream.ofNullable(language.apply(text))))
                .filter(text -> !text.isBlank() && seen.add(text))
                .map(text -> new Passage(null, text))
                .toList();
    }

    /** What the rule says in words: levels, kinds of incident, what should be there. */
    private static Stream<LocalizedText> rule(Rule rule) {
        return switch (rule) {
            case Rule.Met met -> met.exemptions().stream().map(option -> option.text());
            case Rule.Tiers tiers -> tiers.tiers().stream().map(Rule.Tier::text);
            case Rule.Each each -> each.classes().stream().map(Rule.MemberClass::text);
            case Rule.Missing missing -> missing.expected().stream().map(option -> option.text());
            case Rule.Measured measured -> measured.bounds().stream().map(bound -> bound.text());
            case Rule.Check check -> check.parts().stream().flatMap(CriterionEntries::part);
            case Rule.Deduct deduct -> deduct.variants().stream().map(Rule.Variant::text);
            case Rule.Gate gate ->
                Stream.concat(gate.requirements().stream(), gate.exclusions().stream())
                        .map(Rule.Requirement::text);
            case Rule.Judged _, Rule.Derived _, Rule.Expression _, Rule.Coded _ -> Stream.empty();
        };
    }

    private static Stream<LocalizedText> part(Rule.CheckPart part) {
        return switch (part) {
            case Rule.CheckPart.Quantity quantity -> Stream.of(quantity.bound().text());
            case Rule.CheckPart.Listed listed ->
                Stream.concat(
                        Stream.of(listed.text()), listed.entries().stream().map(option -> option.text()));
            case Rule.CheckPart.Monthly monthly -> Stream.of(monthly.text());
        };
    }
}
