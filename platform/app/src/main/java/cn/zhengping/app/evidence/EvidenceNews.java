package cn.zhengping.app.evidence;

import cn.zhengping.app.files.Files;
import cn.zhengping.app.search.EntriesChanged;
import cn.zhengping.search.EntryKind;
import cn.zhengping.tenants.CurrentTenant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the index and the organisers what has changed, within the transaction that changed it. */
@Component
class EvidenceNews {

    private final ApplicationEventPublisher events;
    private final RevisionRepository revisions;
    private final AttachmentRepository attachments;
    private final Files files;

    EvidenceNews(
            ApplicationEventPublisher events,
            RevisionRepository revisions,
            AttachmentRepository attachments,
            Files files) {
        this.events = events;
        this.revisions = revisions;
        this.attachments = attachments;
        this.files = files;
    }

    /** The index is to look again at all entries of this evidence. */
    void indexed(Evidence evidence) {
        var ids = Stream.concat(
                        Stream.of(EntryId.of(evidence)),
                        attachments.findByEvidenceIdInOrderById(List.of(evidence.id())).stream()
                                .filter(Attachment::handedIn)
                                .map(EntryId::of))
                .map(EntryId::toString)
                .distinct()
                .toList();
        for (var from = 0; from < ids.size(); from += EntriesChanged.MOST) {
            var part = ids.subList(from, Math.min(from + EntriesChanged.MOST, ids.size()));
            events.publishEvent(new EntriesChanged(CurrentTenant.require(), EntryKind.EVIDENCE, Set.copyOf(part)));
        }
    }

    /** Each organiser is to know how these hand-ins stand now. */
    void handedIn(Evidence evidence, Collection<Attachment> handIns) {
        if (handIns.isEmpty()) {
            return;
        }
        var byNumber = revisions.findByEvidenceIdInOrderByNumber(List.of(evidence.id())).stream()
                .collect(Collectors.toMap(EvidenceRevision::number, each -> each));
        var known = files.byIds(byNumber.values().stream()
                .flatMap(revision -> revision.files().stream())
                .map(RevisionFile::fileId)
                .collect(Collectors.toSet()));
        for (var handIn : handIns) {
            var revision = Objects.requireNonNull(byNumber.get(Objects.requireNonNull(handIn.revision())));
            var incident = handIn.incident();
            events.publishEvent(new HandInChanged(
                    Objects.requireNonNull(handIn.organiser()),
                    CurrentTenant.require(),
                    handIn.id(),
                    handIn.change(),
                    handIn.state(),
                    Objects.requireNonNull(handIn.campaignId()),
                    Objects.requireNonNull(handIn.applicationId()),
                    Objects.requireNonNull(handIn.area()),
                    Objects.requireNonNull(evidence.unitId()),
                    Objects.requireNonNull(handIn.unitName()),
                    handIn.criterion(),
                    incident == null ? null : incident.date(),
                    incident == null ? null : incident.variant(),
                    incident == null ? null : incident.ordinal(),
                    evidence.id(),
                    revision.number(),
                    revision.digest(),
                    revision.kind(),
                    revision.title(),
                    revision.note(),
                    revision.address(),
                    revision.reason(),
                    handIn.late(),
                    handIn.attachedAt(),
                    handIn.attachedByName(),
                    revision.files().stream()
                            .map(file -> {
                                var stored = known.get(file.fileId());
                                var fingerprint = stored == null ? null : stored.fingerprint();
                                return new HandInChanged.File(
                                        file.fileId(), file.sha256(), fingerprint == null ? null : fingerprint.bits());
                            })
                            .toList()));
        }
    }
}
