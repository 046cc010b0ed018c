package cn.zhengping.app.campaigns;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.Repository;

interface CampaignRepository extends Repository<Campaign, UUID> {

    Campaign save(Campaign campaign);

    Optional<Campaign> findById(UUID id);

    List<Campaign> findByIdIn(Collection<UUID> ids);

    List<Campaign> findByStateOrderByCreatedAt(CampaignState state);

    Window<Campaign> findBy(ScrollPosition position, Sort sort, Limit limit);
}
