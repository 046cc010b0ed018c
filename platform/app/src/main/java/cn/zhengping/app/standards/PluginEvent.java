package cn.zhengping.app.standards;

import cn.zhengping.app.access.Actor;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** An entry in the ledger of what serves in the tenant. */
@Entity
@Immutable
@Table(name = "plugin_activation_event")
public class PluginEvent {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    private String pluginId;

    @Enumerated(EnumType.STRING)
    private Act act;

    private @Nullable String fromVersion;

    private @Nullable String toVersion;

    private Instant happenedAt;

    private UUID accountId;

    private String accountName;

    /** What was done. */
    public enum Act {
        ACTIVATED,
        DEACTIVATED,
        UPGRADED,
        ROLLED_BACK
    }

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected PluginEvent() {}

    PluginEvent(String pluginId, Act act, @Nullable String from, @Nullable String to, Instant now, Actor by) {
        this.pluginId = pluginId;
        this.act = act;
        this.fromVersion = from;
        this.toVersion = to;
        this.happenedAt = now;
        this.accountId = by.account();
        this.accountName = by.name();
    }

    public UUID id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public String pluginId() {
        return pluginId;
    }

    public Act act() {
        return act;
    }

    /** What served before and does not any more; null where nothing was taken out of service. */
    public @Nullable String fromVersion() {
        return fromVersion;
    }

    /** What serves from then on; null where nothing was put into service. */
    public @Nullable String toVersion() {
        return toVersion;
    }

    public Instant happenedAt() {
        return happenedAt;
    }

    public UUID accountId() {
        return accountId;
    }

    /** As the account was called then. */
    public String accountName() {
        return accountName;
    }
}
