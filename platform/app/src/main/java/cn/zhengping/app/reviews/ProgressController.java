package cn.zhengping.app.reviews;

import cn.zhengping.tenants.CurrentTenant;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.time.Duration;
import java.util.UUID;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A review in progress over GraphQL, to be asked for and to be followed. */
@Controller
class ProgressController {

    /** Until what another node of the cluster has committed is seen here, at the latest. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private final Progress progress;
    private final ReviewFeed feed;
    private final ContextSnapshotFactory contexts =
            ContextSnapshotFactory.builder().build();

    ProgressController(Progress progress, ReviewFeed feed) {
        this.progress = progress;
        this.feed = feed;
    }

    @QueryMapping("reviewProgress")
    Progress.OfCampaign ask(@Argument UUID campaign) {
        return progress.of(campaign);
    }

    /** Each look is taken as the follower, in the follower's tenant, so that it shows what a query would show at that moment. */
    @SubscriptionMapping("reviewProgress")
    Flux<Progress.OfCampaign> follow(@Argument UUID campaign) {
        // whoever may not follow is told at once
        progress.of(campaign);
        var follower = contexts.captureAll();
        var commits = feed.of(CurrentTenant.require(), campaign);
        return Flux.merge(commits, Flux.interval(Duration.ZERO, LOOK_AGAIN).map(_ -> campaign))
                .onBackpressureLatest()
                .concatMap(each -> look(follower, each), 1)
                .distinctUntilChanged();
    }

    private Mono<Progress.OfCampaign> look(ContextSnapshot follower, UUID campaign) {
        return Mono.fromCallable(follower.wrap(() -> progress.of(campaign))).subscribeOn(Schedulers.boundedElastic());
    }
}
