package cn.zhengping.app.policies;

import cn.zhengping.tenants.TenantCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A document as the API shows it: {@code PolicyDocument}. */
record PolicyView(
        TenantCode tenant,
        PolicyDocument document,
        UUID id,
        int version,
        PolicyState state,
        @Nullable NumberParts number,
        String title,
        @Nullable String issuer,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate validUntil,
        @Nullable Repeal repeal,
        @Nullable String fileType,
        int revision,
        int clauseCount,
        Instant importedAt,
        @Nullable Instant publishedAt) {

    /** 文号, whole and by its parts. */
    record NumberParts(String text, String issuer, @Nullable Integer year, int sequence) {

        static @Nullable NumberParts of(@Nullable DocumentNumber number) {
            return number == null
                    ? null
                    : new NumberParts(number.toString(), number.issuer(), number.year(), number.sequence());
        }
    }

    /** Since when and by what. */
    record Repeal(
            LocalDate since,
            @Nullable String tenant,
            @Nullable UUID document,
            @Nullable String number) {}

    static PolicyView of(TenantCode tenant, PolicyDocument document) {
        return new PolicyView(
                tenant,
                document,
                document.id(),
                document.version(),
                document.state(),
                NumberParts.of(document.number()),
                document.title(),
                document.issuer(),
                document.issuedOn(),
                document.effectiveFrom(),
                document.validUntil(),
                document.repealedOn() == null
                        ? null
                        : new Repeal(
                                document.repealedOn(),
                                document.repealedByTenant(),
                                document.repealedByDocument(),
                                document.repealedByNumber()),
                document.fileType(),
                document.revision(),
                document.clauseCount(),
                document.importedAt(),
                document.publishedAt());
    }
}
