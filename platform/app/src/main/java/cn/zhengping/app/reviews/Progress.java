package cn.zhengping.app.reviews;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.Campaigns;
import cn.zhengping.app.campaigns.Groups;
import cn.zhengping.app.campaigns.ReviewGroup;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How far the groups of a campaign are, for those who run it. */
@Service
class Progress {

    private final Access access;
    private final Campaigns campaigns;
    private final Applications applications;
    private final Groups groups;
    private final SheetRepository sheets;
    private final ConsolidationRepository consolidations;

    Progress(
            Access access,
            Campaigns campaigns,
            Applications applications,
            Groups groups,
            SheetRepository sheets,
            ConsolidationRepository consolidations) {
        this.access = access;
        this.campaigns = campaigns;
        this.applications = applications;
        this.groups = groups;
        this.sheets = sheets;
        this.consolidations = consolidations;
    }

    /**
     * How far a group is.
     *
     * @param expected sheets of members, one each for every application
     * @param consolidated sheets of the group, those that are signed included
     */
    record OfGroup(
            UUID groupId,
            String name,
            int applications,
            int expected,
            int draft,
            int submitted,
            int consolidated,
            int signed) {}

    /** How far all groups are, by name. */
    record OfCampaign(UUID campaignId, List<OfGroup> groups) {}

    @Transactional(readOnly = true)
    OfCampaign of(UUID campaignId) {
        access.requireInWholeTenant(Role.TENANT_ADMIN, Role.CAMPAIGN_MANAGER, Role.OBSERVER, Role.INTEGRATOR);
        campaigns.get(campaignId);
        var standing = applications.standing(campaignId);
        var sheetCounts = sheets.counts(campaignId);
        var consolidatedCounts = consolidations.counts(campaignId);
        return new OfCampaign(
                campaignId,
                groups.ofCampaign(campaignId).stream()
                        .map(group -> ofGroup(
                                group,
                                (int) standing.stream()
                                        .filter(application -> group.reviews(application.area()))
                                        .count(),
                                sheetCounts,
                                consolidatedCounts))
                        .toList());
    }

    private static OfGroup ofGroup(
            ReviewGroup group,
            int given,
            List<SheetRepository.Count> sheets,
            List<ConsolidationRepository.Count> consolidations) {
        var signed = count(group, consolidations, ConsolidationState.SIGNED);
        return new OfGroup(
                group.id(),
                group.name(),
                given,
                given * group.members().size(),
                count(group, sheets, SheetState.DRAFT),
                count(group, sheets, SheetState.SUBMITTED),
                signed + count(group, consolidations, ConsolidationState.OPEN),
                signed);
    }

    private static int count(ReviewGroup group, List<SheetRepository.Count> counts, SheetState state) {
        return counts.stream()
                .filter(count -> count.groupId().equals(group.id()) && count.state() == state)
                .mapToInt(count -> Math.toIntExact(count.sheets()))
                .sum();
    }

    private static int count(ReviewGroup group, List<ConsolidationRepository.Count> counts, ConsolidationState state) {
        return counts.stream()
                .filter(count -> count.groupId().equals(group.id()) && count.state() == state)
                .mapToInt(count -> Math.toIntExact(count.sheets()))
                .sum();
    }
}
