package cn.zhengping.app.evidence;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface EvidenceRepository extends Repository<Evidence, UUID>, JpaSpecificationExecutor<Evidence> {

    Evidence saveAndFlush(Evidence evidence);

    Optional<Evidence> findById(UUID id);

    /** Until the transaction ends nobody else changes it or attaches it to anything. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from Evidence e where e.id = ?1")
    Optional<Evidence> hold(UUID id);

    List<Evidence> findByIdIn(Collection<UUID> ids);

    long countByUnitIdAndState(UUID unitId, EvidenceState state);

    long countByApplicationIdAndState(UUID applicationId, EvidenceState state);

    List<Evidence> findByPurgeAtBeforeOrderByPurgeAt(Instant now, Limit limit);

    default Window<Evidence> find(Specification<Evidence> which, ScrollPosition position, Sort sort, Limit limit) {
        return findBy(which, query -> query.sortBy(sort).limit(limit.max()).scroll(position));
    }
}
