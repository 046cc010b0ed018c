package cn.zhengping.app.standards;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.errors.Problem;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.standards.Plugins.Checked;
import cn.zhengping.app.standards.Plugins.Upload;
import cn.zhengping.app.standards.StandardsController.StandardView;
import cn.zhengping.app.standards.StandardsController.TemplateView;
import cn.zhengping.packs.Pack;
import cn.zhengping.pluginhost.PluginRef;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Message;
import cn.zhengping.tenants.CurrentTenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Plugins over GraphQL. */
@Controller
class PluginController {

    private final Plugins plugins;
    private final PluginStore store;

    PluginController(Plugins plugins, PluginStore store) {
        this.plugins = plugins;
        this.store = store;
    }

    record CheckView(
            String sha256,
            @Nullable String id,
            @Nullable String version,
            boolean code,
            @Nullable String signedBy,
            @Nullable LocalizedText region,
            List<StandardView> standards,
            List<TemplateView> campaignTemplates,
            List<Problem> problems) {

        static CheckView of(Checked checked) {
            var ref = checked.ref();
            var pack = checked.pack();
            return new CheckView(
                    checked.sha256(),
                    ref == null ? null : ref.id(),
                    ref == null ? null : ref.version(),
                    checked.code(),
                    checked.signedBy(),
                    pack == null ? null : pack.region().name(),
                    ref == null || pack == null ? List.of() : views(ref, pack),
                    ref == null || pack == null ? List.of() : templates(ref, pack),
                    checked.problems());
        }
    }

    private static List<StandardView> views(PluginRef ref, Pack pack) {
        return pack.standards().stream()
                .map(standard -> StandardView.of(ref, standard))
                .toList();
    }

    private static List<TemplateView> templates(PluginRef ref, Pack pack) {
        return pack.campaigns().stream()
                .map(template -> TemplateView.of(ref, template))
                .toList();
    }

    @QueryMapping
    List<InstalledPlugin> plugins() {
        return plugins.list();
    }

    @QueryMapping
    Window<PluginEvent> pluginEvents(Paging paging) {
        return plugins.events(paging);
    }

    @QueryMapping
    CheckView checkPlugin(@Argument Upload input) {
        return CheckView.of(plugins.checked(input));
    }

    @MutationMapping
    InstalledPlugin installPlugin(@Argument Upload input) {
        return plugins.install(input);
    }

    @MutationMapping
    InstalledPlugin activatePlugin(@Argument String id, @Argument String version) {
        return plugins.activate(RefText.plugin(id, version));
    }

    @MutationMapping
    InstalledPlugin deactivatePlugin(@Argument String id, @Argument String version) {
        return plugins.deactivate(RefText.plugin(id, version));
    }

    @MutationMapping
    InstalledPlugin upgradePlugin(@Argument String id, @Argument String from, @Argument String to) {
        return plugins.upgrade(RefText.plugin(id, from), to);
    }

    @MutationMapping
    InstalledPlugin rollBackPlugin(@Argument String id) {
        return plugins.rollBack(id);
    }

    /** Nobody activates anything for the platform itself. */
    @BatchMapping(typeName = "Plugin")
    List<Boolean> active(List<InstalledPlugin> of) {
        if (CurrentTenant.find().isEmpty()) {
            return of.stream().map(plugin -> false).toList();
        }
        var active = plugins.active();
        return of.stream().map(plugin -> active.containsKey(plugin.ref())).toList();
    }

    @BatchMapping(typeName = "Plugin")
    Map<InstalledPlugin, String> previous(List<InstalledPlugin> of) {
        var previous = new HashMap<InstalledPlugin, String>();
        if (CurrentTenant.find().isPresent()) {
            var active = plugins.active();
            for (var plugin : of) {
                var version = active.get(plugin.ref());
                if (version != null) {
                    previous.put(plugin, version);
                }
            }
        }
        return previous;
    }

    @SchemaMapping(typeName = "Plugin")
    String id(InstalledPlugin plugin) {
        return plugin.ref().id();
    }

    @SchemaMapping(typeName = "Plugin")
    String version(InstalledPlugin plugin) {
        return plugin.ref().version();
    }

    @SchemaMapping(typeName = "Plugin")
    @Nullable
    String tenant(InstalledPlugin plugin) {
        return plugin.tenant() == null ? null : plugin.tenant().value();
    }

    @SchemaMapping(typeName = "Plugin")
    @Nullable
    Message problem(InstalledPlugin plugin) {
        try {
            store.load(plugin.sha256());
            return null;
        } catch (PlatformException unloadable) {
            return unloadable.said();
        }
    }

    @SchemaMapping(typeName = "Plugin")
    @Nullable
    LocalizedText region(InstalledPlugin plugin) {
        return store.pack(plugin).map(pack -> pack.region().name()).orElse(null);
    }

    @SchemaMapping(typeName = "Plugin")
    List<StandardView> standards(InstalledPlugin plugin) {
        return store.pack(plugin).map(pack -> views(plugin.ref(), pack)).orElse(List.of());
    }

    @SchemaMapping(typeName = "Plugin")
    List<TemplateView> campaignTemplates(InstalledPlugin plugin) {
        return store.pack(plugin).map(pack -> templates(plugin.ref(), pack)).orElse(List.of());
    }
}
