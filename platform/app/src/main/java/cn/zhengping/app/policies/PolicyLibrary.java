package cn.zhengping.app.policies;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.files.Files;
import cn.zhengping.app.files.StoredFile;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.stereotype.Service;

/**
 * Reads the tenant's own library and those above it, for everybody with a role in the tenant. Drafts are seen by its own
 * admins only. Whatever is asked, each library is read once, in one transaction; so none of this can be called in one.
 */
@Service
class PolicyLibrary {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "listedOn", "id");
    private static final Sort IN_ORDER = Sort.by("position", "id");

    private final Access access;
    private final Libraries libraries;
    private final DocumentRepository documents;
    private final ClauseRepository clauses;
    private final Files files;

    PolicyLibrary(
            Access access, Libraries libraries, DocumentRepository documents, ClauseRepository clauses, Files files) {
        this.access = access;
        this.libraries = libraries;
        this.documents = documents;
        this.clauses = clauses;
        this.files = files;
    }

    /** @throws PlatformException {@code LIBRARY_UNKNOWN} */
    Window<PolicyView> list(@Nullable String ownerCode, PolicyFilter filter, Paging paging) {
        var owner = libraries.owner(ownerCode);
        var seen = seesDrafts(owner) ? filter : filter.in(PolicyState.PUBLISHED);
        // A filter for drafts is answered with none, not with what is published.
        var nothing = filter.state() == PolicyState.DRAFT && seen.state() == PolicyState.PUBLISHED;
        return nothing
                ? paging.of(List.of())
                : libraries
                        .in(
                                owner,
                                () -> paging.rows(
                                        NEWEST_FIRST,
                                        (position, sort, limit) -> documents.find(seen, position, sort, limit)))
                        .map(document -> PolicyView.of(owner, document));
    }

    /** @throws PlatformException {@code LIBRARY_UNKNOWN}, {@code DOCUMENT_UNKNOWN} */
    PolicyView get(@Nullable String ownerCode, UUID id) {
        var owner = libraries.owner(ownerCode);
        var drafts = seesDrafts(owner);
        return libraries.in(owner, () -> PolicyView.of(owner, find(id, drafts)));
    }

    /**
     * The clauses of a document in its order.
     *
     * @param parent whose parts are wanted; null for all clauses
     * @throws PlatformException {@code LIBRARY_UNKNOWN}, {@code DOCUMENT_UNKNOWN}
     */
    Window<ClauseView> clauses(@Nullable String ownerCode, UUID documentId, @Nullable UUID parent, Paging paging) {
        var owner = libraries.owner(ownerCode);
        var drafts = seesDrafts(owner);
        return libraries
                .in(owner, () -> {
                    find(documentId, drafts);
                    return paging.rows(
                            IN_ORDER,
                            (position, sort, limit) -> parent == null
                                    ? clauses.findByDocumentId(documentId, position, sort, limit)
                                    : clauses.findByDocumentIdAndParentId(documentId, parent, position, sort, limit));
                })
                .map(clause -> ClauseView.of(owner, clause));
    }

    /** @throws PlatformException {@code LIBRARY_UNKNOWN}, {@code CLAUSE_UNKNOWN} */
    ClauseView clause(@Nullable String ownerCode, UUID id) {
        var owner = libraries.owner(ownerCode);
        var drafts = seesDrafts(owner);
        return libraries.in(owner, () -> {
            var clause = clauses.findById(id).orElseThrow(() -> new PlatformException(PolicyError.CLAUSE_UNKNOWN));
            find(clause.documentId(), drafts);
            return ClauseView.of(owner, clause);
        });
    }

    private PolicyDocument find(UUID id, boolean drafts) {
        return documents
                .findById(id)
                .filter(document -> drafts || document.state() == PolicyState.PUBLISHED)
                .orElseThrow(() -> new PlatformException(PolicyError.DOCUMENT_UNKNOWN));
    }

    private boolean seesDrafts(TenantCode owner) {
        return owner.equals(CurrentTenant.require()) && access.actor().holds(Role.TENANT_ADMIN);
    }

    /** Something in a library. */
    record InLibrary(TenantCode tenant, UUID id) {}

    /** One that is not there, or in a library that cannot be read now, has no entry. */
    Map<InLibrary, PolicyView> documents(Collection<InLibrary> keys) {
        return each(keys, (owner, ids) -> {
            var drafts = seesDrafts(owner);
            return libraries.in(
                    owner,
                    () -> documents.findByIdIn(ids).stream()
                            .filter(document -> drafts || document.state() == PolicyState.PUBLISHED)
                            .collect(Collectors.toMap(
                                    document -> new InLibrary(owner, document.id()),
                                    document -> PolicyView.of(owner, document))));
        });
    }

    /** Of documents that the caller has been shown. */
    Map<InLibrary, ClauseView> clauses(Collection<InLibrary> keys) {
        return each(
                keys,
                (owner, ids) -> libraries.in(
                        owner,
                        () -> clauses.findByIdIn(ids).stream()
                                .collect(Collectors.toMap(
                                        clause -> new InLibrary(owner, clause.id()),
                                        clause -> ClauseView.of(owner, clause)))));
    }

    /** Of documents that the caller has been shown, by their files' ids. */
    Map<InLibrary, StoredFile> files(Collection<InLibrary> keys) {
        return each(
                keys,
                (owner, ids) -> libraries.in(
                        owner,
                        () -> files.byIds(ids).values().stream()
                                .collect(Collectors.toMap(file -> new InLibrary(owner, file.id()), file -> file))));
    }

    private <T> Map<InLibrary, T> each(
            Collection<InLibrary> keys, BiFunction<TenantCode, Set<UUID>, Map<InLibrary, T>> read) {
        var byOwner = keys.stream()
                .collect(Collectors.groupingBy(
                        InLibrary::tenant, Collectors.mapping(InLibrary::id, Collectors.toSet())));
        var found = new HashMap<InLibrary, T>();
        for (var owner : libraries.line()) {
            if (byOwner.containsKey(owner)) {
                found.putAll(read.apply(owner, Objects.requireNonNull(byOwner.get(owner))));
            }
        }
        return found;
    }

    /** The papers of packs as they are in the nearest library that has them; one that is in none has no entry. */
    Map<SourceDocument, PolicyView> papers(Collection<SourceDocument> sources) {
        var papers = new PackPapers(sources);
        var found = new HashMap<SourceDocument, PolicyView>();
        for (var owner : libraries.line()) {
            for (var document : libraries.in(
                    owner, () -> documents.findAmong(papers.issuers(), papers.sequences(), papers.titles()))) {
                papers.of(document).forEach(source -> found.putIfAbsent(source, PolicyView.of(owner, document)));
            }
        }
        return found;
    }
}
