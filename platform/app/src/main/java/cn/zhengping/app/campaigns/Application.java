package cn.zhengping.app.campaigns;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.units.UnitSnapshot;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.tenants.TenantCode;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * 申报: a unit enters a campaign for one title, as it was on that day. Lies with the organiser, also where the unit is
 * another tenant's.
 */
@Entity
public class Application {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @Version
    private int version;

    private UUID campaignId;

    private String titleId;

    private String applicant;

    private String area;

    private UUID unitId;

    @Enumerated(EnumType.STRING)
    private UnitKind unitKind;

    private String unitName;

    private String division;

    @Enumerated(EnumType.STRING)
    private ApplicationState state = ApplicationState.SUBMITTED;

    private boolean late;

    private Instant submittedAt;

    private UUID submittedBy;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> duties = List.of();

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected Application() {}

    Application(
            UUID campaignId,
            String titleId,
            UnitSnapshot unit,
            String area,
            boolean late,
            Instant submittedAt,
            UUID submittedBy) {
        this.campaignId = campaignId;
        this.titleId = titleId;
        this.applicant = unit.tenant().value();
        this.area = area;
        this.unitId = unit.unitId();
        this.unitKind = unit.kind();
        this.unitName = unit.name();
        this.division = unit.division();
        this.late = late;
        this.submittedAt = submittedAt;
        this.submittedBy = submittedBy;
    }

    void withdraw() {
        requireStanding();
        state = ApplicationState.WITHDRAWN;
    }

    void requireStanding() {
        if (state == ApplicationState.WITHDRAWN) {
            throw new PlatformException(CampaignError.APPLICATION_ALREADY_WITHDRAWN, unitName);
        }
    }

    void giveDuties(Collection<String> given) {
        requireStanding();
        duties = given.stream().distinct().sorted().toList();
    }

    void requireVersion(int expected) {
        if (version != expected) {
            throw new PlatformException(CampaignError.STALE_VERSION, unitName);
        }
    }

    public UUID id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public int version() {
        return version;
    }

    public UUID campaignId() {
        return campaignId;
    }

    /** Of the campaign's template. */
    public String titleId() {
        return titleId;
    }

    /** The tenant whose unit it is. */
    public TenantCode applicant() {
        return new TenantCode(applicant);
    }

    /**
     * What a review group is given: the code of the applying tenant, or of the division just below the organiser where
     * the unit lies there. A department of the organiser itself lies in the organiser's own area, which a group from elsewhere
     * reviews.
     */
    public String area() {
        return area;
    }

    /** In the applicant's schema. */
    public UUID unitId() {
        return unitId;
    }

    public UnitKind unitKind() {
        return unitKind;
    }

    public String unitName() {
        return unitName;
    }

    /** Code of the division that the unit serves. */
    public String division() {
        return division;
    }

    public ApplicationState state() {
        return state;
    }

    public boolean late() {
        return late;
    }

    public Instant submittedAt() {
        return submittedAt;
    }

    /** Account of whoever handed it in. */
    public UUID submittedBy() {
        return submittedBy;
    }

    /** Roles that the organiser gives the unit, on which it depends which criteria are asked; in the order of their names. */
    public List<String> duties() {
        return duties;
    }
}
