package cn.zhengping.app.policies;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.standards.Plugins;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.standards.Standards;
import cn.zhengping.pluginhost.PluginRef;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.Standard;
import cn.zhengping.tenants.TenantCode;
import jakarta.persistence.criteria.Predicate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Which criteria rest on which paper, and which of these papers are no longer in force. None of it inside a transaction. */
@Service
class Citations {

    private static final Sort BY_CRITERION = Sort.by("pluginId", "standard", "criterion", "id");

    private final Access access;
    private final Libraries libraries;
    private final Plugins plugins;
    private final Standards standards;
    private final DocumentRepository documents;
    private final ClauseRepository clauses;
    private final CitationRepository citations;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Citations(
            Access access,
            Libraries libraries,
            Plugins plugins,
            Standards standards,
            DocumentRepository documents,
            ClauseRepository clauses,
            CitationRepository citations,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.access = access;
        this.libraries = libraries;
        this.plugins = plugins;
        this.standards = standards;
        this.documents = documents;
        this.clauses = clauses;
        this.citations = citations;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A citation as the API shows it: {@code PolicyCitation}.
     *
     * @param tenant whose library the document is in
     */
    record CitationView(
            UUID id,
            String plugin,
            String standard,
            String criterion,
            TenantCode tenant,
            UUID documentId,
            @Nullable UUID clauseId,
            Instant citedAt) {

        static CitationView of(PolicyCitation citation) {
            return new CitationView(
                    citation.id(),
                    citation.pluginId(),
                    citation.standard(),
                    citation.criterion(),
                    new TenantCode(citation.documentTenant()),
                    citation.documentId(),
                    citation.clauseId(),
                    citation.citedAt());
        }
    }

    /** Who says that a criterion rests on a paper. */
    enum Origin {
        TENANT,
        PACK
    }

    /**
     * A criterion of a standard that the tenant works by, which rests on a paper that is no longer in force.
     *
     * @param standard {@code plugin@version/standard}
     */
    record Flag(
            String standard,
            String criterion,
            LocalizedText text,
            Origin origin,
            PolicyView document,
            @Nullable UUID clauseId,
            PolicyStanding standing) {}

    /**
     * Says that a criterion rests on a document, or on a clause of it; safe to repeat. For tenant admins.
     *
     * @param standard one of a plugin that is active
     * @param ownerCode whose library the document is in; null for the tenant's own
     * @throws PlatformException {@code LIBRARY_UNKNOWN}, {@code DOCUMENT_UNKNOWN}, {@code NOT_PUBLISHED}, {@code
     *     CLAUSE_UNKNOWN}, {@code CRITERION_UNKNOWN}, those of {@link Standards}
     */
    CitationView cite(
            StandardRef standard,
            String criterion,
            @Nullable String ownerCode,
            UUID documentId,
            @Nullable UUID clauseId) {
        var actor = access.requireInWholeTenant(Role.TENANT_ADMIN);
        var owner = libraries.owner(ownerCode);
        libraries.in(owner, () -> {
            var document = documents
                    .findById(documentId)
                    .filter(it -> owner.equals(actor.tenant()) || it.state() == PolicyState.PUBLISHED)
                    .orElseThrow(() -> new PlatformException(PolicyError.DOCUMENT_UNKNOWN));
            document.requirePublished();
            if (clauseId != null
                    && clauses.findById(clauseId)
                            .filter(clause -> clause.documentId().equals(documentId))
                            .isEmpty()) {
                throw new PlatformException(PolicyError.CLAUSE_UNKNOWN);
            }
            return document;
        });
        return Objects.requireNonNull(transaction.execute(status -> {
            standards.requireActive(standard.plugin());
            if (standards.standard(standard).criterion(criterion).isEmpty()) {
                throw new PlatformException(PolicyError.CRITERION_UNKNOWN, standard.toString(), criterion);
            }
            var plugin = standard.plugin().id();
            jdbc.sql("""
                            insert into policy_citation (id, plugin_id, standard, criterion, document_tenant, document_id, clause_id,
                                cited_at, account_id)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(UUID.randomUUID(), plugin, standard.standard(), criterion, owner.value(), documentId)
                    .param(clauseId)
                    .params(clock.instant().atOffset(ZoneOffset.UTC), actor.account())
                    .update();
            return CitationView.of(citations
                    .findSame(plugin, standard.standard(), criterion, owner.value(), documentId, clauseId)
                    .orElseThrow());
        }));
    }

    /** @throws PlatformException {@code CITATION_UNKNOWN} */
    void uncite(UUID id) {
        access.requireInWholeTenant(Role.TENANT_ADMIN);
        transaction.executeWithoutResult(status -> citations.delete(
                citations.findById(id).orElseThrow(() -> new PlatformException(PolicyError.CITATION_UNKNOWN))));
    }

    /** What is asked for; null does not restrict. */
    record Filter(
            @Nullable String standard,
            @Nullable String criterion,
            @Nullable UUID document) {}

    /**
     * The citations of the tenant by criterion.
     *
     * @throws PlatformException {@code REF_ILL_FORMED}
     */
    Window<CitationView> list(Filter filter, Paging paging) {
        libraries.line();
        var ref = filter.standard() == null ? null : StandardRef.parse(filter.standard());
        return Objects.requireNonNull(transaction.execute(status -> paging.rows(
                        BY_CRITERION,
                        (position, sort, limit) -> citations.find(
                                (citation, query, criteria) -> {
                                    var all = new ArrayList<Predicate>();
                                    if (ref != null) {
                                        all.add(criteria.equal(
                                                citation.get("pluginId"),
                                                ref.plugin().id()));
                                        all.add(criteria.equal(citation.get("standard"), ref.standard()));
                                    }
                                    if (filter.criterion() != null) {
                                        all.add(criteria.equal(citation.get("criterion"), filter.criterion()));
                                    }
                                    if (filter.document() != null) {
                                        all.add(criteria.equal(citation.get("documentId"), filter.document()));
                                    }
                                    return criteria.and(all.toArray(Predicate[]::new));
                                },
                                position,
                                sort,
                                limit))))
                .map(CitationView::of);
    }

    private record InUse(StandardRef ref, Standard standard) {}

    private record Own(List<InUse> standards, List<CitationView> citations) {}

    /** A paper that is over, in the nearest library that says so. */
    private record Over(TenantCode tenant, PolicyDocument document) {}

    /** The criteria in use that rest on a paper which is repealed or expired on this day: by standard, in its order. */
    List<Flag> repealed(@Nullable LocalDate asOf) {
        var day = asOf == null ? LocalDate.now(clock) : asOf;
        var line = libraries.line();
        var own = Objects.requireNonNull(transaction.execute(status -> new Own(
                inUse(), citations.findAll().stream().map(CitationView::of).toList())));
        var papers = new PackPapers(own.standards().stream()
                .flatMap(inUse -> inUse.standard().sources().stream())
                .collect(Collectors.toSet()));
        var cited = own.citations().stream()
                .collect(Collectors.groupingBy(
                        CitationView::tenant, Collectors.mapping(CitationView::documentId, Collectors.toSet())));
        var byKey = new HashMap<PolicyLibrary.InLibrary, Over>();
        var bySource = new HashMap<SourceDocument, Over>();
        for (var owner : line) {
            for (var document : over(owner, day, cited.getOrDefault(owner, Set.of()), papers)) {
                var found = new Over(owner, document);
                byKey.put(new PolicyLibrary.InLibrary(owner, document.id()), found);
                papers.of(document).forEach(source -> bySource.putIfAbsent(source, found));
            }
        }
        return own.standards().stream()
                .flatMap(inUse -> flags(inUse, own.citations(), byKey, bySource, day).stream())
                .toList();
    }

    private List<PolicyDocument> over(TenantCode owner, LocalDate day, Collection<UUID> ids, PackPapers papers) {
        return libraries.in(
                owner, () -> documents.findOver(day, ids, papers.issuers(), papers.sequences(), papers.titles()));
    }

    /** The standards of the active plugins. */
    private List<InUse> inUse() {
        return plugins.active().keySet().stream()
                .sorted()
                .flatMap(plugin -> of(plugin).stream()
                        .map(standard -> new InUse(new StandardRef(plugin, standard.id()), standard)))
                .toList();
    }

    /** None of one that cannot be loaded any more. */
    private List<Standard> of(PluginRef plugin) {
        try {
            return standards.plugin(plugin).pack().standards();
        } catch (PlatformException _) {
            return List.of();
        }
    }

    private static List<Flag> flags(
            InUse inUse,
            List<CitationView> citations,
            Map<PolicyLibrary.InLibrary, Over> byKey,
            Map<SourceDocument, Over> bySource,
            LocalDate day) {
        var ofStandard = citations.stream()
                .filter(citation ->
                        citation.plugin().equals(inUse.ref().plugin().id())
                                && citation.standard().equals(inUse.ref().standard()))
                .collect(Collectors.groupingBy(CitationView::criterion));
        var sources =
                inUse.standard().sources().stream().collect(Collectors.toMap(SourceDocument::id, source -> source));
        var flags = new ArrayList<Flag>();
        inUse.standard().criteria().forEach(criterion -> {
            var source = bySource.get(sources.get(criterion.source().document()));
            if (source != null) {
                flags.add(flag(inUse, criterion.id(), criterion.text(), Origin.PACK, source, null, day));
            }
            for (var citation : ofStandard.getOrDefault(criterion.id(), List.of())) {
                var over = byKey.get(new PolicyLibrary.InLibrary(citation.tenant(), citation.documentId()));
                if (over != null) {
                    flags.add(flag(
                            inUse, criterion.id(), criterion.text(), Origin.TENANT, over, citation.clauseId(), day));
                }
            }
        });
        return flags;
    }

    private static Flag flag(
            InUse inUse,
            String criterion,
            LocalizedText text,
            Origin origin,
            Over over,
            @Nullable UUID clauseId,
            LocalDate day) {
        return new Flag(
                inUse.ref().toString(),
                criterion,
                text,
                origin,
                PolicyView.of(over.tenant(), over.document()),
                clauseId,
                over.document().standing(day));
    }
}
