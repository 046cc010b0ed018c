package cn.zhengping.app.evidence;

import cn.zhengping.app.events.ForTenant;
import cn.zhengping.tenants.TenantCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Evidence was handed in to an organiser, or something about that has changed. Says all of it, so that the organiser needs
 * none of the applicant's data to list and check it. Reaches its listener at least once, and not always in order.
 *
 * @param recipient the organiser
 * @param applicant in whose schema the evidence lies
 * @param handIn id of the attachment
 * @param change the higher one counts
 */
record HandInChanged(
        TenantCode recipient,
        TenantCode applicant,
        UUID handIn,
        int change,
        AttachmentState state,
        UUID campaignId,
        UUID applicationId,
        String area,
        UUID unitId,
        String unitName,
        String criterion,
        @Nullable LocalDate incidentDate,
        @Nullable String incidentVariant,
        @Nullable Integer incidentOrdinal,
        UUID evidenceId,
        int revision,
        String digest,
        EvidenceKind kind,
        String title,
        @Nullable String note,
        @Nullable String address,
        @Nullable String reason,
        boolean late,
        Instant handedInAt,
        String handedInByName,
        List<File> files)
        implements ForTenant {

    HandInChanged {
        files = List.copyOf(files);
    }

    /** @param fingerprint of a picture; null where it is none, or was not read yet */
    record File(UUID fileId, String sha256, @Nullable Long fingerprint) {}
}
