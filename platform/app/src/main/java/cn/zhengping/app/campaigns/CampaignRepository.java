package cn.zhengping.app.campaigns;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CampaignRepository extends Repository<Campaign, UUID> {

    Campaign save(Campaign campaign);

    Optional<Campaign> findById(UUID id);

    /** {@link #findById}, for one transaction after another: what depends on the campaign's state changes in no other meanwhile. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Campaign c where c.id = ?1")
    Optional<Campaign> hold(UUID id);

    List<Campaign> findByIdIn(Collection<UUID> ids);

    List<Campaign> findByStateOrderByCreatedAt(CampaignState state);

    Window<Campaign> findBy(ScrollPosition position, Sort sort, Limit limit);
}
