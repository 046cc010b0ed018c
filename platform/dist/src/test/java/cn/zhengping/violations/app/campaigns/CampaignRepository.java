package cn.zhengping.violations.app.campaigns;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

public interface CampaignRepository extends Repository<Campaign, UUID> {

    Optional<Campaign> findById(UUID id);
}
