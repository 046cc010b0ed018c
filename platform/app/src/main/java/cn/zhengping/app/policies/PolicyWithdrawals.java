package cn.zhengping.app.policies;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.policies.Policies.Repealer;
import cn.zhengping.app.policies.PolicySources.Content;
import cn.zhengping.tenants.CurrentTenant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What takes something out of the library, or out of force. For it, other tenants are looked into before the tenant's own
 * transaction: those below, who may cite what is to go, and those above, whose document may repeal it.
 */
@Service
class PolicyWithdrawals {

    private final Access access;
    private final Areas areas;
    private final Libraries libraries;
    private final Policies policies;
    private final PolicyLibrary library;
    private final CitationRepository citations;

    PolicyWithdrawals(
            Access access,
            Areas areas,
            Libraries libraries,
            Policies policies,
            PolicyLibrary library,
            CitationRepository citations) {
        this.access = access;
        this.areas = areas;
        this.libraries = libraries;
        this.policies = policies;
        this.library = library;
        this.citations = citations;
    }

    /** As {@link Policies#replaceText}; {@code CLAUSE_CITED} also where a tenant below cites a clause that would be gone. */
    PolicyView replaceText(UUID id, int version, Content content) {
        var vanishing = policies.vanishing(id, version, content);
        if (!vanishing.isEmpty()) {
            requireUncitedBelow(id, vanishing, PolicyError.CLAUSE_CITED);
        }
        return policies.replaceText(id, version, content);
    }

    /** As {@link Policies#delete}; {@code DOCUMENT_CITED} also where a tenant below cites it. */
    void delete(UUID id, int version) {
        requireUncitedBelow(id, null, PolicyError.DOCUMENT_CITED);
        policies.delete(id, version);
    }

    private void requireUncitedBelow(UUID id, @Nullable Collection<UUID> clauses, PolicyError code) {
        access.requireInWholeTenant(Role.TENANT_ADMIN);
        var document = library.get(null, id);
        var owner = CurrentTenant.require().value();
        var citing = document.state() == PolicyState.DRAFT
                ? null
                : libraries.firstBelow(
                        "find-citations",
                        () -> clauses == null
                                ? citations.existsByDocumentTenantAndDocumentId(owner, id)
                                : citations.existsByDocumentTenantAndDocumentIdAndClauseIdIn(owner, id, clauses));
        if (citing != null) {
            throw new PlatformException(code, document.title(), areas.name(citing.value()));
        }
    }

    /**
     * As {@link Policies#repeal}, by a document of a library or by one that is only known by its number.
     *
     * @throws PlatformException {@code LIBRARY_UNKNOWN}, {@code DOCUMENT_UNKNOWN} of the one that repeals; {@code
     *     NUMBER_ILL_FORMED}
     */
    PolicyView repeal(
            UUID id,
            int version,
            LocalDate since,
            @Nullable String ownerCode,
            @Nullable UUID document,
            @Nullable String number) {
        access.requireInWholeTenant(Role.TENANT_ADMIN);
        if (document == null) {
            var parsed = DocumentNumber.parse(number == null ? "" : number)
                    .orElseThrow(
                            () -> new PlatformException(PolicyError.NUMBER_ILL_FORMED, number == null ? "" : number));
            return policies.repeal(id, version, since, new Repealer(null, null, parsed.toString()));
        }
        var by = library.get(ownerCode, document);
        return policies.repeal(
                id,
                version,
                since,
                new Repealer(
                        by.tenant().value(),
                        document,
                        by.number() == null ? null : by.number().text()));
    }
}
