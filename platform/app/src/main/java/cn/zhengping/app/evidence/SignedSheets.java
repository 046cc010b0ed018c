package cn.zhengping.app.evidence;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.tenants.Crossing;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks the organisers whether signed sheets rest on what was handed in to them; not inside a transaction. */
@Component
class SignedSheets {

    private final Access access;
    private final EvidenceUse use;
    private final CurrentTenant tenants;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SignedSheets(Access access, EvidenceUse use, CurrentTenant tenants, TransactionTemplate transaction, Clock clock) {
        this.access = access;
        this.use = use;
        this.tenants = tenants;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @throws PlatformException {@code EVIDENCE_SIGNED}, which names the first sheet */
    void requireNone(Collection<Attachment> handIns) {
        var crossing = new Crossing(access.actor().account().toString(), "ask-signed-sheets");
        var byOrganiser =
                handIns.stream().collect(Collectors.groupingBy(handIn -> Objects.requireNonNull(handIn.organiser())));
        byOrganiser.forEach((organiser, there) -> {
            for (var sheet : sheets(organiser, crossing, there)) {
                if (sheet.signed()) {
                    var about = there.stream()
                            .filter(each -> sheet.applicationId().equals(each.applicationId()))
                            .findFirst()
                            .orElseThrow();
                    throw refusal(
                            Objects.requireNonNull(about.unitName()),
                            Objects.requireNonNull(about.campaignTitle()),
                            sheet);
                }
            }
        });
    }

    private List<EvidenceUse.Sheet> sheets(TenantCode organiser, Crossing crossing, List<Attachment> handIns) {
        Set<UUID> applications = handIns.stream()
                .map(each -> Objects.requireNonNull(each.applicationId()))
                .collect(Collectors.toSet());
        Set<UUID> evidence = handIns.stream().map(Attachment::evidenceId).collect(Collectors.toSet());
        return tenants.callAs(
                organiser,
                crossing,
                () -> Objects.requireNonNull(transaction.execute(status -> use.sheets(applications, evidence))));
    }

    PlatformException refusal(String unit, String campaign, EvidenceUse.Sheet sheet) {
        return new PlatformException(
                EvidenceError.EVIDENCE_SIGNED,
                unit,
                campaign,
                String.valueOf(sheet.signedBy()),
                LocalDate.ofInstant(Objects.requireNonNull(sheet.signedAt()), clock.getZone())
                        .toString());
    }
}
