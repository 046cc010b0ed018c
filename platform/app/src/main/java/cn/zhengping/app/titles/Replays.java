package cn.zhengping.app.titles;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.campaigns.Campaign;
import cn.zhengping.app.campaigns.CampaignState;
import cn.zhengping.app.campaigns.CampaignTitle;
import cn.zhengping.app.campaigns.Campaigns;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.reviews.Consolidations;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.standards.Standards;
import cn.zhengping.pluginhost.LoadedPlugin;
import cn.zhengping.spi.campaign.OutcomeBand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a finished campaign would have come to on another version of its standards. Nothing is stored. */
@Service
public class Replays {

    private final Access access;
    private final Campaigns campaigns;
    private final Results results;
    private final Consolidations consolidations;
    private final Standards standards;

    Replays(Access access, Campaigns campaigns, Results results, Consolidations consolidations, Standards standards) {
        this.access = access;
        this.campaigns = campaigns;
        this.results = results;
        this.consolidations = consolidations;
        this.standards = standards;
    }

    /**
     * Scores the signed sheets of a campaign by the standards of a plugin: each title whose standard has its id in the plugin,
     * by that one, and the others by their own. Outcomes are those of the plugin's template of the same id, as far as it has
     * the title, or else the campaign's own.
     *
     * @return by name of unit
     * @throws PlatformException {@code ROLE_MISSING}, {@code CAMPAIGN_UNKNOWN}, {@code CAMPAIGN_NOT_FINISHED}, {@code
     *     NO_COMMON_STANDARD}, {@code PLUGIN_UNKNOWN}
     */
    @Transactional(readOnly = true)
    List<ReplayedResult> replay(UUID campaignId, String pluginId, String version) {
        access.requireInWholeTenant(Role.TENANT_ADMIN, Role.CAMPAIGN_MANAGER);
        var campaign = campaigns.get(campaignId);
        if (campaign.state() != CampaignState.PUBLISHED && campaign.state() != CampaignState.CLOSED) {
            throw new PlatformException(
                    TitleError.CAMPAIGN_NOT_FINISHED,
                    campaign.title(),
                    campaign.state().name());
        }
        var plugin = standards.plugin(Standards.ref(pluginId, version));
        var others = others(campaign, plugin);
        var bands = campaign.titles().stream()
                .collect(Collectors.toMap(CampaignTitle::titleId, title -> bands(campaign, title.titleId(), plugin)));
        var all = results.all(campaignId);
        var sheets = consolidations.replay(
                all.stream().map(Result::applicationId).toList(),
                standard -> standards.scorer(Objects.requireNonNull(others.get(standard))));
        return all.stream()
                .sorted(Results.IN_ORDER)
                .map(result -> ReplayedResult.of(
                        result,
                        Objects.requireNonNull(others.get(result.standard())),
                        sheets.get(result.applicationId()),
                        Objects.requireNonNull(bands.get(result.titleId()))))
                .toList();
    }

    private static Map<StandardRef, StandardRef> others(Campaign campaign, LoadedPlugin plugin) {
        var others = new HashMap<StandardRef, StandardRef>();
        var found = false;
        for (var title : campaign.titles()) {
            var own = StandardRef.parse(title.standard());
            var other = plugin.pack().standards().stream()
                    .anyMatch(each -> each.id().equals(own.standard()));
            found |= other;
            others.put(own, other ? new StandardRef(plugin.ref(), own.standard()) : own);
        }
        if (!found) {
            throw new PlatformException(
                    TitleError.NO_COMMON_STANDARD,
                    plugin.ref().toString(),
                    campaign.title(),
                    others.keySet().stream().map(StandardRef::standard).sorted().collect(Collectors.joining(", ")));
        }
        return others;
    }

    private List<OutcomeBand> bands(Campaign campaign, String titleId, LoadedPlugin plugin) {
        return plugin.pack().campaigns().stream()
                .filter(template -> template.id().equals(campaign.template().template()))
                .flatMap(template -> template.titles().stream())
                .filter(title -> title.id().equals(titleId))
                .findFirst()
                .orElseGet(() -> campaigns.title(campaign, titleId))
                .outcomes();
    }
}
