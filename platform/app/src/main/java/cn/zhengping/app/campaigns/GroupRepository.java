package cn.zhengping.app.campaigns;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Groups come in the order in which they were formed, which their ids keep. */
interface GroupRepository extends Repository<ReviewGroup, UUID> {

    ReviewGroup save(ReviewGroup group);

    void delete(ReviewGroup group);

    Optional<ReviewGroup> findById(UUID id);

    List<ReviewGroup> findByCampaignIdOrderById(UUID campaignId);

    List<ReviewGroup> findByCampaignIdInOrderById(Collection<UUID> campaignIds);

    /** The groups in which an account is, in all campaigns. */
    @Query("select g from ReviewGroup g join g.members m where m.accountId = ?1 order by g.id")
    List<ReviewGroup> ofAccount(UUID accountId);
}
