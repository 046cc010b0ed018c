package cn.zhengping.app.titles;

import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.titles.ReplayedResult.Change;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.campaign.Grant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Finished campaigns on other versions of their standards, over GraphQL. */
@Controller
class ReplayController {

    private final Replays replays;
    private final Wording wording;

    ReplayController(Replays replays, Wording wording) {
        this.replays = replays;
        this.wording = wording;
    }

    /** A criterion that has no answer. */
    record OpenCriterion(String criterionId, LocalizedText text) {}

    record ReplayView(
            UUID applicationId,
            String unitName,
            String titleId,
            String standard,
            @Nullable ScoreView before,
            @Nullable ScoreView least,
            @Nullable ScoreView most,
            List<Grant> grantsBefore,
            List<Grant> grantsLeast,
            List<Grant> grantsMost,
            List<OpenCriterion> open,
            @Nullable Change change) {}

    @QueryMapping
    Window<ReplayView> replayCampaign(
            @Argument UUID campaign,
            @Argument String plugin,
            @Argument String version,
            @Argument boolean onlyChanging,
            Paging paging) {
        return paging.of(replays.replay(campaign, plugin, version).stream()
                        .filter(replayed -> !onlyChanging || replayed.change() != Change.NO)
                        .toList())
                .map(this::view);
    }

    private ReplayView view(ReplayedResult replayed) {
        var result = replayed.result();
        var sheet = replayed.sheet();
        return new ReplayView(
                result.applicationId(),
                result.unitName(),
                result.titleId(),
                replayed.standard().toString(),
                wording.total(result),
                sheet == null ? null : ScoreView.of(sheet.least(), replayed.thresholds()),
                sheet == null ? null : ScoreView.of(sheet.most(), replayed.thresholds()),
                result.grants(),
                replayed.least(),
                replayed.most(),
                sheet == null
                        ? List.of()
                        : sheet.open().stream()
                                .map(id -> new OpenCriterion(id, wording.text(replayed.standard(), id)))
                                .toList(),
                replayed.change());
    }
}
