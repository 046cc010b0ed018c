package cn.zhengping.app.titles;

import cn.zhengping.app.events.ForTenant;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.tenants.TenantCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A result is public. Reaches its listeners at least once.
 *
 * @param organiser whose campaign it was
 * @param applicant whose unit it is
 * @param unitId in the applicant's schema
 * @param title that the unit applied for
 * @param grants what it reached; maybe nothing
 * @param total exact; null where the sheet gives no points
 * @param share of the checks that apply, those that are met, exact; null where none applies
 */
public record ResultPublished(
        TenantCode organiser,
        UUID campaignId,
        String campaignTitle,
        UUID applicationId,
        TenantCode applicant,
        UUID unitId,
        String titleId,
        LocalizedText title,
        List<Grant> grants,
        @Nullable String total,
        @Nullable String share,
        Instant publishedAt)
        implements ForTenant {

    public ResultPublished {
        grants = List.copyOf(grants);
    }

    @Override
    public TenantCode recipient() {
        return applicant;
    }
}
