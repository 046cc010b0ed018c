package cn.zhengping.app.titles;

import cn.zhengping.app.access.Actor;
import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.campaigns.Campaign;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.reviews.SignedSheet;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.standards.TemplateRef;
import cn.zhengping.scoring.Score;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.tenants.TenantCode;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a unit reached in a campaign, verified by the organiser. {@code VERIFIED → PUBLISHED}; before it is published it can
 * be verified anew, or taken back with the sheet that it rests on.
 */
@Entity
public class Result {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @Version
    private int version;

    private UUID campaignId;

    private UUID applicationId;

    private String titleId;

    private String template;

    private String standard;

    private String applicant;

    private String area;

    private UUID unitId;

    private String unitName;

    private @Nullable String total;

    private @Nullable String share;

    private String digest;

    private boolean late;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Grant> grants;

    @Enumerated(EnumType.STRING)
    private ResultState state = ResultState.VERIFIED;

    private UUID verifiedBy;

    private String verifiedByName;

    private Instant verifiedAt;

    private @Nullable Instant publishedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected Result() {}

    Result(Campaign campaign, Application application, SignedSheet sheet, List<Grant> grants, Actor by, Instant now) {
        this.campaignId = campaign.id();
        this.applicationId = application.id();
        this.titleId = application.titleId();
        this.template = campaign.template().toString();
        this.standard = campaign.title(titleId).orElseThrow().standard();
        this.applicant = application.applicant().value();
        this.area = application.area();
        this.unitId = application.unitId();
        this.unitName = application.unitName();
        this.total = exact(sheet.total());
        this.share = exact(sheet.share());
        this.digest = sheet.digest();
        this.late = sheet.late();
        this.grants = List.copyOf(grants);
        this.verifiedBy = by.account();
        this.verifiedByName = by.name();
        this.verifiedAt = now;
    }

    /**
     * Verifies a sheet that was signed anew.
     *
     * @throws PlatformException {@code ALREADY_VERIFIED} for the sheet that it rests on anyway, {@code ALREADY_PUBLISHED}
     */
    void verifyAnew(SignedSheet sheet, List<Grant> reached, Actor by, Instant now) {
        requireUnpublished();
        if (restsOn(sheet)) {
            throw new PlatformException(TitleError.ALREADY_VERIFIED, unitName);
        }
        total = exact(sheet.total());
        share = exact(sheet.share());
        digest = sheet.digest();
        late = sheet.late();
        grants = List.copyOf(reached);
        verifiedBy = by.account();
        verifiedByName = by.name();
        verifiedAt = now;
    }

    void publish(Instant now) {
        requireUnpublished();
        state = ResultState.PUBLISHED;
        publishedAt = now;
    }

    void requireUnpublished() {
        if (state == ResultState.PUBLISHED) {
            throw new PlatformException(TitleError.ALREADY_PUBLISHED, unitName);
        }
    }

    boolean restsOn(@Nullable SignedSheet sheet) {
        return sheet != null && sheet.intact() && sheet.digest().equals(digest);
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

    public UUID applicationId() {
        return applicationId;
    }

    /** Of the campaign's template. */
    public String titleId() {
        return titleId;
    }

    /** The template with the bands that the outcome comes from. */
    public TemplateRef template() {
        return TemplateRef.parse(template);
    }

    /** By which the unit was judged. */
    public StandardRef standard() {
        return StandardRef.parse(standard);
    }

    /** The tenant whose unit it is. */
    public TenantCode applicant() {
        return new TenantCode(applicant);
    }

    public String area() {
        return area;
    }

    /** In the applicant's schema. */
    public UUID unitId() {
        return unitId;
    }

    public String unitName() {
        return unitName;
    }

    /** Exact; results are ranked by comparing it, which no column of the database can do. Null where the sheet gives no points. */
    public @Nullable Score total() {
        return total == null ? null : Score.parse(total);
    }

    /** Of the checks that apply, those that are met, exactly; null where none applies. */
    public @Nullable Score share() {
        return share == null ? null : Score.parse(share);
    }

    private static @Nullable String exact(@Nullable Score score) {
        return score == null ? null : score.exact();
    }

    /** Of the signature that was verified. */
    public String digest() {
        return digest;
    }

    /** Whether the sheet was signed after the phase. */
    public boolean late() {
        return late;
    }

    /** Empty where no band was reached. */
    public List<Grant> grants() {
        return grants;
    }

    public ResultState state() {
        return state;
    }

    /** Account of whoever verified it. */
    public UUID verifiedBy() {
        return verifiedBy;
    }

    public String verifiedByName() {
        return verifiedByName;
    }

    public Instant verifiedAt() {
        return verifiedAt;
    }

    /** Null before. */
    public @Nullable Instant publishedAt() {
        return publishedAt;
    }
}
