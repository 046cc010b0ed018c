package cn.zhengping.app.evidence;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.Campaigns;
import cn.zhengping.app.errors.PlatformException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deleting evidence. It is refused while a signed sheet rests on it, which only the organisers know that it was handed in to.
 * They are asked first, each in a transaction of its own, since a transaction works in one schema; so one of them may sign
 * between the answer and the withdrawal. Nothing is lost by that: a withdrawal hides evidence and removes nothing, and {@link
 * Purge}, which releases the files, asks again after some days. By then the organiser has learned of the withdrawal, and no
 * sheet can be submitted on it any more: what is not found then cannot come later.
 */
@Service
public class Withdrawals {

    private static final int LONGEST = 2000;

    private final Access access;
    private final EvidenceRights rights;
    private final EvidenceRepository evidence;
    private final AttachmentRepository attachments;
    private final EvidenceNews news;
    private final SignedSheets signed;
    private final EvidenceUse use;
    private final EvidenceProperties limits;
    private final Applications applications;
    private final Campaigns campaigns;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Withdrawals(
            Access access,
            EvidenceRights rights,
            EvidenceRepository evidence,
            AttachmentRepository attachments,
            EvidenceNews news,
            SignedSheets signed,
            EvidenceUse use,
            EvidenceProperties limits,
            Applications applications,
            Campaigns campaigns,
            TransactionTemplate transaction,
            Clock clock) {
        this.access = access;
        this.rights = rights;
        this.evidence = evidence;
        this.attachments = attachments;
        this.news = news;
        this.signed = signed;
        this.use = use;
        this.limits = limits;
        this.applications = applications;
        this.campaigns = campaigns;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Withdraws evidence from everywhere. Not to be called inside a transaction.
     *
     * @param version of the evidence that was read
     * @throws PlatformException {@code EVIDENCE_UNKNOWN}, {@code EVIDENCE_WITHDRAWN}, {@code STALE_VERSION}, {@code
     *     EVIDENCE_SIGNED}, {@code NOTE_TOO_LONG}
     */
    public Evidence withdraw(UUID id, int version, @Nullable String reason) {
        var because = reason == null || reason.isBlank() ? null : reason.strip();
        if (because != null && because.length() > LONGEST) {
            throw new PlatformException(EvidenceError.NOTE_TOO_LONG, LONGEST);
        }
        var handIns = inTransaction(() -> {
            var standing = rights.writable(id);
            standing.requireStanding();
            standing.requireVersion(version);
            return handIns(id);
        });
        signed.requireNone(handIns);
        return inTransaction(() -> {
            var standing = rights.writable(id);
            standing.requireVersion(version);
            requireUnsignedHere(standing);
            var now = clock.instant();
            standing.withdraw(access.actor(), because, now, limits.withdrawnKept());
            var all = attachments.findByEvidenceIdInOrderById(List.of(id));
            for (var attachment : all) {
                if (attachment.state().counts()) {
                    attachment.end(AttachmentState.WITHDRAWN, now);
                    attachments.saveAndFlush(attachment);
                }
            }
            news.handedIn(
                    standing,
                    all.stream()
                            .filter(each -> each.handedIn() && each.state() == AttachmentState.WITHDRAWN)
                            .toList());
            news.indexed(standing);
            return evidence.saveAndFlush(standing);
        });
    }

    /** A reviewer's evidence lies where the sheets are. */
    private void requireUnsignedHere(Evidence standing) {
        var about = standing.applicationId();
        if (about != null) {
            use.sheets(List.of(about), List.of(standing.id())).stream()
                    .filter(EvidenceUse.Sheet::signed)
                    .findFirst()
                    .ifPresent(sheet -> {
                        var application = applications.get(about);
                        throw signed.refusal(
                                application.unitName(),
                                campaigns.get(application.campaignId()).title(),
                                sheet);
                    });
        }
    }

    private List<Attachment> handIns(UUID id) {
        return attachments.findByEvidenceIdInOrderById(List.of(id)).stream()
                .filter(Attachment::handedIn)
                .toList();
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
