package cn.zhengping.app.evidence;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.Groups;
import cn.zhengping.app.errors.ErrorKind;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.files.Capture;
import cn.zhengping.app.files.FilePage;
import cn.zhengping.app.files.Files;
import cn.zhengping.app.files.StoredFile;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.tenants.Crossing;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What applicants have handed in, for the organiser and for the group that reviews them: listed and checked from the
 * organiser's own rows, read from the applicant's. The methods that read files cross over, so they cannot be called inside a
 * transaction.
 */
@Service
public class Receipts {

    private static final Sort BY_CRITERION = Sort.by("criterion", "id");
    private static final int MOST_PAGES = 50;

    private final Access access;
    private final Applications applications;
    private final Groups groups;
    private final ReceivedRepository received;
    private final RevisionRepository revisions;
    private final AttachmentRepository attachments;
    private final EvidenceUse use;
    private final Files files;
    private final CurrentTenant tenants;
    private final TransactionTemplate transaction;

    Receipts(
            Access access,
            Applications applications,
            Groups groups,
            ReceivedRepository received,
            RevisionRepository revisions,
            AttachmentRepository attachments,
            EvidenceUse use,
            Files files,
            CurrentTenant tenants,
            TransactionTemplate transaction) {
        this.access = access;
        this.applications = applications;
        this.groups = groups;
        this.received = received;
        this.revisions = revisions;
        this.attachments = attachments;
        this.use = use;
        this.files = files;
        this.tenants = tenants;
        this.transaction = transaction;
    }

    /** What is asked for; null does not restrict, but what was taken back is left out unless one piece is asked for. */
    record Filter(
            @Nullable String criterion,
            @Nullable UUID evidence,
            @Nullable EvidenceKind kind) {

        Specification<ReceivedEvidence> of(UUID application) {
            return (row, query, criteria) -> {
                var all = new ArrayList<Predicate>();
                all.add(criteria.equal(row.get("applicationId"), application));
                if (criterion != null) {
                    all.add(criteria.equal(row.get("criterion"), criterion));
                }
                if (kind != null) {
                    all.add(criteria.equal(row.get("kind"), kind));
                }
                all.add(
                        evidence == null
                                ? criteria.equal(row.get("state"), AttachmentState.STANDING)
                                : criteria.equal(row.get("evidenceId"), evidence));
                return criteria.and(all.toArray(Predicate[]::new));
            };
        }
    }

    /**
     * What was handed in to an application, by criterion.
     *
     * @throws PlatformException {@code APPLICATION_UNKNOWN} also for one that was given to others
     */
    Window<ReceivedEvidence> list(UUID application, Filter filter, Paging paging) {
        return inTransaction(() -> {
            applications.get(application);
            return paging.rows(
                    BY_CRITERION,
                    (position, sort, limit) -> received.find(filter.of(application), position, sort, limit));
        });
    }

    /** @throws PlatformException {@code EVIDENCE_UNKNOWN} also for what was handed in to others */
    ReceivedEvidence get(UUID id) {
        return inTransaction(() -> find(id));
    }

    private ReceivedEvidence find(UUID id) {
        access.actor();
        var found = received.findById(id).orElseThrow(() -> new PlatformException(EvidenceError.EVIDENCE_UNKNOWN));
        try {
            applications.get(found.applicationId());
        } catch (PlatformException unseen) {
            throw unseen.code().kind() == ErrorKind.NOT_FOUND
                    ? new PlatformException(EvidenceError.EVIDENCE_UNKNOWN)
                    : unseen;
        }
        return found;
    }

    /** A file with what reviewers may know of it. */
    record OpenedFile(StoredFile file, @Nullable Capture capture) {}

    /**
     * The files of what the account has listed, by its id, in their order; crosses over once for each applicant. Empty for what
     * was taken back or withdrawn and no sheet rests on.
     */
    Map<UUID, List<OpenedFile>> files(Collection<ReceivedEvidence> of) {
        var opened = new HashMap<UUID, List<OpenedFile>>();
        readable(of).stream()
                .collect(Collectors.groupingBy(ReceivedEvidence::applicant))
                .forEach((applicant, there) -> opened.putAll(across(applicant, organiser -> open(organiser, there))));
        return opened;
    }

    private List<ReceivedEvidence> readable(Collection<ReceivedEvidence> of) {
        var gone = of.stream().filter(each -> !each.state().counts()).toList();
        if (gone.isEmpty()) {
            return List.copyOf(of);
        }
        var needed = inTransaction(() -> use.sheets(
                        gone.stream().map(ReceivedEvidence::applicationId).collect(Collectors.toSet()),
                        gone.stream().map(ReceivedEvidence::evidenceId).collect(Collectors.toSet())))
                .stream()
                .map(sheet -> sheet.applicationId() + "/" + sheet.evidenceId())
                .collect(Collectors.toSet());
        return of.stream()
                .filter(each ->
                        each.state().counts() || needed.contains(each.applicationId() + "/" + each.evidenceId()))
                .toList();
    }

    /** With the applicant: what its own rows do not say was handed in to this organiser is not opened. */
    private Map<UUID, List<OpenedFile>> open(TenantCode organiser, List<ReceivedEvidence> of) {
        var content = content(organiser, of);
        var ids = content.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        var stored = files.byIds(ids);
        var captures = files.captures(ids);
        var opened = new HashMap<UUID, List<OpenedFile>>();
        content.forEach((handIn, all) -> opened.put(
                handIn,
                all.stream()
                        .filter(stored::containsKey)
                        .map(id -> new OpenedFile(Objects.requireNonNull(stored.get(id)), captures.get(id)))
                        .toList()));
        return opened;
    }

    private Map<UUID, List<UUID>> content(TenantCode organiser, List<ReceivedEvidence> of) {
        var handIns = attachments
                .findByIdIn(of.stream().map(ReceivedEvidence::id).toList())
                .stream()
                .filter(handIn -> organiser.equals(handIn.organiser()))
                .toList();
        var byEvidence = revisions
                .findByEvidenceIdInOrderByNumber(
                        handIns.stream().map(Attachment::evidenceId).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.groupingBy(EvidenceRevision::evidenceId));
        var content = new HashMap<UUID, List<UUID>>();
        for (var handIn : handIns) {
            byEvidence.getOrDefault(handIn.evidenceId(), List.of()).stream()
                    .filter(revision -> Objects.equals(revision.number(), handIn.revision()))
                    .forEach(revision -> content.put(
                            handIn.id(),
                            revision.files().stream().map(RevisionFile::fileId).toList()));
        }
        return content;
    }

    /**
     * The text of a file that was handed in.
     *
     * @param from the first page, counted from 1
     * @param count of pages, at most 50
     * @throws PlatformException {@code EVIDENCE_UNKNOWN}, {@code RANGE_INVALID}
     */
    List<FilePage> text(UUID handIn, UUID file, int from, int count) {
        requireRange(from, count);
        var found = get(handIn);
        if (readable(List.of(found)).isEmpty()) {
            throw new PlatformException(EvidenceError.EVIDENCE_UNKNOWN);
        }
        return across(found.applicant(), organiser -> {
            if (!content(organiser, List.of(found))
                    .getOrDefault(handIn, List.of())
                    .contains(file)) {
                throw new PlatformException(EvidenceError.EVIDENCE_UNKNOWN);
            }
            return pages(file, from, count);
        });
    }

    /** The same of a file that was made part of evidence in the tenant, and that the account has been found to see. */
    List<FilePage> pages(UUID file, int from, int count) {
        requireRange(from, count);
        return files.pages(List.of(file)).getOrDefault(file, List.of()).stream()
                .skip(from - 1L)
                .limit(count)
                .toList();
    }

    private static void requireRange(int from, int count) {
        if (from < 1 || count < 1 || count > MOST_PAGES) {
            throw new PlatformException(EvidenceError.RANGE_INVALID, MOST_PAGES);
        }
    }

    /**
     * Another file with the same bytes, or another picture that looks the same.
     *
     * @param distance bits of their fingerprints that differ
     * @param detail where it was handed in; null where the account was given neither that campaign nor that area
     */
    record LookAlike(
            boolean same,
            int distance,
            boolean sameCampaign,
            @Nullable ReceivedEvidence detail) {}

    /** What the files of evidence look like elsewhere with this organiser, by evidence and then by the file's position. */
    Map<UUID, Map<Integer, List<LookAlike>>> alike(Collection<ReceivedEvidence> of) {
        return inTransaction(() -> {
            var mine =
                    of.stream().collect(Collectors.toMap(ReceivedEvidence::id, Function.identity(), (same, _) -> same));
            var pairs = received.alike(mine.keySet(), ReceivedRepository.MOST_ALIKE).stream()
                    .map(row -> new ReceivedRepository.Pair(
                            (UUID) row[0],
                            ((Number) row[1]).intValue(),
                            (UUID) row[2],
                            (Boolean) row[3],
                            ((Number) row[4]).intValue()))
                    .toList();
            var others = received
                    .findByIdIn(
                            pairs.stream().map(ReceivedRepository.Pair::otherId).collect(Collectors.toSet()))
                    .stream()
                    .collect(Collectors.toMap(ReceivedEvidence::id, Function.identity()));
            var seen = seen(others.values());
            return pairs.stream()
                    .collect(Collectors.groupingBy(
                            ReceivedRepository.Pair::receivedId,
                            Collectors.groupingBy(
                                    ReceivedRepository.Pair::position,
                                    Collectors.mapping(
                                            pair -> {
                                                var other = Objects.requireNonNull(others.get(pair.otherId()));
                                                return new LookAlike(
                                                        pair.same(),
                                                        pair.distance(),
                                                        other.campaignId()
                                                                .equals(Objects.requireNonNull(
                                                                                mine.get(pair.receivedId()))
                                                                        .campaignId()),
                                                        seen.contains(other.id()) ? other : null);
                                            },
                                            Collectors.toList()))));
        });
    }

    /** Which of these the account may know more of than that they are there. */
    private Set<UUID> seen(Collection<ReceivedEvidence> others) {
        var seen = groups.seen();
        return others.stream()
                .filter(other -> seen.test(new Groups.AreaGiven(other.campaignId(), other.area())))
                .map(ReceivedEvidence::id)
                .collect(Collectors.toSet());
    }

    private <T> T across(TenantCode applicant, Function<TenantCode, T> work) {
        var organiser = CurrentTenant.require();
        var crossing = new Crossing(access.actor().account().toString(), "read-evidence");
        return tenants.callAs(applicant, crossing, () -> inTransaction(() -> work.apply(organiser)));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
