package cn.zhengping.app.evidence;

import cn.zhengping.app.files.Capture;
import cn.zhengping.app.files.FilePage;
import cn.zhengping.app.files.Files;
import cn.zhengping.app.files.NewUpload;
import cn.zhengping.app.files.StoredFile;
import cn.zhengping.app.files.UploadLink;
import cn.zhengping.app.files.Variant;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.units.ServiceUnit;
import cn.zhengping.app.units.Units;
import cn.zhengping.tenants.TenantCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Evidence over GraphQL, where it was made. */
@Controller
class EvidenceController {

    private final EvidenceCollection collection;
    private final Attachments attaching;
    private final EvidenceRights rights;
    private final HandIns handIns;
    private final Withdrawals withdrawals;
    private final Receipts receipts;
    private final Files files;
    private final Units units;

    EvidenceController(
            EvidenceCollection collection,
            Attachments attaching,
            EvidenceRights rights,
            HandIns handIns,
            Withdrawals withdrawals,
            Receipts receipts,
            Files files,
            Units units) {
        this.collection = collection;
        this.attaching = attaching;
        this.rights = rights;
        this.handIns = handIns;
        this.withdrawals = withdrawals;
        this.receipts = receipts;
        this.files = files;
        this.units = units;
    }

    record AboutInput(@Nullable UUID unit, @Nullable UUID application) {
        About toAbout() {
            return unit != null ? new About.OfUnit(unit) : new About.OfApplication(Objects.requireNonNull(application));
        }
    }

    record StartUploadsInput(
            AboutInput about,
            List<NewUpload> uploads,
            @Nullable String idempotencyKey) {}

    record LinkInput(String address, @Nullable UUID screenshot) {}

    record ReasonInput(String words, List<UUID> copies) {}

    record ContentInput(
            @Nullable UUID file,
            @Nullable UUID photo,
            @Nullable LinkInput link,
            @Nullable ReasonInput reason) {
        EvidenceContent toContent() {
            if (file != null) {
                return new EvidenceContent.Document(file);
            }
            if (photo != null) {
                return new EvidenceContent.Photo(photo);
            }
            if (link != null) {
                return new EvidenceContent.Link(link.address().strip(), link.screenshot());
            }
            if (reason != null) {
                return new EvidenceContent.Reason(reason.words().strip(), reason.copies());
            }
            throw new IllegalStateException("the schema's @oneOf lets nothing else through");
        }
    }

    record CreateEvidenceInput(
            AboutInput about,
            String title,
            @Nullable String note,
            ContentInput content,
            @Nullable String idempotencyKey) {}

    record ReviseEvidenceInput(
            UUID evidence,
            int version,
            String title,
            @Nullable String note,
            ContentInput content,
            @Nullable String idempotencyKey) {}

    record CriterionInput(String standard, String criterion) {}

    record IncidentInput(LocalDate date, @Nullable String variant, int ordinal) {}

    record FindingInput(String criterion, @Nullable IncidentInput incident) {
        Attachments.Finding toFinding() {
            return new Attachments.Finding(
                    criterion,
                    incident == null ? null : new IncidentRef(incident.date(), incident.variant(), incident.ordinal()));
        }
    }

    record TargetsInput(
            @Nullable List<CriterionInput> criteria,
            @Nullable List<FindingInput> findings) {}

    record AttachEvidenceInput(
            UUID evidence, TargetsInput to, @Nullable String idempotencyKey) {}

    record HandInEvidenceInput(
            UUID evidence,
            int version,
            String organiser,
            UUID application,
            List<FindingInput> findings,
            @Nullable String idempotencyKey) {}

    record FilterInput(
            @Nullable UUID unit,
            @Nullable UUID application,
            @Nullable CriterionInput criterion,
            @Nullable EvidenceKind kind,
            @Nullable EvidenceState state) {
        EvidenceFilter toFilter() {
            return new EvidenceFilter(
                    unit,
                    application,
                    criterion == null
                            ? null
                            : StandardRef.parse(criterion.standard()).standard(),
                    criterion == null ? null : criterion.criterion(),
                    kind,
                    state);
        }
    }

    /** A file of a revision, as whoever made it sees it. */
    record EvidenceFileView(
            RevisionFile part,
            StoredFile file,
            @Nullable String original,
            @Nullable Capture capture) {}

    @QueryMapping
    Evidence evidenceById(@Argument UUID id) {
        return collection.get(id);
    }

    @QueryMapping
    Window<Evidence> evidence(@Argument @Nullable FilterInput filter, Paging paging) {
        return collection.list(
                filter == null
                        ? new EvidenceFilter(null, null, null, null, null, EvidenceState.STANDING)
                        : filter.toFilter(),
                paging);
    }

    @QueryMapping
    List<FilePage> evidenceText(@Argument UUID file, @Argument int from, @Argument int count) {
        return receipts.pages(collection.file(file).id(), from, count);
    }

    @MutationMapping
    List<UploadLink> startEvidenceUploads(@Argument StartUploadsInput input) {
        return collection.beginUploads(input.about().toAbout(), input.uploads(), input.idempotencyKey());
    }

    @MutationMapping
    UploadLink resumeEvidenceUpload(@Argument AboutInput about, @Argument UUID file) {
        return collection.resumeUpload(about.toAbout(), file);
    }

    @MutationMapping
    Evidence createEvidence(@Argument CreateEvidenceInput input) {
        return collection.create(
                input.about().toAbout(),
                new NewRevision(input.title(), input.note(), input.content().toContent()),
                input.idempotencyKey());
    }

    @MutationMapping
    Evidence reviseEvidence(@Argument ReviseEvidenceInput input) {
        return collection.revise(
                input.evidence(),
                input.version(),
                new NewRevision(input.title(), input.note(), input.content().toContent()),
                input.idempotencyKey());
    }

    @MutationMapping
    Evidence attachEvidence(@Argument AttachEvidenceInput input) {
        var criteria = input.to().criteria();
        return criteria != null
                ? attaching.attach(
                        input.evidence(),
                        criteria.stream()
                                .map(each ->
                                        new Target.OfStandard(StandardRef.parse(each.standard()), each.criterion()))
                                .toList(),
                        input.idempotencyKey())
                : attaching.attachToReview(
                        input.evidence(),
                        Objects.requireNonNull(input.to().findings()).stream()
                                .map(FindingInput::toFinding)
                                .toList(),
                        input.idempotencyKey());
    }

    @MutationMapping
    Evidence detachEvidence(@Argument UUID attachment) {
        return attaching.detach(attachment);
    }

    @MutationMapping
    Evidence handInEvidence(@Argument HandInEvidenceInput input) {
        return handIns.handIn(
                new HandIns.HandIn(
                        input.evidence(),
                        input.version(),
                        new TenantCode(input.organiser()),
                        input.application(),
                        input.findings().stream().map(FindingInput::toFinding).toList()),
                input.idempotencyKey());
    }

    @MutationMapping
    Evidence takeBackEvidence(@Argument UUID attachment) {
        return handIns.takeBack(attachment);
    }

    @MutationMapping
    Evidence withdrawEvidence(@Argument UUID evidence, @Argument int version, @Argument @Nullable String reason) {
        return withdrawals.withdraw(evidence, version, reason);
    }

    /** A reviewer's has none, and no entry: a list must not hold nulls here. */
    @BatchMapping(typeName = "Evidence")
    Map<Evidence, ServiceUnit> unit(List<Evidence> of) {
        var byId = units.byIds(
                of.stream().map(Evidence::unitId).filter(Objects::nonNull).collect(Collectors.toSet()));
        var result = new HashMap<Evidence, ServiceUnit>();
        for (var each : of) {
            var unit = each.unitId() == null ? null : byId.get(each.unitId());
            if (unit != null) {
                result.put(each, unit);
            }
        }
        return result;
    }

    @BatchMapping(typeName = "Evidence")
    List<EvidenceRevision> current(List<Evidence> of) {
        var latest = collection.latest(ids(of));
        return of.stream().map(each -> latest.get(each.id())).toList();
    }

    @BatchMapping(typeName = "Evidence")
    List<List<EvidenceRevision>> revisions(List<Evidence> of) {
        var all = collection.revisions(ids(of));
        return of.stream().map(each -> all.getOrDefault(each.id(), List.of())).toList();
    }

    @BatchMapping(typeName = "Evidence")
    List<List<Attachment>> attachments(List<Evidence> of) {
        var all = collection.attachments(ids(of));
        return of.stream().map(each -> all.getOrDefault(each.id(), List.of())).toList();
    }

    private static Collection<UUID> ids(List<Evidence> of) {
        return of.stream().map(Evidence::id).collect(Collectors.toSet());
    }

    @BatchMapping(typeName = "EvidenceRevision", field = "files")
    List<List<EvidenceFileView>> files(List<EvidenceRevision> of) {
        var ids = of.stream()
                .flatMap(revision -> revision.files().stream())
                .map(RevisionFile::fileId)
                .collect(Collectors.toSet());
        var stored = files.byIds(ids);
        var captures = files.captures(ids);
        var made =
                collection.byIds(of.stream().map(EvidenceRevision::evidenceId).collect(Collectors.toSet()));
        var insight = rights.insight();
        return of.stream()
                .map(revision -> {
                    var whose = Objects.requireNonNull(made.get(revision.evidenceId()));
                    var known = insight.apply(whose);
                    var views = new ArrayList<EvidenceFileView>();
                    for (var part : revision.files()) {
                        var file = stored.get(part.fileId());
                        if (file != null) {
                            views.add(new EvidenceFileView(
                                    part,
                                    file,
                                    known.original() ? files.link(file, Variant.ORIGINAL) : null,
                                    known.capture() ? captures.get(part.fileId()) : null));
                        }
                    }
                    return List.copyOf(views);
                })
                .toList();
    }

    @SchemaMapping(typeName = "EvidenceFile")
    String sha256(EvidenceFileView file) {
        return file.part().sha256();
    }

    @SchemaMapping(typeName = "EvidenceAttachment")
    @Nullable
    String organiser(Attachment attachment) {
        var organiser = attachment.organiser();
        return organiser == null ? null : organiser.value();
    }
}
