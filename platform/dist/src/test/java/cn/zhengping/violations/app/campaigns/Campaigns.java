package cn.zhengping.violations.app.campaigns;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

@Service
public class Campaigns {

    private final CampaignRepository campaigns;

    Campaigns(CampaignRepository campaigns) {
        this.campaigns = campaigns;
    }

    public Optional<Campaign> find(UUID id) {
        return campaigns.findById(id);
    }
}
