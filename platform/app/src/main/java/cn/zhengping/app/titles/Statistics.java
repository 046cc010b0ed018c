package cn.zhengping.app.titles;

import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.campaigns.Applications;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the results of a campaign say together; to be seen by whoever may see the results. */
@Service
class Statistics {

    private final Results results;
    private final Applications applications;
    private final Wording wording;

    Statistics(Results results, Applications applications, Wording wording) {
        this.results = results;
        this.applications = applications;
        this.wording = wording;
    }

    /** By exact total, the highest first. */
    @Transactional(readOnly = true)
    public List<Ranked> ranking(UUID campaignId, String titleId) {
        return Ranked.of(results.all(campaignId, titleId));
    }

    /** Criteria on which units lost, the most on average first. */
    @Transactional(readOnly = true)
    public List<LostView> mostLost(UUID campaignId, String titleId) {
        var all = results.all(campaignId, titleId);
        return LostCriterion.of(results.explanations(all).values()).stream()
                .map(lost -> new LostView(
                        lost.criterionId(),
                        wording.text(all.getFirst().standard(), lost.criterionId()),
                        ScoreView.of(lost.average(), List.of()),
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
