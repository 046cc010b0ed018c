package cn.zhengping.app.standards;

import cn.zhengping.app.standards.StandardsController.StandardView;
import cn.zhengping.packs.Pack;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.form.FormTemplate;
import cn.zhengping.spi.hall.HallPlan;
import cn.zhengping.spi.language.ServiceLanguage;
import cn.zhengping.spi.rating.RatingProcess;
import cn.zhengping.spi.staff.GradeTable;
import cn.zhengping.spi.staff.Occasion;
import cn.zhengping.spi.staff.Period;
import cn.zhengping.spi.staff.StaffPolicy;
import cn.zhengping.spi.staff.StaffPost;
import cn.zhengping.spi.staff.YearlyResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What else than standards and templates a plugin holds; the records of the SPI answer most fields by themselves. */
@Controller
class PackController {

    private final PluginStore store;

    PackController(PluginStore store) {
        this.store = store;
    }

    record LabelView(UnitKind kind, LocalizedText label, List<String> synonyms) {}

    record PolicyView(
            StandardView rules,
            Set<StaffPost> posts,
            Occasion occasion,
            Set<Period> periods,
            @Nullable Points floor,
            @Nullable YearlyResult yearly,
            List<GradeTable> grades) {}

    @SchemaMapping(typeName = "Plugin")
    List<LabelView> unitLabels(InstalledPlugin plugin) {
        return of(
                plugin,
                pack -> pack.region().unitLabels().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(label -> new LabelView(
                                label.getKey(),
                                label.getValue().label(),
                                label.getValue().synonyms()))
                        .toList());
    }

    @SchemaMapping(typeName = "Plugin")
    List<PolicyView> staffPolicies(InstalledPlugin plugin) {
        return of(
                plugin,
                pack -> pack.policies().stream()
                        .map(policy -> view(plugin, policy))
                        .toList());
    }

    private static PolicyView view(InstalledPlugin plugin, StaffPolicy policy) {
        return new PolicyView(
                StandardView.of(plugin.ref(), policy.rules()),
                policy.posts(),
                policy.occasion(),
                policy.periods(),
                policy.floor(),
                policy.yearly(),
                policy.grades());
    }

    @SchemaMapping(typeName = "Plugin")
    List<HallPlan> hallPlans(InstalledPlugin plugin) {
        return of(plugin, Pack::halls);
    }

    @SchemaMapping(typeName = "Plugin")
    List<RatingProcess> ratingProcesses(InstalledPlugin plugin) {
        return of(plugin, Pack::ratings);
    }

    @SchemaMapping(typeName = "Plugin")
    List<FormTemplate> forms(InstalledPlugin plugin) {
        return of(plugin, Pack::forms);
    }

    @SchemaMapping(typeName = "Plugin")
    List<ServiceLanguage> serviceLanguages(InstalledPlugin plugin) {
        return of(plugin, Pack::languages);
    }

    /** Nothing of a plugin that cannot be loaded any more; {@code Plugin.problem} says why. */
    private <T> List<T> of(InstalledPlugin plugin, Function<Pack, List<T>> part) {
        return store.pack(plugin).map(part).orElse(List.of());
    }
}
