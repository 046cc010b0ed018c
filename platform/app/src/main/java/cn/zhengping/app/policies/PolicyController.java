package cn.zhengping.app.policies;

import cn.zhengping.app.areas.AreaView;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.files.NewUpload;
import cn.zhengping.app.files.StoredFile;
import cn.zhengping.app.files.UploadLink;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.policies.Citations.CitationView;
import cn.zhengping.app.policies.Citations.Flag;
import cn.zhengping.app.policies.PolicyLibrary.InLibrary;
import cn.zhengping.app.policies.PolicySources.Content;
import cn.zhengping.app.policies.ProposedMetadata.Place;
import cn.zhengping.app.policies.ProposedMetadata.Read;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.tenants.TenantCode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The library and its citations over GraphQL. */
@Controller
class PolicyController {

    private final PolicySources sources;
    private final Policies policies;
    private final PolicyLibrary library;
    private final Libraries libraries;
    private final PolicyWithdrawals withdrawals;
    private final Citations citations;
    private final Areas areas;
    private final Clock clock;

    PolicyController(
            PolicySources sources,
            Policies policies,
            PolicyLibrary library,
            Libraries libraries,
            PolicyWithdrawals withdrawals,
            Citations citations,
            Areas areas,
            Clock clock) {
        this.sources = sources;
        this.policies = policies;
        this.library = library;
        this.libraries = libraries;
        this.withdrawals = withdrawals;
        this.citations = citations;
        this.areas = areas;
        this.clock = clock;
    }

    record FilterInput(
            @Nullable String number,
            @Nullable String title,
            @Nullable String issuer,
            @Nullable Integer year,
            @Nullable LocalDate inForceOn,
            @Nullable PolicyState state) {

        PolicyFilter filter() {
            return new PolicyFilter(
                    number == null
                            ? null
                            : DocumentNumber.parse(number)
                                    .orElseThrow(() -> new PlatformException(PolicyError.NUMBER_ILL_FORMED, number)),
                    title,
                    issuer,
                    year,
                    inForceOn,
                    state);
        }
    }

    record ImportTextInput(
            String text,
            @Nullable PolicyMetadata metadata,
            @Nullable String idempotencyKey) {}

    record ImportFileInput(
            UUID file,
            @Nullable PolicyMetadata metadata,
            @Nullable String idempotencyKey) {}

    record ReplaceInput(UUID document, int version, Content content) {}

    record UpdateInput(UUID document, int version, PolicyMetadata metadata) {}

    record RefInput(@Nullable String owner, UUID document) {}

    /** One of both. */
    record RepealerInput(
            @Nullable RefInput document, @Nullable String number) {}

    record RepealInput(UUID document, int version, LocalDate since, RepealerInput by) {}

    record CiteInput(
            String standard,
            String criterion,
            @Nullable String owner,
            UUID document,
            @Nullable UUID clause) {}

    /** A text that was read. */
    record ReadText(String value, boolean sure, Place place) {}

    /** A day that was read. */
    record ReadDay(LocalDate value, boolean sure, Place place) {}

    /** Another paper that ends. */
    record ReadRepeal(String title, PolicyView.@Nullable NumberParts number, Place place) {}

    record ProposalView(
            @Nullable ReadText number,
            @Nullable ReadText title,
            @Nullable ReadText issuer,
            @Nullable ReadDay issuedOn,
            @Nullable ReadDay effectiveFrom,
            @Nullable ReadDay validUntil,
            List<ReadRepeal> repeals,
            int clauses) {

        static ProposalView of(Policies.Proposal proposal) {
            var metadata = proposal.metadata();
            return new ProposalView(
                    text(metadata.number()),
                    text(metadata.title()),
                    text(metadata.issuer()),
                    day(metadata.issuedOn()),
                    day(metadata.effectiveFrom()),
                    day(metadata.validUntil()),
                    metadata.repeals().stream()
                            .map(read -> new ReadRepeal(
                                    read.value().title(),
                                    PolicyView.NumberParts.of(read.value().number()),
                                    read.place()))
                            .toList(),
                    proposal.clauses());
        }

        private static @Nullable ReadText text(@Nullable Read<?> read) {
            return read == null ? null : new ReadText(read.value().toString(), read.sure(), read.place());
        }

        private static @Nullable ReadDay day(@Nullable Read<LocalDate> read) {
            return read == null ? null : new ReadDay(read.value(), read.sure(), read.place());
        }
    }

    @QueryMapping
    List<AreaView> policyOwners() {
        return libraries.line().stream().map(owner -> areas.view(owner.value())).toList();
    }

    @QueryMapping
    Window<PolicyView> policyDocuments(
            @Argument @Nullable String owner, @Argument @Nullable FilterInput filter, Paging paging) {
        return library.list(owner, filter == null ? PolicyFilter.ALL : filter.filter(), paging);
    }

    @QueryMapping
    PolicyView policyDocument(@Argument @Nullable String owner, @Argument UUID id) {
        return library.get(owner, id);
    }

    @QueryMapping
    Window<ClauseView> policyClauses(
            @Argument @Nullable String owner, @Argument UUID document, @Argument @Nullable UUID parent, Paging paging) {
        return library.clauses(owner, document, parent, paging);
    }

    @QueryMapping
    ClauseView policyClause(@Argument @Nullable String owner, @Argument UUID id) {
        return library.clause(owner, id);
    }

    @QueryMapping
    ProposalView proposePolicyMetadata(@Argument Content content) {
        return ProposalView.of(policies.propose(content));
    }

    @QueryMapping
    Window<CitationView> policyCitations(@Argument Citations.@Nullable Filter filter, Paging paging) {
        return citations.list(filter == null ? new Citations.Filter(null, null, null) : filter, paging);
    }

    @QueryMapping
    Window<Flag> repealedCitations(@Argument @Nullable LocalDate asOf, Paging paging) {
        return paging.of(citations.repealed(asOf));
    }

    @MutationMapping
    UploadLink startPolicyUpload(@Argument NewUpload input) {
        return sources.startUpload(input);
    }

    @MutationMapping
    PolicyView importPolicyText(@Argument ImportTextInput input) {
        return policies.importAs(new Content(input.text(), null), input.metadata(), input.idempotencyKey());
    }

    @MutationMapping
    PolicyView importPolicyFile(@Argument ImportFileInput input) {
        return policies.importAs(new Content(null, input.file()), input.metadata(), input.idempotencyKey());
    }

    @MutationMapping
    PolicyView replacePolicyText(@Argument ReplaceInput input) {
        return withdrawals.replaceText(input.document(), input.version(), input.content());
    }

    @MutationMapping
    PolicyView updatePolicy(@Argument UpdateInput input) {
        return policies.update(input.document(), input.version(), input.metadata());
    }

    @MutationMapping
    PolicyView publishPolicy(@Argument UUID document, @Argument int version) {
        return policies.publish(document, version);
    }

    @MutationMapping
    PolicyView repealPolicy(@Argument RepealInput input) {
        var by = input.by().document();
        return withdrawals.repeal(
                input.document(),
                input.version(),
                input.since(),
                by == null ? null : by.owner(),
                by == null ? null : by.document(),
                input.by().number());
    }

    @MutationMapping
    PolicyView restorePolicy(@Argument UUID document, @Argument int version) {
        return policies.restore(document, version);
    }

    @MutationMapping
    UUID deletePolicy(@Argument UUID document, @Argument int version) {
        withdrawals.delete(document, version);
        return document;
    }

    @MutationMapping
    CitationView citePolicy(@Argument CiteInput input) {
        return citations.cite(
                StandardRef.parse(input.standard()),
                input.criterion(),
                input.owner(),
                input.document(),
                input.clause());
    }

    @MutationMapping
    UUID uncitePolicy(@Argument UUID citation) {
        citations.uncite(citation);
        return citation;
    }

    @SchemaMapping(typeName = "PolicyDocument")
    AreaView owner(PolicyView document) {
        return areas.view(document.tenant().value());
    }

    @SchemaMapping(typeName = "PolicyDocument")
    AreaView region(PolicyView document) {
        return areas.view(document.document().region());
    }

    @SchemaMapping(typeName = "PolicyDocument")
    PolicyStanding standing(PolicyView document, @Argument @Nullable LocalDate asOf) {
        return document.document().standing(asOf == null ? LocalDate.now(clock) : asOf);
    }

    @SchemaMapping(typeName = "PolicyRepeal")
    @Nullable
    AreaView owner(PolicyView.Repeal repeal) {
        return repeal.tenant() == null ? null : areas.view(repeal.tenant());
    }

    @BatchMapping(typeName = "PolicyDocument", field = "file")
    Map<PolicyView, StoredFile> files(List<PolicyView> of) {
        return found(
                of, document -> inLibrary(document.tenant(), document.document().fileId()), library::files);
    }

    @BatchMapping(typeName = "PolicyClause", field = "document")
    Map<ClauseView, PolicyView> documentsOfClauses(List<ClauseView> of) {
        return found(of, clause -> inLibrary(clause.tenant(), clause.documentId()), library::documents);
    }

    @BatchMapping(typeName = "PolicyCitation", field = "document")
    Map<CitationView, PolicyView> documentsOfCitations(List<CitationView> of) {
        return found(of, citation -> inLibrary(citation.tenant(), citation.documentId()), library::documents);
    }

    @BatchMapping(typeName = "PolicyCitation", field = "clause")
    Map<CitationView, ClauseView> clausesOfCitations(List<CitationView> of) {
        return found(of, citation -> inLibrary(citation.tenant(), citation.clauseId()), library::clauses);
    }

    @BatchMapping(typeName = "RepealedCitation", field = "clause")
    Map<Flag, ClauseView> clausesOfFlags(List<Flag> of) {
        return found(of, flag -> inLibrary(flag.document().tenant(), flag.clauseId()), library::clauses);
    }

    @BatchMapping(typeName = "SourceDocument")
    Map<SourceDocument, PolicyView> policyDocument(List<SourceDocument> of) {
        return library.papers(of);
    }

    private static List<InLibrary> inLibrary(TenantCode tenant, @Nullable UUID id) {
        return id == null ? List.of() : List.of(new InLibrary(tenant, id));
    }

    /** For each of these what it names, if it names something that is there. */
    private static <S, T> Map<S, T> found(
            List<S> of, Function<S, List<InLibrary>> named, Function<Collection<InLibrary>, Map<InLibrary, T>> read) {
        var there = read.apply(
                of.stream().flatMap(each -> named.apply(each).stream()).collect(Collectors.toSet()));
        var found = new HashMap<S, T>();
        for (var each : of) {
            for (var key : named.apply(each)) {
                var value = there.get(key);
                if (value != null) {
                    found.put(each, value);
                }
            }
        }
        return found;
    }
}
