package cn.zhengping.app.evidence;

import cn.zhengping.tenants.TenantCode;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * What an applicant has handed in, as the organiser knows it: one revision of evidence, for one criterion or incident. The
 * evidence itself lies with the applicant. Written by {@link HandInRecorder}.
 */
@Entity
@Immutable
public class ReceivedEvidence {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private AttachmentState state;

    private UUID campaignId;

    private UUID applicationId;

    private String area;

    private String applicant;

    private UUID unitId;

    private String unitName;

    private String criterion;

    private @Nullable LocalDate incidentDate;

    private @Nullable String incidentVariant;

    private @Nullable Integer incidentOrdinal;

    private UUID evidenceId;

    private int revision;

    private String digest;

    @Enumerated(EnumType.STRING)
    private EvidenceKind kind;

    private String title;

    private @Nullable String note;

    private @Nullable String address;

    private @Nullable String reason;

    private boolean late;

    private Instant handedInAt;

    private String handedInByName;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected ReceivedEvidence() {}

    /** Of the attachment. */
    public UUID id() {
        return id;
    }

    public AttachmentState state() {
        return state;
    }

    public UUID campaignId() {
        return campaignId;
    }

    public UUID applicationId() {
        return applicationId;
    }

    /** Of the application. */
    String area() {
        return area;
    }

    /** In whose schema the evidence lies. */
    public TenantCode applicant() {
        return new TenantCode(applicant);
    }

    /** In the applicant's schema. */
    public UUID unitId() {
        return unitId;
    }

    public String unitName() {
        return unitName;
    }

    public String criterion() {
        return criterion;
    }

    public @Nullable IncidentRef incident() {
        return incidentDate == null || incidentOrdinal == null
                ? null
                : new IncidentRef(incidentDate, incidentVariant, incidentOrdinal);
    }

    /** In the applicant's schema. */
    public UUID evidenceId() {
        return evidenceId;
    }

    public int revision() {
        return revision;
    }

    /** SHA-256 of all that the revision says. */
    public String digest() {
        return digest;
    }

    public EvidenceKind kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    public @Nullable String note() {
        return note;
    }

    /** Of a link. */
    public @Nullable String address() {
        return address;
    }

    /** Why there is none, or it is not public. */
    public @Nullable String reason() {
        return reason;
    }

    /** Whether it came after the phase. */
    public boolean late() {
        return late;
    }

    public Instant handedInAt() {
        return handedInAt;
    }

    public String handedInByName() {
        return handedInByName;
    }
}
