package cn.zhengping.app.policies;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ClauseRepository extends Repository<PolicyClause, UUID> {

    Optional<PolicyClause> findById(UUID id);

    List<PolicyClause> findByIdIn(Collection<UUID> ids);

    List<PolicyClause> findByDocumentIdInOrderByPosition(Collection<UUID> documentIds);

    Window<PolicyClause> findByDocumentId(UUID documentId, ScrollPosition position, Sort sort, Limit limit);

    Window<PolicyClause> findByDocumentIdAndParentId(
            UUID documentId, UUID parentId, ScrollPosition position, Sort sort, Limit limit);

    @Query("select clause.id from PolicyClause clause where documentId = :documentId")
    List<UUID> idsOf(UUID documentId);

    @Modifying
    @Query("delete from PolicyClause clause where documentId = :documentId")
    void deleteOf(UUID documentId);

    @Query("""
            select clause.id from PolicyClause clause join PolicyDocument document on document.id = clause.documentId
            where document.state = PUBLISHED and clause.id > :after order by clause.id""")
    List<UUID> publishedIdsAfter(UUID after, Limit limit);
}
