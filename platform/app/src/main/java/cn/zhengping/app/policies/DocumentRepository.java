package cn.zhengping.app.policies;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DocumentRepository extends Repository<PolicyDocument, UUID>, JpaSpecificationExecutor<PolicyDocument> {

    PolicyDocument saveAndFlush(PolicyDocument document);

    void delete(PolicyDocument document);

    Optional<PolicyDocument> findById(UUID id);

    List<PolicyDocument> findByIdIn(Collection<UUID> ids);

    List<PolicyDocument> findByIdInAndState(Collection<UUID> ids, PolicyState state);

    boolean existsByFileId(UUID fileId);

    @Query("""
            select document from PolicyDocument document
            where numberIssuer = :issuer and numberYear is not distinct from :year and numberSequence = :sequence""")
    Optional<PolicyDocument> findByNumber(String issuer, @Nullable Integer year, int sequence);

    /** Those that may be among these papers; their numbers have to be compared. */
    @Query("""
            select document from PolicyDocument document where state = PUBLISHED
            and (numberIssuer in :issuers and numberSequence in :sequences or title in :titles)""")
    List<PolicyDocument> findAmong(
            Collection<String> issuers, Collection<Integer> sequences, Collection<String> titles);

    /** As {@link #findAmong}, and of these ids, those that were repealed or had expired by this day. */
    @Query("""
            select document from PolicyDocument document where state = PUBLISHED
            and (repealedOn <= :day or validUntil < :day)
            and (id in :ids or numberIssuer in :issuers and numberSequence in :sequences or title in :titles)""")
    List<PolicyDocument> findOver(
            LocalDate day,
            Collection<UUID> ids,
            Collection<String> issuers,
            Collection<Integer> sequences,
            Collection<String> titles);

    @Query("select document.id from PolicyDocument document where state = PUBLISHED and id > :after order by id")
    List<UUID> publishedIdsAfter(UUID after, Limit limit);

    default Window<PolicyDocument> find(PolicyFilter filter, ScrollPosition position, Sort sort, Limit limit) {
        return findBy(
                filter.toSpecification(),
                query -> query.sortBy(sort).limit(limit.max()).scroll(position));
    }
}
