package cn.zhengping.app.reviews;

import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.Campaigns;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.campaign.OutcomeBand;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The totals at which the outcome of an application changes, for showing scores on the side where they are. */
@Component
class Thresholds {

    private final Applications applications;
    private final Campaigns campaigns;

    Thresholds(Applications applications, Campaigns campaigns) {
        this.applications = applications;
        this.campaigns = campaigns;
    }

    Map<UUID, List<Points>> of(Collection<UUID> applicationIds) {
        var applied = applications.byIds(applicationIds);
        var campaignById = campaigns.byIds(
                applied.values().stream().map(Application::campaignId).collect(Collectors.toSet()));
        var thresholds = new HashMap<UUID, List<Points>>();
        applied.forEach((id, application) -> {
            var campaign = campaignById.get(application.campaignId());
            if (campaign != null) {
                thresholds.put(
                        id,
                        campaigns.title(campaign, application.titleId()).outcomes().stream()
                                .map(OutcomeBand::from)
                                .toList());
            }
        });
        return thresholds;
    }
}
