package cn.zhengping.app.policies;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a person says about a document.
 *
 * @param number in any brackets; null for a document without one
 * @param region code of the division that it is for; null for the tenant's own
 */
record PolicyMetadata(
        @Nullable String number,
        @Nullable String title,
        @Nullable String issuer,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate validUntil,
        @Nullable String region) {

    /** With what was read from the paper where nothing is said. */
    PolicyMetadata or(ProposedMetadata proposed) {
        var readNumber = ProposedMetadata.value(proposed.number());
        return new PolicyMetadata(
                number != null ? number : readNumber == null ? null : readNumber.toString(),
                or(title, ProposedMetadata.value(proposed.title())),
                or(issuer, ProposedMetadata.value(proposed.issuer())),
                or(issuedOn, ProposedMetadata.value(proposed.issuedOn())),
                or(effectiveFrom, ProposedMetadata.value(proposed.effectiveFrom())),
                or(validUntil, ProposedMetadata.value(proposed.validUntil())),
                region);
    }

    private static <T> @Nullable T or(@Nullable T said, @Nullable T read) {
        return said != null ? said : read;
    }
}
