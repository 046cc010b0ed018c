package cn.zhengping.app.standards;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.pluginhost.LoadedPlugin;
import cn.zhengping.pluginhost.PluginHost;
import cn.zhengping.pluginhost.PluginRef;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.standard.Standard;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The standards that the tenant works by. Something new is opened with an active plugin only; what runs keeps the version
 * that it was opened with, active or not.
 */
@Service
public class Standards {

    private final Access access;
    private final PluginHost host;
    private final JdbcClient jdbc;
    /** Grows with the versions of standards that were ever used, a few a region. */
    private final ConcurrentHashMap<StandardRef, Scorer> scorers = new ConcurrentHashMap<>();

    Standards(Access access, PluginHost host, JdbcClient jdbc) {
        this.access = access;
        this.host = host;
        this.jdbc = jdbc;
    }

    /** Every plugin that the platform has, by id and version. */
    public List<LoadedPlugin> plugins() {
        access.actor();
        return host.all();
    }

    /** The plugins that the tenant has activated. */
    @Transactional(readOnly = true)
    public List<PluginRef> active() {
        access.actor();
        return jdbc
                .sql("select plugin_id, version from plugin_activation")
                .query((row, at) -> new PluginRef(row.getString("plugin_id"), row.getString("version")))
                .stream()
                .sorted()
                .toList();
    }

    /**
     * Lets the tenant open new things with a plugin; safe to repeat. Versions are activated side by side.
     *
     * @throws PlatformException {@code ROLE_MISSING}, {@code PLUGIN_UNKNOWN}
     */
    @Transactional
    public LoadedPlugin activate(PluginRef ref) {
        var actor = access.requireInWholeTenant(Role.TENANT_ADMIN);
        var plugin = plugin(ref);
        jdbc.sql(
                        "insert into plugin_activation (plugin_id, version, activated_by) values (?, ?, ?) on conflict do nothing")
                .params(ref.id(), ref.version(), actor.account())
                .update();
        return plugin;
    }

    /** Ends it; what was opened with the plugin goes on. */
    @Transactional
    public LoadedPlugin deactivate(PluginRef ref) {
        access.requireInWholeTenant(Role.TENANT_ADMIN);
        var plugin = plugin(ref);
        requireActive(ref);
        jdbc.sql("delete from plugin_activation where plugin_id = ? and version = ?")
                .params(ref.id(), ref.version())
                .update();
        return plugin;
    }

    /**
     * For whoever opens something new.
     *
     * @throws PlatformException {@code PLUGIN_UNKNOWN}, {@code PLUGIN_NOT_ACTIVE}
     */
    @Transactional(readOnly = true)
    public void requireActive(PluginRef ref) {
        plugin(ref);
        if (!active().contains(ref)) {
            throw new PlatformException(StandardsError.PLUGIN_NOT_ACTIVE, ref.toString());
        }
    }

    /** @throws PlatformException {@code PLUGIN_UNKNOWN} */
    public LoadedPlugin plugin(PluginRef ref) {
        return host.find(ref).orElseThrow(() -> new PlatformException(StandardsError.PLUGIN_UNKNOWN, ref.toString()));
    }

    /** @throws PlatformException {@code PLUGIN_UNKNOWN}, {@code STANDARD_UNKNOWN} */
    public Standard standard(StandardRef ref) {
        return standard(plugin(ref.plugin()), ref);
    }

    private static Standard standard(LoadedPlugin plugin, StandardRef ref) {
        var standards = plugin.pack().standards();
        return standards.stream()
                .filter(standard -> standard.id().equals(ref.standard()))
                .findFirst()
                .orElseThrow(() -> new PlatformException(
                        StandardsError.STANDARD_UNKNOWN,
                        ref.plugin().toString(),
                        ref.standard(),
                        standards.stream().map(Standard::id).collect(Collectors.joining(", "))));
    }

    /**
     * Scores sheets by this standard; the same object every time, for any thread.
     *
     * @throws PlatformException {@code PLUGIN_UNKNOWN}, {@code STANDARD_UNKNOWN}; {@code STANDARD_UNFINISHED} if it leaves
     *     items to be filled in by whoever adjusts it
     */
    public Scorer scorer(StandardRef ref) {
        return scorers.computeIfAbsent(ref, missing -> {
            var plugin = plugin(ref.plugin());
            var standard = standard(plugin, ref);
            if (!standard.unfinished().isEmpty()) {
                throw new PlatformException(
                        StandardsError.STANDARD_UNFINISHED, ref.toString(), String.join(", ", standard.unfinished()));
            }
            return Scorer.of(standard, plugin.codedRules());
        });
    }

    /** @throws PlatformException {@code PLUGIN_UNKNOWN}, {@code TEMPLATE_UNKNOWN} */
    public CampaignTemplate template(TemplateRef ref) {
        var templates = plugin(ref.plugin()).pack().campaigns();
        return templates.stream()
                .filter(template -> template.id().equals(ref.template()))
                .findFirst()
                .orElseThrow(() -> new PlatformException(
                        StandardsError.TEMPLATE_UNKNOWN,
                        ref.plugin().toString(),
                        ref.template(),
                        templates.stream().map(CampaignTemplate::id).collect(Collectors.joining(", "))));
    }
}
