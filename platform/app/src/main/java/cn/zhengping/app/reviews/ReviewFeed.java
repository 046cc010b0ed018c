package cn.zhengping.app.reviews;

import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Tells who follows a review on this node that something was committed, never what: they read it by their own rights. Not an
 * event of the registry, as nothing is lost with a nudge.
 */
@Component
class ReviewFeed {

    private final Sinks.Many<Change> changes = Sinks.many().multicast().directBestEffort();

    private record Change(TenantCode tenant, UUID campaign) {}

    /** To be called inside the transaction that changes a sheet of the campaign. */
    void changed(UUID campaign) {
        var change = new Change(CurrentTenant.require(), campaign);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                changes.emitNext(change, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
            }
        });
    }

    /** A signal for each commit, without regard to how quickly they are taken. */
    Flux<UUID> of(TenantCode tenant, UUID campaign) {
        var wanted = new Change(tenant, campaign);
        return changes.asFlux().filter(wanted::equals).map(Change::campaign);
    }
}
