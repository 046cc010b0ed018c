package cn.zhengping.app.titles;

import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.Campaigns;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the results of a campaign say together; to be seen by whoever may see the results. */
@Service
class Statistics {

    private final Results results;
    private final Applications applications;
    private final Campaigns campaigns;
    private final Wording wording;

    Statistics(Results results, Applications applications, Campaigns campaigns, Wording wording) {
        this.results = results;
        this.applications = applications;
        this.campaigns = campaigns;
        this.wording = wording;
    }

    /** The highest first, by exact total or by share of checks met, as the campaign's template says. */
    @Transactional(readOnly = true)
    public List<Ranked> ranking(UUID campaignId, String titleId) {
        return Ranked.of(results.all(campaignId, titleId), campaigns.ranking(campaigns.get(campaignId)));
    }

    /** As {@link LostCriterion#of} orders them. */
    @Transactional(readOnly = true)
    public List<LostView> mostLost(UUID campaignId, String titleId) {
        var all = results.all(campaignId, titleId);
        if (all.isEmpty()) {
            return List.of();
        }
        var standard = all.getFirst().standard();
        return LostCriterion.of(
                        wording.criteria(standard), results.explanations(all).values())
                .stream()
                .map(lost -> new LostView(
                        lost.criterionId(),
                        wording.text(standard, lost.criterionId()),
                        ScoreView.of(lost.average()),
                        lost.units(),
                        lost.judged()))
                .toList();
    }

    /** By code of the area. */
    @Transactional(readOnly = true)
    public List<AreaResults> byArea(UUID campaignId) {
        var all = results.all(campaignId);
        // Once results are published, every application that stands has one; before, those ask who see applications.
        var applied = results.runs()
                ? applications.standing(campaignId).stream()
                        .map(Application::area)
                        .toList()
                : all.stream().map(Result::area).toList();
        return AreaResults.of(applied, all);
    }
}
