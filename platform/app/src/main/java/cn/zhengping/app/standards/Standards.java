package cn.zhengping.app.standards;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.pluginhost.LoadedPlugin;
import cn.zhengping.pluginhost.PluginRef;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.standard.Standard;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The standards that the tenant works by. Something new is opened with an active plugin only; what runs keeps the version
 * that it was opened with, active or not.
 */
@Service
public class Standards {

    private final Plugins plugins;
    private final PluginStore store;
    /** Grows with the versions of standards that were ever used, a few a region. */
    private final ConcurrentHashMap<Key, Scorer> scorers = new ConcurrentHashMap<>();

    private record Key(String sha256, String standard) {}

    Standards(Plugins plugins, PluginStore store) {
        this.plugins = plugins;
        this.store = store;
    }

    /**
     * For whoever opens something new.
     *
     * @throws PlatformException {@code PLUGIN_UNKNOWN}, {@code PLUGIN_NOT_ACTIVE}
     */
    @Transactional(readOnly = true)
    public void requireActive(PluginRef ref) {
        plugin(ref);
        if (!plugins.active().containsKey(ref)) {
            throw new PlatformException(StandardsError.PLUGIN_NOT_ACTIVE, ref.toString());
        }
    }

    /** The plugins that the tenant has activated, also where nobody is logged in. */
    @Transactional(readOnly = true)
    public Set<PluginRef> active() {
        return plugins.activations().keySet();
    }

    /** @throws PlatformException {@code REF_ILL_FORMED} */
    public static PluginRef ref(String id, String version) {
        return RefText.plugin(id, version);
    }

    /**
     * The plugin that has this id and version for the current tenant: always the same bytes from the first use on.
     *
     * @throws PlatformException {@code PLUGIN_UNKNOWN}, {@code PLUGIN_DAMAGED}, {@code PLUGIN_REJECTED}
     */
    public LoadedPlugin plugin(PluginRef ref) {
        return store.digest(ref)
                .map(store::load)
                .orElseThrow(() -> new PlatformException(StandardsError.PLUGIN_UNKNOWN, ref.toString()));
    }

    /** @throws PlatformException {@code PLUGIN_UNKNOWN}, {@code STANDARD_UNKNOWN} */
    public Standard standard(StandardRef ref) {
        return standard(plugin(ref.plugin()), ref);
    }

    static Standard standard(LoadedPlugin plugin, StandardRef ref) {
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
        var plugin = plugin(ref.plugin());
        return scorers.computeIfAbsent(new Key(plugin.sha256(), ref.standard()), missing -> {
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
