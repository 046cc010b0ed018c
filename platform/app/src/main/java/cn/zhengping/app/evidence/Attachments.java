package cn.zhengping.app.evidence;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.Campaigns;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.requests.Idempotency;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.standards.Standards;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Standard;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What evidence shows something about, within the tenant. */
@Service
public class Attachments {

    private static final int MOST = 200;

    private final Access access;
    private final EvidenceRights rights;
    private final EvidenceCollection collection;
    private final AttachmentRepository attachments;
    private final EvidenceNews news;
    private final EvidenceProperties limits;
    private final Standards standards;
    private final Applications applications;
    private final Campaigns campaigns;
    private final Idempotency idempotency;
    private final Clock clock;

    Attachments(
            Access access,
            EvidenceRights rights,
            EvidenceCollection collection,
            AttachmentRepository attachments,
            EvidenceNews news,
            EvidenceProperties limits,
            Standards standards,
            Applications applications,
            Campaigns campaigns,
            Idempotency idempotency,
            Clock clock) {
        this.access = access;
        this.rights = rights;
        this.collection = collection;
        this.attachments = attachments;
        this.news = news;
        this.limits = limits;
        this.standards = standards;
        this.applications = applications;
        this.campaigns = campaigns;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * Puts a unit's evidence to criteria of standards: its own collection, which nobody else sees.
     *
     * @throws PlatformException {@code EVIDENCE_OF_REVIEW}, {@code CRITERION_UNKNOWN}, {@code CRITERION_FULL}, and as {@link
     *     #attachToReview}
     */
    @Transactional
    public Evidence attach(UUID id, List<Target.OfStandard> targets, @Nullable String idempotencyKey) {
        var standing = rights.writable(id);
        if (standing.unitId() == null) {
            throw new PlatformException(EvidenceError.EVIDENCE_OF_REVIEW);
        }
        for (var target : targets) {
            var standard = standards.standard(target.standard());
            requireCriterion(standard, target);
        }
        return attach(standing, targets, Target.OfStandard::standard, idempotencyKey);
    }

    /**
     * Puts a reviewer's evidence to criteria of the application that it is about, or to incidents that the answers to them
     * tell.
     *
     * @throws PlatformException {@code EVIDENCE_UNKNOWN}, {@code EVIDENCE_WITHDRAWN}, {@code EVIDENCE_OF_UNIT}, {@code
     *     NOTHING_GIVEN}, {@code CRITERION_UNKNOWN}, {@code CRITERION_TWICE}, {@code INCIDENT_IMPOSSIBLE}, {@code
     *     ALREADY_ATTACHED}, {@code CRITERION_FULL}, {@code ATTACHMENTS_FULL}
     */
    @Transactional
    public Evidence attachToReview(UUID id, List<Finding> findings, @Nullable String idempotencyKey) {
        var standing = rights.writable(id);
        var about = standing.applicationId();
        if (about == null) {
            throw new PlatformException(EvidenceError.EVIDENCE_OF_UNIT);
        }
        var application = applications.get(about);
        var judgedBy = judgedBy(application);
        var standard = standards.standard(judgedBy);
        var targets = findings.stream().map(finding -> finding.of(about)).toList();
        targets.forEach(target -> requireCriterion(standard, target));
        return attach(standing, targets, target -> judgedBy, idempotencyKey);
    }

    /** A criterion, or one incident under it. */
    public record Finding(String criterion, @Nullable IncidentRef incident) {
        Target of(UUID application) {
            return incident == null
                    ? new Target.OfApplication(application, criterion)
                    : new Target.OfIncident(application, criterion, incident);
        }
    }

    private StandardRef judgedBy(Application application) {
        var campaign = campaigns.get(application.campaignId());
        return StandardRef.parse(
                campaign.title(application.titleId()).orElseThrow().standard());
    }

    /** @throws PlatformException {@code CRITERION_UNKNOWN}, {@code INCIDENT_IMPOSSIBLE} */
    static void requireCriterion(Standard standard, Target target) {
        var criterion = standard.criterion(target.criterion())
                .orElseThrow(() ->
                        new PlatformException(EvidenceError.CRITERION_UNKNOWN, target.criterion(), standard.title()));
        if (target instanceof Target.OfIncident on) {
            var variant = on.incident().variant();
            var possible = on.incident().ordinal() > 0
                    && criterion.rule() instanceof Rule.Deduct deduct
                    && (variant == null
                            || deduct.variants().stream()
                                    .anyMatch(each -> each.id().equals(variant)));
            if (!possible) {
                throw new PlatformException(EvidenceError.INCIDENT_IMPOSSIBLE, on.criterion());
            }
        }
    }

    private record Attaching(UUID evidence, List<String> targets) {}

    private <T extends Target> Evidence attach(
            Evidence standing, List<T> targets, Function<T, StandardRef> judgedBy, @Nullable String idempotencyKey) {
        requireDistinct(targets);
        var keys = targets.stream().map(Target::key).toList();
        idempotency.once(idempotencyKey, "attachEvidence", new Attaching(standing.id(), keys), () -> {
            standing.requireStanding();
            collection.queue(standing.about());
            requireRoom(standing, targets.size());
            var there = attachments.findByEvidenceIdAndState(standing.id(), AttachmentState.STANDING);
            for (var target : targets) {
                if (there.stream().anyMatch(each -> each.targetKey().equals(target.key()))) {
                    throw new PlatformException(EvidenceError.ALREADY_ATTACHED, target.criterion());
                }
                requireRoom(standing, target);
                attachments.saveAndFlush(
                        new Attachment(standing.id(), target, judgedBy.apply(target), access.actor(), clock.instant()));
            }
            news.indexed(standing);
            return standing.id();
        });
        return standing;
    }

    static void requireDistinct(List<? extends Target> targets) {
        if (targets.isEmpty()) {
            throw new PlatformException(EvidenceError.NOTHING_GIVEN);
        }
        var seen = new HashSet<String>();
        for (var target : targets) {
            if (!seen.add(target.key())) {
                throw new PlatformException(EvidenceError.CRITERION_TWICE, target.criterion());
            }
        }
    }

    /**
     * To be asked once what the evidence is about is queued for.
     *
     * @throws PlatformException {@code ATTACHMENTS_FULL}
     */
    void requireRoom(Evidence standing, int more) {
        if (attachments.findByEvidenceIdInOrderById(List.of(standing.id())).size() + more > MOST) {
            throw new PlatformException(EvidenceError.ATTACHMENTS_FULL, MOST);
        }
    }

    /**
     * To be asked once what the evidence is about is queued for.
     *
     * @throws PlatformException {@code CRITERION_FULL}
     */
    void requireRoom(Evidence standing, Target target) {
        var there = switch (target) {
            case Target.OfStandard(var standard, var criterion) ->
                attachments.toStandard(Objects.requireNonNull(standing.unitId()), standard.standard(), criterion);
            case Target.OfApplication(var application, var criterion) ->
                attachments.toApplication(application, criterion);
            case Target.OfIncident on -> attachments.toApplication(on.application(), on.criterion());
        };
        if (there >= limits.mostOfCriterion()) {
            throw new PlatformException(EvidenceError.CRITERION_FULL, target.criterion(), limits.mostOfCriterion());
        }
    }

    /**
     * Takes evidence off a target within the tenant.
     *
     * @throws PlatformException {@code ATTACHMENT_UNKNOWN}, {@code HANDED_IN}, {@code ALREADY_TAKEN_BACK}
     */
    @Transactional
    public Evidence detach(UUID attachmentId) {
        var attachment = get(attachmentId);
        var standing = rights.writable(attachment.evidenceId());
        if (attachment.handedIn()) {
            throw new PlatformException(EvidenceError.HANDED_IN);
        }
        attachment.end(AttachmentState.TAKEN_BACK, clock.instant());
        attachments.saveAndFlush(attachment);
        news.indexed(standing);
        return standing;
    }

    /** @throws PlatformException {@code ATTACHMENT_UNKNOWN} also for what the account may not see */
    Attachment get(UUID id) {
        var found = attachments.findById(id).orElseThrow(() -> new PlatformException(EvidenceError.ATTACHMENT_UNKNOWN));
        try {
            rights.visible(found.evidenceId());
        } catch (PlatformException unseen) {
            throw unseen.code() == EvidenceError.EVIDENCE_UNKNOWN
                    ? new PlatformException(EvidenceError.ATTACHMENT_UNKNOWN)
                    : unseen;
        }
        return found;
    }
}
