package cn.zhengping.app.policies;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A criterion rests on a paper: the tenant says so, beyond what the pack says. Criteria keep their ids through all versions
 * of their pack, so it holds for each.
 */
@Entity
class PolicyCitation {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    private String pluginId;
    private String standard;
    private String criterion;
    private String documentTenant;
    private UUID documentId;
    private @Nullable UUID clauseId;
    private Instant citedAt;
    private UUID accountId;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected PolicyCitation() {}

    PolicyCitation(
            String pluginId,
            String standard,
            String criterion,
            String documentTenant,
            UUID documentId,
            @Nullable UUID clauseId,
            Instant citedAt,
            UUID accountId) {
        this.pluginId = pluginId;
        this.standard = standard;
        this.criterion = criterion;
        this.documentTenant = documentTenant;
        this.documentId = documentId;
        this.clauseId = clauseId;
        this.citedAt = citedAt;
        this.accountId = accountId;
    }

    UUID id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    String pluginId() {
        return pluginId;
    }

    String standard() {
        return standard;
    }

    String criterion() {
        return criterion;
    }

    String documentTenant() {
        return documentTenant;
    }

    UUID documentId() {
        return documentId;
    }

    @Nullable
    UUID clauseId() {
        return clauseId;
    }

    Instant citedAt() {
        return citedAt;
    }

    UUID accountId() {
        return accountId;
    }
}
