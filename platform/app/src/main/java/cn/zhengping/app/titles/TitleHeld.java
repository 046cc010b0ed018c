package cn.zhengping.app.titles;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.tenants.TenantCode;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** 称号 or 推荐 that a unit of the tenant has won. Lies with the unit; written by {@link TitleRecorder}. */
@Entity
@Immutable
public class TitleHeld {

    @Id
    private UUID id;

    private String organiser;

    private UUID campaignId;

    private String campaignTitle;

    private UUID applicationId;

    private UUID unitId;

    private String titleZh;

    private @Nullable String titleEn;

    private String grantZh;

    private @Nullable String grantEn;

    @Enumerated(EnumType.STRING)
    private Grant.Kind kind;

    @Enumerated(EnumType.STRING)
    private Grant.Level level;

    private Instant grantedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected TitleHeld() {}

    public UUID id() {
        return id;
    }

    public TenantCode organiser() {
        return new TenantCode(organiser);
    }

    /** In the organiser's schema. */
    public UUID campaignId() {
        return campaignId;
    }

    public String campaignTitle() {
        return campaignTitle;
    }

    /** In the organiser's schema. */
    public UUID applicationId() {
        return applicationId;
    }

    public UUID unitId() {
        return unitId;
    }

    /** What the unit applied for. */
    public LocalizedText title() {
        return new LocalizedText(titleZh, titleEn);
    }

    /** What it was granted. */
    public LocalizedText label() {
        return new LocalizedText(grantZh, grantEn);
    }

    public Grant.Kind kind() {
        return kind;
    }

    public Grant.Level level() {
        return level;
    }

    public Instant grantedAt() {
        return grantedAt;
    }
}
