package cn.zhengping.app.search;

import cn.zhengping.spi.Message;
import cn.zhengping.tenants.TenantCode;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The care of the index over GraphQL. */
@Controller
class IndexController {

    /** Whichever node does it, its progress is in the database. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final String WORDS = IndexController.class.getPackageName() + ".words";

    private final IndexCare care;
    private final ContextSnapshotFactory contexts =
            ContextSnapshotFactory.builder().build();

    IndexController(IndexCare care) {
        this.care = care;
    }

    @QueryMapping
    IndexCare.Status searchIndexStatus() {
        return care.status();
    }

    @QueryMapping("searchRebuild")
    Rebuild ask(@Argument UUID id) {
        return care.get(id);
    }

    @MutationMapping
    Rebuild rebuildSearchIndex(@Argument @Nullable String tenant) {
        return care.rebuild(tenant == null ? null : new TenantCode(tenant));
    }

    @MutationMapping
    Rebuild cancelSearchRebuild(@Argument UUID id) {
        return care.cancel(id);
    }

    /** Each look is taken as the follower; the last one shows how it ended. */
    @SubscriptionMapping("searchRebuild")
    Flux<Rebuild> follow(@Argument UUID id) {
        // whoever may not follow is told at once
        care.get(id);
        var follower = contexts.captureAll();
        return Flux.interval(Duration.ZERO, LOOK_AGAIN)
                .onBackpressureLatest()
                .concatMap(tick -> look(follower, id), 1)
                .distinctUntilChanged()
                .takeUntil(rebuild -> rebuild.state().ended());
    }

    private Mono<Rebuild> look(ContextSnapshot follower, UUID id) {
        return Mono.fromCallable(follower.wrap(() -> care.get(id))).subscribeOn(Schedulers.boundedElastic());
    }

    @SchemaMapping(typeName = "SearchIndexStatus")
    int waiting(IndexCare.Status status) {
        return whole(status.waiting());
    }

    @SchemaMapping(typeName = "SearchRebuild")
    @Nullable
    String tenant(Rebuild rebuild) {
        return rebuild.tenant() == null ? null : rebuild.tenant().value();
    }

    @SchemaMapping(typeName = "SearchRebuild")
    int entries(Rebuild rebuild) {
        return whole(rebuild.entries());
    }

    @SchemaMapping(typeName = "SearchRebuild")
    int failed(Rebuild rebuild) {
        return whole(rebuild.failed());
    }

    @SchemaMapping(typeName = "SearchRebuild")
    @Nullable
    Message problem(Rebuild rebuild) {
        return rebuild.problem() == null ? null : Message.of(WORDS, "PROBLEM_" + rebuild.problem());
    }

    private static int whole(long number) {
        return Math.clamp(number, 0, Integer.MAX_VALUE);
    }
}
