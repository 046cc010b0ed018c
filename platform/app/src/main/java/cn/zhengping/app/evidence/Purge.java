package cn.zhengping.app.evidence;

import cn.zhengping.app.events.OwnThread;
import cn.zhengping.app.files.Files;
import cn.zhengping.app.tenancy.TenantsInService;
import cn.zhengping.tenants.Crossing;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Releases the files of what was withdrawn some days ago, and of uploads that became no evidence. Asks each organiser once
 * more: as long as a sheet rests on it that is submitted or signed, or the organiser has not yet heard of the withdrawal, the
 * files stay, and the question is put again later. A sheet that is open again cannot be submitted on it any more. What the
 * evidence said, and its digests, stay for good.
 */
@Component
class Purge implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);
    private static final Duration ASKED_AGAIN = Duration.ofDays(7);
    private static final int BATCH = 200;
    private static final Crossing CROSSING = new Crossing("purge", "ask-sheets");

    private final EvidenceRepository evidence;
    private final AttachmentRepository attachments;
    private final ReceivedRepository received;
    private final EvidenceFiles owned;
    private final EvidenceUse use;
    private final EvidenceProperties limits;
    private final Files files;
    private final CurrentTenant tenants;
    private final TenantsInService inService;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final OwnThread thread = new OwnThread("evidence-purge");

    Purge(
            EvidenceRepository evidence,
            AttachmentRepository attachments,
            ReceivedRepository received,
            EvidenceFiles owned,
            EvidenceUse use,
            EvidenceProperties limits,
            Files files,
            CurrentTenant tenants,
            TenantsInService inService,
            TransactionTemplate transaction,
            Clock clock) {
        this.evidence = evidence;
        this.attachments = attachments;
        this.received = received;
        this.owned = owned;
        this.use = use;
        this.limits = limits;
        this.files = files;
        this.tenants = tenants;
        this.inService = inService;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Two nodes that do this at once do it once. */
    @Scheduled(initialDelayString = "PT15M", fixedDelayString = "PT6H")
    void run() {
        thread.start(() -> inService.each("Releasing the files of what nobody needs any more", this::run));
    }

    @Override
    public void destroy() {
        thread.close();
    }

    /** @param tenant the one that is bound */
    void run(TenantCode tenant) {
        var unused = Objects.requireNonNull(
                transaction.execute(status -> owned.unused(clock.instant().minus(limits.unusedKept()))));
        for (var file : unused) {
            transaction.executeWithoutResult(status -> {
                if (owned.forget(file)) {
                    files.release(file);
                }
            });
        }
        var due = Objects.requireNonNull(transaction.execute(
                status -> evidence.findByPurgeAtBeforeOrderByPurgeAt(clock.instant(), Limit.of(BATCH)).stream()
                        .map(Evidence::id)
                        .toList()));
        for (var id : due) {
            try {
                purge(id);
            } catch (RuntimeException failed) {
                LOG.warn("Could not find out whether {} of {} is still needed", id, tenant, failed);
                transaction.executeWithoutResult(
                        status -> keep(evidence.hold(id).orElseThrow()));
            }
        }
    }

    private void purge(UUID id) {
        var handIns = Objects.requireNonNull(
                transaction.execute(status -> attachments.findByEvidenceIdInOrderById(List.of(id)).stream()
                        .filter(Attachment::handedIn)
                        .toList()));
        var kept = handIns.stream()
                .collect(Collectors.groupingBy(handIn -> Objects.requireNonNull(handIn.organiser())))
                .entrySet()
                .stream()
                .anyMatch(there -> isKept(there.getKey(), id, there.getValue()));
        transaction.executeWithoutResult(status -> {
            var withdrawn = evidence.hold(id).orElseThrow();
            if (withdrawn.purgeAt() == null) {
                return;
            }
            var about = withdrawn.applicationId();
            if (kept
                    || (about != null
                            && !use.sheets(List.of(about), List.of(id)).isEmpty())) {
                keep(withdrawn);
            } else {
                owned.of(id).forEach(files::release);
                withdrawn.purged(clock.instant());
                evidence.saveAndFlush(withdrawn);
            }
        });
    }

    private void keep(Evidence withdrawn) {
        withdrawn.keepUntil(clock.instant().plus(ASKED_AGAIN));
        evidence.saveAndFlush(withdrawn);
    }

    private boolean isKept(TenantCode organiser, UUID id, List<Attachment> handIns) {
        Set<UUID> applications = handIns.stream()
                .map(each -> Objects.requireNonNull(each.applicationId()))
                .collect(Collectors.toSet());
        var known = handIns.stream().map(Attachment::id).toList();
        return tenants.callAs(
                organiser,
                CROSSING,
                () -> Objects.requireNonNull(transaction.execute(status -> received.findByIdIn(known).stream()
                                        .filter(each -> !each.state().counts())
                                        .count()
                                < known.size()
                        || !use.sheets(applications, List.of(id)).isEmpty())));
    }
}
