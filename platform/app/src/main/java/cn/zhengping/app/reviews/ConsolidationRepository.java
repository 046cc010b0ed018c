package cn.zhengping.app.reviews;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ConsolidationRepository extends Repository<ConsolidatedSheet, UUID> {

    ConsolidatedSheet saveAndFlush(ConsolidatedSheet sheet);

    Optional<ConsolidatedSheet> findById(UUID id);

    Optional<ConsolidatedSheet> findByApplicationIdAndRound(UUID applicationId, int round);

    List<ConsolidatedSheet> findByApplicationIdInAndRound(Collection<UUID> applicationIds, int round);

    /** How many sheets of a group are in a state. */
    record Count(UUID groupId, ConsolidationState state, long sheets) {}

    @Query("select new cn.zhengping.app.reviews.ConsolidationRepository$Count(c.groupId, c.state, count(c))"
            + " from ConsolidatedSheet c where c.campaignId = ?1 group by c.groupId, c.state")
    List<Count> counts(UUID campaignId);
}
