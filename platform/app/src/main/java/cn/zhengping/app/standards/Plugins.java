package cn.zhengping.app.standards;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Actor;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.errors.Problem;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.packs.Pack;
import cn.zhengping.pluginhost.PluginCheck;
import cn.zhengping.pluginhost.PluginRef;
import cn.zhengping.pluginhost.PluginRejectedException;
import cn.zhengping.spi.Message;
import cn.zhengping.tenants.CurrentTenant;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The life of plugins in a tenant: installed, activated, upgraded, rolled back, deactivated. What was opened with a version
 * goes on with it whatever happens here.
 */
@Service
public class Plugins {

    private static final Pattern FILE_NAME = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "id");

    private final Access access;
    private final PluginStore store;
    private final PluginEventRepository events;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;

    Plugins(
            Access access,
            PluginStore store,
            PluginEventRepository events,
            JdbcClient jdbc,
            Clock clock,
            ApplicationEventPublisher publisher) {
        this.access = access;
        this.store = store;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
        this.publisher = publisher;
    }

    /**
     * An archive that was handed in.
     *
     * @param signature the content of {@code <file>.sig}; null for none
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, compared by nobody
    public record Upload(String fileName, byte[] content, byte @Nullable [] signature) {}

    /**
     * What an upload would be.
     *
     * @param ref null where the manifest does not say
     * @param pack null where it cannot be read
     * @param problems why it would not be taken; empty if it would be
     */
    public record Checked(
            String sha256,
            @Nullable PluginRef ref,
            boolean code,
            @Nullable String signedBy,
            @Nullable Pack pack,
            List<Problem> problems) {}

    /**
     * Whoever may install: a tenant admin for the tenant, the platform operator for everybody.
     *
     * @throws PlatformException {@code NOT_LOGGED_IN}, {@code ROLE_MISSING}, {@code OUTSIDE_SCOPE}
     */
    Actor requireInstaller() {
        return access.requireInWholeTenant(Role.TENANT_ADMIN, Role.PLATFORM_OPERATOR);
    }

    /**
     * Installs a plugin for the tenant of the tenant admin who asks and all below it, or for everybody where the platform
     * operator asks; safe to repeat. Code is installed by the operator alone. Not to be called inside a transaction:
     * artifacts are the platform's.
     *
     * @throws PlatformException those of {@link #requireInstaller()}; {@code FILE_NAME_ILL_FORMED}, {@code CODE_BY_OPERATOR},
     *     {@code PLUGIN_REJECTED} with all that is wrong, {@code VERSION_TAKEN}
     */
    public InstalledPlugin install(Upload upload) {
        var actor = requireInstaller();
        var check = check(upload);
        if (mayNot(actor, upload, check)) {
            throw new PlatformException(StandardsError.CODE_BY_OPERATOR, upload.fileName());
        }
        if (!check.problems().isEmpty()) {
            throw PluginProblems.rejected(upload.fileName(), check.problems());
        }
        try {
            return store.put(actor.tenant(), actor.account(), upload.fileName(), upload.content(), upload.signature());
        } catch (PluginRejectedException whileStarting) {
            throw PluginProblems.rejected(upload.fileName(), List.of(whileStarting));
        }
    }

    /**
     * What {@link #install} would say, without installing anything.
     *
     * @throws PlatformException those of {@link #requireInstaller()}; {@code FILE_NAME_ILL_FORMED}
     */
    public Checked checked(Upload upload) {
        var actor = requireInstaller();
        var check = check(upload);
        var problems = new ArrayList<Problem>();
        if (mayNot(actor, upload, check)) {
            problems.add(problem(upload, StandardsError.CODE_BY_OPERATOR, upload.fileName()));
        }
        problems.addAll(PluginProblems.of(upload.fileName(), check.problems()));
        if (check.ref() != null) {
            try {
                store.requireFree(actor.tenant(), check.ref(), check.sha256());
            } catch (PlatformException taken) {
                problems.add(PluginProblems.of(upload.fileName(), taken.code().name(), taken.said()));
            }
        }
        return new Checked(check.sha256(), check.ref(), check.code(), check.signedBy(), check.pack(), problems);
    }

    private static Problem problem(Upload upload, StandardsError code, Object... arguments) {
        return PluginProblems.of(
                upload.fileName(),
                code.name(),
                Message.of(StandardsError.class.getPackageName() + ".messages", code.name(), arguments));
    }

    private PluginCheck check(Upload upload) {
        if (upload.fileName().isBlank() || !FILE_NAME.matcher(upload.fileName()).matches()) {
            throw new PlatformException(StandardsError.FILE_NAME_ILL_FORMED);
        }
        return store.check(upload.fileName(), upload.content(), upload.signature());
    }

    /** Without a signature it is refused as a data pack that holds code, which says what to do. */
    private static boolean mayNot(Actor actor, Upload upload, PluginCheck check) {
        return check.code() && upload.signature() != null && !actor.holds(Role.PLATFORM_OPERATOR);
    }

    /** All that the tenant sees, by id and version; for the platform operator, what is there for everybody. */
    public List<InstalledPlugin> list() {
        access.actor();
        return store.seen();
    }

    /** The versions that the tenant has activated, each with the one that a roll back would lead to, or null. */
    @Transactional(readOnly = true)
    public Map<PluginRef, @Nullable String> active() {
        access.actor();
        return activations();
    }

    /** {@link #active()} for what the platform does by itself, where nobody is logged in. */
    Map<PluginRef, @Nullable String> activations() {
        var active = new HashMap<PluginRef, @Nullable String>();
        jdbc.sql("select plugin_id, version, replaces from plugin_activation").query(row -> {
            active.put(new PluginRef(row.getString("plugin_id"), row.getString("version")), row.getString("replaces"));
        });
        return active;
    }

    /**
     * Lets the tenant open new things with a plugin; safe to repeat. Versions are activated side by side.
     *
     * @throws PlatformException {@code ROLE_MISSING}, {@code PLUGIN_UNKNOWN}
     */
    @Transactional
    public InstalledPlugin activate(PluginRef ref) {
        var actor = access.requireInWholeTenant(Role.TENANT_ADMIN);
        var plugin = usable(ref);
        if (put(ref, null, actor)) {
            record(PluginEvent.Act.ACTIVATED, ref.id(), null, ref.version(), actor);
        }
        return plugin;
    }

    /**
     * Ends it; what was opened with the plugin goes on.
     *
     * @throws PlatformException {@code ROLE_MISSING}, {@code PLUGIN_UNKNOWN}, {@code PLUGIN_NOT_ACTIVE}
     */
    @Transactional
    public InstalledPlugin deactivate(PluginRef ref) {
        var actor = access.requireInWholeTenant(Role.TENANT_ADMIN);
        var plugin = seen(ref);
        remove(ref);
        record(PluginEvent.Act.DEACTIVATED, ref.id(), ref.version(), null, actor);
        return plugin;
    }

    /**
     * Lets one version serve in place of another, both or neither; safe to repeat.
     *
     * @throws PlatformException {@code ROLE_MISSING}, {@code PLUGIN_UNKNOWN}, {@code UPGRADE_TO_ITSELF}, {@code
     *     PLUGIN_NOT_ACTIVE} for the one that serves, {@code PLUGIN_ALREADY_ACTIVE} for the other
     */
    @Transactional
    public InstalledPlugin upgrade(PluginRef from, String to) {
        var actor = access.requireInWholeTenant(Role.TENANT_ADMIN);
        var target = RefText.plugin(from.id(), to);
        if (target.equals(from)) {
            throw new PlatformException(StandardsError.UPGRADE_TO_ITSELF, from.toString());
        }
        seen(from);
        var plugin = usable(target);
        var active = active();
        if (!active.containsKey(from) && from.version().equals(active.get(target))) {
            return plugin;
        }
        remove(from);
        if (!put(target, from.version(), actor)) {
            throw new PlatformException(StandardsError.PLUGIN_ALREADY_ACTIVE, target.toString(), from.toString());
        }
        record(PluginEvent.Act.UPGRADED, from.id(), from.version(), to, actor);
        return plugin;
    }

    /**
     * Lets that version serve again which served before the last upgrade, in place of the one that it was upgraded to.
     *
     * @throws PlatformException {@code ROLE_MISSING}, {@code NOTHING_TO_ROLL_BACK}
     */
    @Transactional
    public InstalledPlugin rollBack(String id) {
        var actor = access.requireInWholeTenant(Role.TENANT_ADMIN);
        var last = jdbc.sql("""
                        delete from plugin_activation where (plugin_id, version) = (
                          select plugin_id, version from plugin_activation where plugin_id = ? and replaces is not null
                          order by activated_at desc, version limit 1 for update)
                        returning version, replaces""")
                .param(id)
                .query((row, number) -> new Upgraded(row.getString("version"), row.getString("replaces")))
                .optional()
                .orElseThrow(() -> new PlatformException(StandardsError.NOTHING_TO_ROLL_BACK, id));
        var plugin = usable(RefText.plugin(id, last.replaces()));
        put(plugin.ref(), null, actor);
        record(PluginEvent.Act.ROLLED_BACK, id, last.version(), last.replaces(), actor);
        return plugin;
    }

    private record Upgraded(String version, String replaces) {}

    private InstalledPlugin seen(PluginRef ref) {
        return store.find(ref).orElseThrow(() -> new PlatformException(StandardsError.PLUGIN_UNKNOWN, ref.toString()));
    }

    /** What the tenant sees, loaded and from now on what the id and version are in this tenant. */
    private InstalledPlugin usable(PluginRef ref) {
        var plugin = seen(ref);
        store.load(plugin.sha256());
        jdbc.sql("insert into plugin_pin (plugin_id, version, sha256) values (?, ?, ?) on conflict do nothing")
                .params(ref.id(), ref.version(), plugin.sha256())
                .update();
        return plugin;
    }

    private boolean put(PluginRef ref, @Nullable String replaces, Actor actor) {
        return jdbc.sql("""
                                insert into plugin_activation (plugin_id, version, activated_by, replaces) values (?, ?, ?, ?)
                                on conflict do nothing""")
                        .params(ref.id(), ref.version(), actor.account())
                        .param(replaces)
                        .update()
                == 1;
    }

    private void remove(PluginRef ref) {
        var removed = jdbc.sql("delete from plugin_activation where plugin_id = ? and version = ?")
                .params(ref.id(), ref.version())
                .update();
        if (removed == 0) {
            throw new PlatformException(StandardsError.PLUGIN_NOT_ACTIVE, ref.toString());
        }
    }

    private void record(PluginEvent.Act act, String id, @Nullable String from, @Nullable String to, Actor actor) {
        events.save(new PluginEvent(id, act, from, to, clock.instant(), actor));
        publisher.publishEvent(new ActivePluginsChanged(CurrentTenant.require()));
    }

    /** Who activated, deactivated, upgraded and rolled back what, the newest first. */
    @Transactional(readOnly = true)
    public Window<PluginEvent> events(Paging paging) {
        access.require(Role.TENANT_ADMIN, Role.CAMPAIGN_MANAGER, Role.OBSERVER, Role.INTEGRATOR);
        return paging.rows(NEWEST_FIRST, events::findBy);
    }
}
