package cn.zhengping.app.evidence;

import cn.zhengping.app.access.Actor;
import cn.zhengping.app.campaigns.EvidenceTaken;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.tenants.TenantCode;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * That evidence shows something about a target. One that hands evidence in names the organiser and the revision, and is
 * never handed in anew: a later revision takes the place of an attachment with one of its own.
 */
@Entity
public class Attachment {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    private UUID evidenceId;

    private String targetKey;

    private String standard;

    private String standardId;

    private String criterion;

    private @Nullable String organiser;

    private @Nullable UUID campaignId;

    private @Nullable String campaignTitle;

    private @Nullable UUID applicationId;

    private @Nullable String unitName;

    private @Nullable String area;

    private @Nullable LocalDate incidentDate;

    private @Nullable String incidentVariant;

    private @Nullable Integer incidentOrdinal;

    private @Nullable Integer revision;

    private boolean late;

    @Enumerated(EnumType.STRING)
    private AttachmentState state = AttachmentState.STANDING;

    private int change = 1;

    private Instant attachedAt;

    private UUID attachedBy;

    private String attachedByName;

    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected Attachment() {}

    /**
     * To something in the tenant itself.
     *
     * @param judgedBy the standard that the criterion is in
     */
    Attachment(UUID evidenceId, Target target, StandardRef judgedBy, Actor by, Instant now) {
        this.evidenceId = evidenceId;
        this.targetKey = target.key();
        this.standard = judgedBy.toString();
        this.standardId = judgedBy.standard();
        this.criterion = target.criterion();
        this.attachedAt = now;
        this.attachedBy = by.account();
        this.attachedByName = by.name();
        switch (target) {
            case Target.OfStandard _ -> {}
            case Target.OfApplication on -> applicationId = on.application();
            case Target.OfIncident on -> {
                applicationId = on.application();
                incidentDate = on.incident().date();
                incidentVariant = on.incident().variant();
                incidentOrdinal = on.incident().ordinal();
            }
        }
    }

    /** Hands a revision in to the organiser of a campaign. */
    Attachment(
            UUID evidenceId,
            int revision,
            TenantCode organiser,
            EvidenceTaken taken,
            Target target,
            Actor by,
            Instant now) {
        this(evidenceId, target, taken.standard(), by, now);
        this.revision = revision;
        this.organiser = organiser.value();
        this.campaignId = taken.campaign().id();
        this.campaignTitle = taken.campaign().title();
        this.unitName = taken.application().unitName();
        this.area = taken.application().area();
        this.late = taken.late();
    }

    void end(AttachmentState how, Instant now) {
        if (state != AttachmentState.STANDING
                && !(state == AttachmentState.REPLACED && how == AttachmentState.WITHDRAWN)) {
            throw new PlatformException(EvidenceError.ALREADY_TAKEN_BACK);
        }
        state = how;
        endedAt = now;
        changed();
    }

    /** The organiser is to be told anew; what it is told is ordered by the number of the change. */
    void changed() {
        change++;
    }

    public UUID id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public UUID evidenceId() {
        return evidenceId;
    }

    /** What it shows something about. */
    public Target target() {
        if (applicationId == null) {
            return new Target.OfStandard(StandardRef.parse(standard), criterion);
        }
        var incident = incident();
        return incident == null
                ? new Target.OfApplication(applicationId, criterion)
                : new Target.OfIncident(applicationId, criterion, incident);
    }

    String targetKey() {
        return targetKey;
    }

    /** {@code plugin@version/standard} that the criterion is in. */
    public String standard() {
        return standard;
    }

    /** The same in every version. */
    String standardId() {
        return standardId;
    }

    public String criterion() {
        return criterion;
    }

    /** To whom it is handed in; null for an attachment within the tenant. */
    public @Nullable TenantCode organiser() {
        return organiser == null ? null : new TenantCode(organiser);
    }

    boolean handedIn() {
        return organiser != null;
    }

    /** In the organiser's schema. */
    public @Nullable UUID campaignId() {
        return campaignId;
    }

    public @Nullable String campaignTitle() {
        return campaignTitle;
    }

    /** In the organiser's schema. */
    public @Nullable UUID applicationId() {
        return applicationId;
    }

    /** Of the unit as the application has it; null for an attachment within the tenant. */
    public @Nullable String unitName() {
        return unitName;
    }

    @Nullable
    String area() {
        return area;
    }

    public @Nullable IncidentRef incident() {
        return incidentDate == null || incidentOrdinal == null
                ? null
                : new IncidentRef(incidentDate, incidentVariant, incidentOrdinal);
    }

    /** The one that is handed in; null for an attachment within the tenant, which follows the latest. */
    public @Nullable Integer revision() {
        return revision;
    }

    /** Whether it was handed in after the phase. */
    public boolean late() {
        return late;
    }

    public AttachmentState state() {
        return state;
    }

    int change() {
        return change;
    }

    public Instant attachedAt() {
        return attachedAt;
    }

    UUID attachedBy() {
        return attachedBy;
    }

    public String attachedByName() {
        return attachedByName;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }
}
