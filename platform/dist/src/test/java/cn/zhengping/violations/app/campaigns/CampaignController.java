package cn.zhengping.violations.app.campaigns;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;

@Controller
public class CampaignController {

    private final CampaignRepository campaigns;

    CampaignController(CampaignRepository campaigns) {
        this.campaigns = campaigns;
    }

    Optional<Campaign> campaign(UUID id) {
        return campaigns.findById(id);
    }
}
