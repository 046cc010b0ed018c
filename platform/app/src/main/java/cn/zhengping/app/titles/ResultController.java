package cn.zhengping.app.titles;

import cn.zhengping.app.areas.AreaView;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.Campaign;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.reviews.ShareView;
import cn.zhengping.app.titles.Wording.CriterionView;
import cn.zhengping.spi.LocalizedText;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Results over GraphQL, for the organiser. */
@Controller
class ResultController {

    private final Results results;
    private final Statistics statistics;
    private final Applications applications;
    private final Wording wording;
    private final Areas areas;

    ResultController(Results results, Statistics statistics, Applications applications, Wording wording, Areas areas) {
        this.results = results;
        this.statistics = statistics;
        this.applications = applications;
        this.wording = wording;
        this.areas = areas;
    }

    record VerifyResultInput(UUID application, @Nullable String idempotencyKey) {}

    record PublishResultsInput(
            UUID campaign, int version, @Nullable String idempotencyKey) {}

    @QueryMapping
    Window<Result> results(@Argument UUID campaign, Paging paging) {
        return results.list(campaign, paging);
    }

    @QueryMapping
    Window<Ranked> ranking(@Argument UUID campaign, @Argument String title, Paging paging) {
        return paging.of(statistics.ranking(campaign, title));
    }

    @QueryMapping
    Window<LostView> mostLostCriteria(@Argument UUID campaign, @Argument String title, Paging paging) {
        return paging.of(statistics.mostLost(campaign, title));
    }

    @QueryMapping
    List<AreaResults> areaStatistics(@Argument UUID campaign) {
        return statistics.byArea(campaign);
    }

    @MutationMapping
    Result verifyResult(@Argument VerifyResultInput input) {
        return results.verify(input.application(), input.idempotencyKey());
    }

    @MutationMapping
    Results.Verification verifyResults(@Argument UUID campaign) {
        return results.verifyAll(campaign);
    }

    @MutationMapping
    Application giveBackSheet(@Argument UUID application, @Argument String reason) {
        return results.giveBack(application, reason);
    }

    @MutationMapping
    Campaign publishResults(@Argument PublishResultsInput input) {
        return results.publish(input.campaign(), input.version(), input.idempotencyKey());
    }

    @BatchMapping(typeName = "CampaignResult")
    List<Application> application(List<Result> of) {
        var byId = applications.byIds(of.stream().map(Result::applicationId).toList());
        return of.stream().map(result -> byId.get(result.applicationId())).toList();
    }

    @BatchMapping(typeName = "CampaignResult")
    List<List<CriterionView>> criteria(List<Result> of) {
        var byId = results.explanations(of);
        return of.stream()
                .map(result -> wording.criteria(result, byId.getOrDefault(result.id(), List.of())))
                .toList();
    }

    @SchemaMapping(typeName = "CampaignResult")
    LocalizedText title(Result result) {
        return wording.title(result).title();
    }

    @SchemaMapping(typeName = "CampaignResult")
    @Nullable
    ScoreView total(Result result) {
        return wording.total(result);
    }

    @SchemaMapping(typeName = "CampaignResult")
    @Nullable
    ShareView share(Result result) {
        return ShareView.of(result.share());
    }

    @SchemaMapping(typeName = "CampaignResult")
    AreaView applicant(Result result) {
        return areas.view(result.applicant().value());
    }

    @SchemaMapping(typeName = "CampaignResult")
    AreaView area(Result result) {
        return areas.view(result.area());
    }

    @SchemaMapping(typeName = "AreaStatistics", field = "area")
    AreaView areaOfStatistics(AreaResults statistics) {
        return areas.view(statistics.area());
    }

    @SchemaMapping(typeName = "AreaStatistics")
    @Nullable
    ScoreView meanTotal(AreaResults statistics) {
        return ScoreView.of(statistics.mean());
    }

    @SchemaMapping(typeName = "AreaStatistics")
    @Nullable
    ShareView meanShare(AreaResults statistics) {
        return ShareView.of(statistics.meanShare());
    }
}
