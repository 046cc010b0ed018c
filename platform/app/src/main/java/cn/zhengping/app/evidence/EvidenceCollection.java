package cn.zhengping.app.evidence;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.database.TransactionLock;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.files.Files;
import cn.zhengping.app.files.NewUpload;
import cn.zhengping.app.files.StoredFile;
import cn.zhengping.app.files.UploadLink;
import cn.zhengping.app.files.Uploads;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.requests.Idempotency;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The evidence that is made in the tenant: by clerks about its units, and by reviewers about applications to its campaigns.
 * Whoever may not know of it does not find it.
 */
@Service
public class EvidenceCollection {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "id");
    private static final int MOST_UPLOADS = 50;

    private final Access access;
    private final EvidenceRights rights;
    private final EvidenceRepository evidence;
    private final RevisionRepository revisions;
    private final AttachmentRepository attachments;
    private final EvidenceFiles owned;
    private final EvidenceNews news;
    private final EvidenceProperties limits;
    private final Uploads uploads;
    private final Files files;
    private final Applications applications;
    private final Idempotency idempotency;
    private final TransactionLock lock;
    private final Clock clock;

    EvidenceCollection(
            Access access,
            EvidenceRights rights,
            EvidenceRepository evidence,
            RevisionRepository revisions,
            AttachmentRepository attachments,
            EvidenceFiles owned,
            EvidenceNews news,
            EvidenceProperties limits,
            Uploads uploads,
            Files files,
            Applications applications,
            Idempotency idempotency,
            TransactionLock lock,
            Clock clock) {
        this.access = access;
        this.rights = rights;
        this.evidence = evidence;
        this.revisions = revisions;
        this.attachments = attachments;
        this.owned = owned;
        this.news = news;
        this.limits = limits;
        this.uploads = uploads;
        this.files = files;
        this.applications = applications;
        this.idempotency = idempotency;
        this.lock = lock;
        this.clock = clock;
    }

    private record Begin(UUID about, List<NewUpload> uploads) {}

    private record Making(UUID about, NewRevision revision) {}

    private record Revising(UUID evidence, int version, NewRevision revision) {}

    /**
     * Begins to receive files for evidence that is made of them afterwards. All or none.
     *
     * @throws PlatformException {@code NOTHING_GIVEN}, {@code UPLOADS_TOO_MANY}, {@code UPLOAD_UNKNOWN} with a key whose uploads
     *     are not there any more, and those of {@link EvidenceRights#place}
     *     and {@link Uploads#begin}
     */
    @Transactional
    public List<UploadLink> beginUploads(About about, List<NewUpload> wanted, @Nullable String idempotencyKey) {
        rights.place(about);
        if (wanted.isEmpty()) {
            throw new PlatformException(EvidenceError.NOTHING_GIVEN);
        }
        if (wanted.size() > MOST_UPLOADS) {
            throw new PlatformException(EvidenceError.UPLOADS_TOO_MANY, MOST_UPLOADS);
        }
        var links = new ArrayList<UploadLink>();
        var batch = idempotency.once(idempotencyKey, "startEvidenceUploads", new Begin(id(about), wanted), () -> {
            var begun = UUID.randomUUID();
            for (var upload : wanted) {
                var link = uploads.begin(upload);
                owned.begun(link.fileId(), id(about), begun, links.size(), clock.instant());
                links.add(link);
            }
            return begun;
        });
        return links.isEmpty() ? again(batch, wanted.size()) : links;
    }

    private List<UploadLink> again(UUID batch, int begun) {
        var files = owned.ofBatch(batch);
        if (files.size() < begun) {
            throw new PlatformException(EvidenceError.UPLOAD_UNKNOWN);
        }
        return uploads.again(files);
    }

    private static UUID id(About about) {
        return switch (about) {
            case About.OfUnit(var unit) -> unit;
            case About.OfApplication(var application) -> application;
        };
    }

    /**
     * Another link to an upload whose link was lost.
     *
     * @throws PlatformException {@code UPLOAD_UNKNOWN}, and as {@link #beginUploads}
     */
    @Transactional
    public UploadLink resumeUpload(About about, UUID file) {
        rights.place(about);
        if (owned.about(file).filter(id(about)::equals).isEmpty()) {
            throw new PlatformException(EvidenceError.UPLOAD_UNKNOWN);
        }
        return uploads.resume(file);
    }

    /**
     * Makes evidence.
     *
     * @throws PlatformException {@code UNIT_FULL}, {@code UPLOAD_UNKNOWN}, {@code FILE_NOT_COMPLETE}, {@code FILE_IN_USE},
     *     {@code NOT_A_PHOTO}, and those of {@link EvidenceRights#place} and {@link NewRevision}
     */
    @Transactional
    public Evidence create(About about, NewRevision wanted, @Nullable String idempotencyKey) {
        var place = rights.place(about);
        wanted.requireWellFormed();
        return find(idempotency.once(idempotencyKey, "createEvidence", new Making(id(about), wanted), () -> {
            requireRoom(about);
            var content = files(id(about), wanted.content());
            return save(new Evidence(place, wanted, access.actor(), clock.instant()), wanted, content);
        }));
    }

    private void requireRoom(About about) {
        queue(id(about));
        var standing = switch (about) {
            case About.OfUnit(var unit) -> evidence.countByUnitIdAndState(unit, EvidenceState.STANDING);
            case About.OfApplication(var application) ->
                evidence.countByApplicationIdAndState(application, EvidenceState.STANDING);
        };
        if (standing >= limits.mostOfUnit()) {
            throw new PlatformException(EvidenceError.UNIT_FULL, limits.mostOfUnit());
        }
    }

    /** Whoever counts what there is of the same thing waits until this transaction ends. */
    void queue(UUID what) {
        lock.hold("evidence " + what);
    }

    /**
     * Says something else from now on. What was handed in stays as it was handed in.
     *
     * @param version of the evidence that was read
     * @throws PlatformException {@code EVIDENCE_UNKNOWN}, {@code EVIDENCE_WITHDRAWN}, {@code STALE_VERSION}, {@code
     *     NOTHING_CHANGED}, {@code REVISIONS_FULL}, and as {@link #create}
     */
    @Transactional
    public Evidence revise(UUID id, int version, NewRevision wanted, @Nullable String idempotencyKey) {
        var standing = rights.writable(id);
        wanted.requireWellFormed();
        idempotency.once(idempotencyKey, "reviseEvidence", new Revising(id, version, wanted), () -> {
            standing.requireStanding();
            standing.requireVersion(version);
            var content = files(standing.about(), wanted.content());
            standing.revise(wanted);
            return save(standing, wanted, content);
        });
        return standing;
    }

    private UUID save(Evidence said, NewRevision wanted, List<RevisionFile> content) {
        var saved = evidence.saveAndFlush(said);
        var revision =
                new EvidenceRevision(saved.id(), saved.revision(), wanted, content, access.actor(), clock.instant());
        var before = revisions.findByEvidenceIdInOrderByNumber(List.of(saved.id()));
        if (!before.isEmpty() && before.getLast().digest().equals(revision.digest())) {
            throw new PlatformException(EvidenceError.NOTHING_CHANGED);
        }
        if (!owned.use(content.stream().map(RevisionFile::fileId).toList(), saved.id())) {
            throw new PlatformException(EvidenceError.FILE_IN_USE);
        }
        revisions.saveAndFlush(revision);
        news.indexed(saved);
        return saved.id();
    }

    private List<RevisionFile> files(UUID about, EvidenceContent content) {
        var stored = files.byIds(content.files());
        var all = new ArrayList<RevisionFile>();
        for (var id : content.files()) {
            var file = stored.get(id);
            if (file == null || owned.about(id).filter(about::equals).isEmpty()) {
                throw new PlatformException(EvidenceError.UPLOAD_UNKNOWN);
            }
            var sha256 = file.sha256();
            if (sha256 == null) {
                throw new PlatformException(EvidenceError.FILE_NOT_COMPLETE, file.name());
            }
            if (content instanceof EvidenceContent.Photo && file.mediaType() != null && !file.picture()) {
                throw new PlatformException(EvidenceError.NOT_A_PHOTO, file.name());
            }
            all.add(new RevisionFile(id, file.name(), sha256));
        }
        return all;
    }

    /** @throws PlatformException {@code EVIDENCE_UNKNOWN} */
    @Transactional(readOnly = true)
    public Evidence get(UUID id) {
        return rights.visible(id);
    }

    /**
     * Evidence of the tenant's units in the account's scope, or that reviewers made about one application; newest first.
     *
     * @throws PlatformException {@code APPLICATION_UNKNOWN}
     */
    @Transactional(readOnly = true)
    Window<Evidence> list(EvidenceFilter filter, Paging paging) {
        var which = filter.toSpecification();
        if (filter.application() != null) {
            applications.get(filter.application());
        } else {
            which = which.and(rights.listed());
        }
        var all = which;
        return paging.rows(NEWEST_FIRST, (position, sort, limit) -> evidence.find(all, position, sort, limit));
    }

    /** All revisions of evidence that the account has seen, by its id, the first one first. */
    @Transactional(readOnly = true)
    Map<UUID, List<EvidenceRevision>> revisions(Collection<UUID> ids) {
        return revisions.findByEvidenceIdInOrderByNumber(ids).stream()
                .collect(Collectors.groupingBy(EvidenceRevision::evidenceId));
    }

    /** The latest revision of evidence that the account has seen, by its id. */
    @Transactional(readOnly = true)
    Map<UUID, EvidenceRevision> latest(Collection<UUID> ids) {
        return revisions.latest(ids).stream()
                .collect(Collectors.toMap(EvidenceRevision::evidenceId, Function.identity()));
    }

    /** What evidence that the account has seen is and was attached to, by its id, in the order in which it was. */
    @Transactional(readOnly = true)
    Map<UUID, List<Attachment>> attachments(Collection<UUID> ids) {
        return attachments.findByEvidenceIdInOrderById(ids).stream()
                .collect(Collectors.groupingBy(Attachment::evidenceId));
    }

    /** The evidence that revisions belong to, by its id; for revisions that the account has seen. */
    @Transactional(readOnly = true)
    Map<UUID, Evidence> byIds(Collection<UUID> ids) {
        return evidence.findByIdIn(ids).stream().collect(Collectors.toMap(Evidence::id, Function.identity()));
    }

    /**
     * A file of evidence that the account may see.
     *
     * @throws PlatformException {@code EVIDENCE_UNKNOWN}
     */
    @Transactional(readOnly = true)
    StoredFile file(UUID id) {
        var of = owned.evidenceOf(id).orElseThrow(() -> new PlatformException(EvidenceError.EVIDENCE_UNKNOWN));
        rights.visible(of);
        return files.get(id);
    }

    private Evidence find(UUID id) {
        return evidence.findById(id).orElseThrow(() -> new PlatformException(EvidenceError.EVIDENCE_UNKNOWN));
    }
}
