package cn.zhengping.app.policies;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CitationRepository extends Repository<PolicyCitation, UUID>, JpaSpecificationExecutor<PolicyCitation> {

    PolicyCitation save(PolicyCitation citation);

    void delete(PolicyCitation citation);

    Optional<PolicyCitation> findById(UUID id);

    List<PolicyCitation> findAll();

    boolean existsByDocumentTenantAndDocumentId(String documentTenant, UUID documentId);

    boolean existsByDocumentTenantAndDocumentIdAndClauseIdIn(
            String documentTenant, UUID documentId, Collection<UUID> clauseIds);

    @Query("""
            select citation from PolicyCitation citation
            where pluginId = :pluginId and standard = :standard and criterion = :criterion
            and documentTenant = :documentTenant and documentId = :documentId and clauseId is not distinct from :clauseId""")
    Optional<PolicyCitation> findSame(
            String pluginId,
            String standard,
            String criterion,
            String documentTenant,
            UUID documentId,
            @Nullable UUID clauseId);

    default Window<PolicyCitation> find(
            Specification<PolicyCitation> which, ScrollPosition position, Sort sort, Limit limit) {
        return findBy(which, query -> query.sortBy(sort).limit(limit.max()).scroll(position));
    }
}
