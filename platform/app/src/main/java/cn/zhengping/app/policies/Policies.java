package cn.zhengping.app.policies;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.policies.PolicySources.Content;
import cn.zhengping.app.requests.Idempotency;
import cn.zhengping.tenants.CurrentTenant;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes the tenant's own library. For tenant admins. */
@Service
class Policies {

    private static final int MOST_CLAUSES = 5_000;

    private final Access access;
    private final Areas areas;
    private final PolicySources sources;
    private final DocumentRepository documents;
    private final ClauseRepository clauses;
    private final CitationRepository citations;
    private final PolicyEntries entries;
    private final Idempotency idempotency;
    private final EntityManager entities;
    private final Clock clock;

    Policies(
            Access access,
            Areas areas,
            PolicySources sources,
            DocumentRepository documents,
            ClauseRepository clauses,
            CitationRepository citations,
            PolicyEntries entries,
            Idempotency idempotency,
            EntityManager entities,
            Clock clock) {
        this.access = access;
        this.areas = areas;
        this.sources = sources;
        this.documents = documents;
        this.clauses = clauses;
        this.citations = citations;
        this.entries = entries;
        this.idempotency = idempotency;
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * What a paper says about itself.
     *
     * @param clauses how many it would be split into
     */
    record Proposal(ProposedMetadata metadata, int clauses) {}

    /** @throws PlatformException those of {@link PolicySources#read} */
    @Transactional(readOnly = true)
    Proposal propose(Content content) {
        var paper = sources.read(content).paper();
        return new Proposal(
                MetadataReader.read(paper), ClauseSplitter.split(paper).size());
    }

    /**
     * Adds a draft, with what was read from the paper where the metadata say nothing.
     *
     * @throws PlatformException those of {@link PolicySources#read} and {@link PolicyDocument#describe}; {@code
     *     TOO_MANY_CLAUSES}, {@code NUMBER_TAKEN}, {@code FILE_IMPORTED_ALREADY}, {@code REGION_UNKNOWN}, {@code
     *     REGION_ELSEWHERE}
     */
    @Transactional
    PolicyView importAs(Content content, @Nullable PolicyMetadata said, @Nullable String idempotencyKey) {
        access.requireInWholeTenant(Role.TENANT_ADMIN);
        var nothing = new PolicyMetadata(null, null, null, null, null, null, null);
        return view(find(idempotency.once(
                idempotencyKey,
                "importPolicy",
                List.of(content, said == null ? nothing : said),
                () -> add(content, said == null ? nothing : said).id())));
    }

    private PolicyDocument add(Content content, PolicyMetadata said) {
        var source = sources.read(content);
        requireFree(source);
        var metadata = said.or(MetadataReader.read(source.paper()));
        requireFree(metadata, null);
        var document = new PolicyDocument(metadata, region(metadata), clock.instant(), LocalDate.now(clock));
        entities.persist(document);
        write(document, source, split(source));
        return documents.saveAndFlush(document);
    }

    private static List<ClauseSplitter.Clause> split(PolicySource source) {
        var split = ClauseSplitter.split(source.paper());
        if (split.size() > MOST_CLAUSES) {
            throw new PlatformException(PolicyError.TOO_MANY_CLAUSES, MOST_CLAUSES);
        }
        return split;
    }

    private void write(PolicyDocument document, PolicySource source, List<ClauseSplitter.Clause> split) {
        if (source.fileId() != null) {
            sources.hold(source.fileId());
        }
        document.read(source, split.size());
        PolicyClause.of(document.id(), source.paper(), split).forEach(entities::persist);
    }

    private void requireFree(PolicySource source) {
        if (source.fileId() != null && documents.existsByFileId(source.fileId())) {
            throw new PlatformException(PolicyError.FILE_IMPORTED_ALREADY);
        }
    }

    private void requireFree(PolicyMetadata metadata, @Nullable UUID self) {
        var number = PolicyDocument.numberOf(metadata);
        if (number != null) {
            documents
                    .findByNumber(number.issuer(), number.year(), number.sequence())
                    .filter(other -> !other.id().equals(self))
                    .ifPresent(other -> {
                        throw new PlatformException(PolicyError.NUMBER_TAKEN, number.toString(), other.title());
                    });
        }
    }

    private String region(PolicyMetadata metadata) {
        var tenant = CurrentTenant.require().value();
        var region = metadata.region() == null ? tenant : metadata.region();
        if (!areas.exists(region)) {
            throw new PlatformException(PolicyError.REGION_UNKNOWN, region);
        }
        if (!region.equals(tenant) && !areas.isWithin(region, tenant) && !areas.isWithin(tenant, region)) {
            throw new PlatformException(PolicyError.REGION_ELSEWHERE, region);
        }
        return region;
    }

    /**
     * The clauses that another text would no longer have.
     *
     * @throws PlatformException {@code DOCUMENT_UNKNOWN}, {@code STALE_VERSION}, those of {@link PolicySources#read}
     */
    @Transactional(readOnly = true)
    Set<UUID> vanishing(UUID id, int version, Content content) {
        var document = toChange(id, version);
        var source = sources.read(content);
        return gone(id, clauses.idsOf(document.id()), split(source));
    }

    private static Set<UUID> gone(UUID id, Collection<UUID> before, List<ClauseSplitter.Clause> split) {
        var gone = new HashSet<>(before);
        split.forEach(clause -> gone.remove(PolicyClause.id(id, clause.path())));
        return gone;
    }

    /**
     * Takes another text of the same paper in place of the one that is there; metadata stay. Clauses with the same path stay
     * the same to whoever cites them.
     *
     * @throws PlatformException {@code DOCUMENT_UNKNOWN}, {@code STALE_VERSION}, those of {@link PolicySources#read}, {@code
     *     TOO_MANY_CLAUSES}, {@code FILE_IMPORTED_ALREADY}, {@code CLAUSE_CITED}
     */
    @Transactional
    PolicyView replaceText(UUID id, int version, Content content) {
        var document = toChange(id, version);
        var source = sources.read(content);
        var sameFile = Objects.equals(source.fileId(), document.fileId());
        if (!sameFile) {
            requireFree(source);
        }
        var split = split(source);
        var before = Set.copyOf(clauses.idsOf(id));
        var tenant = CurrentTenant.require().value();
        if (citations.existsByDocumentTenantAndDocumentIdAndClauseIdIn(tenant, id, gone(id, before, split))) {
            throw new PlatformException(PolicyError.CLAUSE_CITED, document.title(), areas.name(tenant));
        }
        if (!sameFile) {
            sources.release(document.fileId());
        }
        clauses.deleteOf(id);
        entities.flush();
        write(document, source, split);
        var replaced = documents.saveAndFlush(document);
        entries.changed(replaced, before);
        return view(replaced);
    }

    /**
     * Sets what a person says about a document, all of it.
     *
     * @throws PlatformException {@code DOCUMENT_UNKNOWN}, {@code STALE_VERSION}, {@code NUMBER_TAKEN}, {@code REGION_UNKNOWN},
     *     {@code REGION_ELSEWHERE}, those of {@link PolicyDocument#describe}
     */
    @Transactional
    PolicyView update(UUID id, int version, PolicyMetadata metadata) {
        var document = toChange(id, version);
        requireFree(metadata, id);
        document.describe(metadata, region(metadata));
        return saved(document);
    }

    /**
     * Shows a document to everybody in the tenant and below it.
     *
     * @throws PlatformException {@code DOCUMENT_UNKNOWN}, {@code STALE_VERSION}, {@code ALREADY_PUBLISHED}, {@code
     *     ISSUER_MISSING}
     */
    @Transactional
    PolicyView publish(UUID id, int version) {
        var document = toChange(id, version);
        document.publish(clock.instant());
        return saved(document);
    }

    /** What repeals: a document of a library, its number with it, or only the number of one that is in none. */
    record Repealer(
            @Nullable String tenant,
            @Nullable UUID document,
            @Nullable String number) {}

    /**
     * 废止.
     *
     * @throws PlatformException {@code DOCUMENT_UNKNOWN}, {@code STALE_VERSION}, {@code NOT_PUBLISHED}, {@code
     *     ALREADY_REPEALED}, {@code REPEALED_BY_ITSELF}
     */
    @Transactional
    PolicyView repeal(UUID id, int version, LocalDate since, Repealer by) {
        var document = toChange(id, version);
        var number = document.number();
        if (id.equals(by.document()) || (number != null && number.toString().equals(by.number()))) {
            throw new PlatformException(PolicyError.REPEALED_BY_ITSELF, document.title());
        }
        document.repeal(since, by.tenant(), by.document(), by.number());
        return view(documents.saveAndFlush(document));
    }

    /**
     * Takes a repeal back that was entered by mistake.
     *
     * @throws PlatformException {@code DOCUMENT_UNKNOWN}, {@code STALE_VERSION}, {@code NOT_REPEALED}
     */
    @Transactional
    PolicyView restore(UUID id, int version) {
        var document = toChange(id, version);
        document.restore();
        return view(documents.saveAndFlush(document));
    }

    /** @throws PlatformException {@code DOCUMENT_UNKNOWN}, {@code STALE_VERSION}, {@code DOCUMENT_CITED} */
    @Transactional
    void delete(UUID id, int version) {
        var document = toChange(id, version);
        if (citations.existsByDocumentTenantAndDocumentId(
                CurrentTenant.require().value(), id)) {
            throw new PlatformException(
                    PolicyError.DOCUMENT_CITED,
                    document.title(),
                    areas.name(CurrentTenant.require().value()));
        }
        entries.changed(document, Set.copyOf(clauses.idsOf(id)));
        clauses.deleteOf(id);
        sources.release(document.fileId());
        documents.delete(document);
    }

    private PolicyDocument toChange(UUID id, int version) {
        access.requireInWholeTenant(Role.TENANT_ADMIN);
        var document = find(id);
        document.requireVersion(version);
        return document;
    }

    private PolicyDocument find(UUID id) {
        return documents.findById(id).orElseThrow(() -> new PlatformException(PolicyError.DOCUMENT_UNKNOWN));
    }

    private PolicyView saved(PolicyDocument document) {
        var saved = documents.saveAndFlush(document);
        entries.changed(saved, Set.copyOf(clauses.idsOf(saved.id())));
        return view(saved);
    }

    private static PolicyView view(PolicyDocument document) {
        return PolicyView.of(CurrentTenant.require(), document);
    }
}
