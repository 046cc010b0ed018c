package cn.zhengping.app.evidence;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.EvidenceTaken;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.requests.Idempotency;
import cn.zhengping.app.standards.Standards;
import cn.zhengping.tenants.Crossing;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Handing evidence in to the organiser of a campaign, who can read it from then on, and the group with the unit's area with
 * them. What lies with the organiser follows by {@link HandInChanged}. Its methods cross over to the organiser, so they cannot
 * be called inside a transaction.
 */
@Service
public class HandIns {

    private final Access access;
    private final EvidenceRights rights;
    private final EvidenceCollection collection;
    private final Attachments attaching;
    private final AttachmentRepository attachments;
    private final EvidenceNews news;
    private final SignedSheets signed;
    private final Applications applications;
    private final Standards standards;
    private final Idempotency idempotency;
    private final CurrentTenant tenants;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HandIns(
            Access access,
            EvidenceRights rights,
            EvidenceCollection collection,
            Attachments attaching,
            AttachmentRepository attachments,
            EvidenceNews news,
            SignedSheets signed,
            Applications applications,
            Standards standards,
            Idempotency idempotency,
            CurrentTenant tenants,
            TransactionTemplate transaction,
            Clock clock) {
        this.access = access;
        this.rights = rights;
        this.collection = collection;
        this.attaching = attaching;
        this.attachments = attachments;
        this.news = news;
        this.signed = signed;
        this.applications = applications;
        this.standards = standards;
        this.idempotency = idempotency;
        this.tenants = tenants;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Evidence that is to be handed in.
     *
     * @param version of the evidence that was read; its latest revision is handed in
     */
    public record HandIn(
            UUID evidence, int version, TenantCode organiser, UUID application, List<Attachments.Finding> findings) {

        public HandIn {
            findings = List.copyOf(findings);
        }

        List<Target> targets() {
            return findings.stream().map(finding -> finding.of(application)).toList();
        }
    }

    /**
     * Hands the latest revision in. Where an earlier one of the same evidence was handed in for the same, it is replaced.
     *
     * @throws PlatformException {@code EVIDENCE_UNKNOWN}, {@code EVIDENCE_WITHDRAWN}, {@code EVIDENCE_OF_REVIEW}, {@code
     *     STALE_VERSION}, {@code NOTHING_GIVEN}, {@code CRITERION_UNKNOWN}, {@code CRITERION_TWICE}, {@code
     *     INCIDENT_IMPOSSIBLE}, {@code APPLICATION_OF_OTHER_UNIT}, {@code ALREADY_ATTACHED}, {@code CRITERION_FULL}, {@code
     *     ATTACHMENTS_FULL}, and those of {@link Applications#takingEvidence}
     */
    public Evidence handIn(HandIn wanted, @Nullable String idempotencyKey) {
        Attachments.requireDistinct(wanted.targets());
        var unit = inTransaction(() -> {
            var standing = rights.writable(wanted.evidence());
            if (standing.unitId() == null) {
                throw new PlatformException(EvidenceError.EVIDENCE_OF_REVIEW);
            }
            return standing.unitId();
        });
        var applicant = CurrentTenant.require();
        var crossing = new Crossing(access.actor().account().toString(), "hand-in-evidence");
        var taken =
                tenants.callAs(wanted.organiser(), crossing, () -> inTransaction(() -> taken(wanted, applicant, unit)));
        return inTransaction(() -> {
            var standing = rights.writable(wanted.evidence());
            idempotency.once(idempotencyKey, "handInEvidence", wanted, () -> {
                standing.requireStanding();
                standing.requireVersion(wanted.version());
                handIn(standing, wanted, taken);
                return standing.id();
            });
            return standing;
        });
    }

    private EvidenceTaken taken(HandIn wanted, TenantCode applicant, UUID unit) {
        var taken = applications.takingEvidence(wanted.application(), applicant);
        if (!taken.application().unitId().equals(unit)) {
            throw new PlatformException(
                    EvidenceError.APPLICATION_OF_OTHER_UNIT, taken.application().unitName());
        }
        var standard = standards.standard(taken.standard());
        for (var target : wanted.targets()) {
            Attachments.requireCriterion(standard, target);
        }
        return taken;
    }

    private void handIn(Evidence standing, HandIn wanted, EvidenceTaken taken) {
        var now = clock.instant();
        collection.queue(standing.about());
        attaching.requireRoom(standing, wanted.findings().size());
        var there = attachments.findByEvidenceIdAndState(standing.id(), AttachmentState.STANDING);
        for (var target : wanted.targets()) {
            var before = there.stream()
                    .filter(each -> each.targetKey().equals(target.key()))
                    .findFirst();
            if (before.isPresent()) {
                if (Objects.equals(before.get().revision(), standing.revision())) {
                    throw new PlatformException(EvidenceError.ALREADY_ATTACHED, target.criterion());
                }
                before.get().end(AttachmentState.REPLACED, now);
                news.handedIn(standing, List.of(attachments.saveAndFlush(before.get())));
            }
            attaching.requireRoom(standing, target);
            news.handedIn(
                    standing,
                    List.of(attachments.saveAndFlush(new Attachment(
                            standing.id(),
                            standing.revision(),
                            wanted.organiser(),
                            taken,
                            target,
                            access.actor(),
                            now))));
        }
        news.indexed(standing);
    }

    /**
     * Takes back what was handed in for one target.
     *
     * @throws PlatformException {@code ATTACHMENT_UNKNOWN}, {@code NOT_HANDED_IN}, {@code ALREADY_TAKEN_BACK}, {@code
     *     EVIDENCE_SIGNED}
     */
    public Evidence takeBack(UUID attachmentId) {
        var attachment = inTransaction(() -> {
            var found = attaching.get(attachmentId);
            rights.writable(found.evidenceId());
            if (!found.handedIn()) {
                throw new PlatformException(EvidenceError.NOT_HANDED_IN);
            }
            return found;
        });
        signed.requireNone(List.of(attachment));
        return inTransaction(() -> {
            var standing = rights.writable(attachment.evidenceId());
            var current = attachments.findById(attachmentId).orElseThrow();
            current.end(AttachmentState.TAKEN_BACK, clock.instant());
            news.handedIn(standing, List.of(attachments.saveAndFlush(current)));
            news.indexed(standing);
            return standing;
        });
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
