package cn.zhengping.app.reviews;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.PredicateSpecification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SheetRepository extends Repository<ScoreSheet, UUID>, JpaSpecificationExecutor<ScoreSheet> {

    ScoreSheet saveAndFlush(ScoreSheet sheet);

    Optional<ScoreSheet> findById(UUID id);

    Optional<ScoreSheet> findByApplicationIdAndRoundAndAccountId(UUID applicationId, int round, UUID accountId);

    List<ScoreSheet> findByApplicationIdInAndRoundOrderByAccountId(Collection<UUID> applicationIds, int round);

    default Window<ScoreSheet> find(
            PredicateSpecification<ScoreSheet> filter, ScrollPosition position, Sort sort, Limit limit) {
        return findBy(filter, query -> query.sortBy(sort).limit(limit.max()).scroll(position));
    }

    /** How many sheets of a group are in a state. */
    record Count(UUID groupId, SheetState state, long sheets) {}

    @Query("select new cn.zhengping.app.reviews.SheetRepository$Count(s.groupId, s.state, count(s)) from ScoreSheet s"
            + " where s.campaignId = ?1 group by s.groupId, s.state")
    List<Count> counts(UUID campaignId);
}
