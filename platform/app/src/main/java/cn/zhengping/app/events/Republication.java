package cn.zhengping.app.events;

import cn.zhengping.app.database.PlatformWork;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantRegistry;
import cn.zhengping.tenants.TenantState;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.CompletedEventPublications;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Calls listeners again that failed, or that a crash kept from being called: at least once in the end, so a listener has to
 * bear being called twice.
 */
@Component
public class Republication {

    /** A younger one may be running on another node. */
    private static final Duration OVERDUE = Duration.ofMinutes(1);

    /** Handed over so long ago and not begun: whoever had it is gone. */
    private static final Duration LOST = Duration.ofMinutes(10);

    private static final Duration KEPT = Duration.ofDays(30);

    private final IncompleteEventPublications incomplete;
    private final CompletedEventPublications completed;
    private final TenantRegistry registry;
    private final PlatformWork work;
    private final JdbcClient jdbc;
    private final Clock clock;

    Republication(
            IncompleteEventPublications incomplete,
            CompletedEventPublications completed,
            TenantRegistry registry,
            PlatformWork work,
            JdbcClient jdbc,
            Clock clock) {
        this.incomplete = incomplete;
        this.completed = completed;
        this.registry = registry;
        this.work = work;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Hands over whatever is overdue and can be done, and does not wait for it. */
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT1M")
    public void republish() {
        var overdue = clock.instant().minus(OVERDUE);
        CurrentTenant.<Boolean, RuntimeException>platform(() -> {
            // The registry hands over nothing twice that it has handed over and nobody has begun, not even after a
            // crash.
            work.run(() -> jdbc.sql("""
                            update event_publication set status = 'FAILED'
                            where status = 'RESUBMITTED' and completion_date is null and last_resubmission_date < ?""")
                    .param(clock.instant().minus(LOST).atOffset(ZoneOffset.UTC))
                    .update());
            incomplete.resubmitIncompletePublications(publication ->
                    publication.getPublicationDate().isBefore(overdue) && canBeDone(publication.getEvent()));
            return true;
        });
    }

    /** What is for a tenant out of service waits until it is back; what is for an archived one, its listener lets go. */
    private boolean canBeDone(Object event) {
        return !(event instanceof ForTenant tenants)
                || registry.find(tenants.recipient())
                        .map(tenant -> tenant.inService() || tenant.state() == TenantState.ARCHIVED)
                        .orElse(true);
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "P1D")
    void forgetWhatIsDone() {
        CurrentTenant.<Boolean, RuntimeException>platform(() -> {
            completed.deletePublicationsOlderThan(KEPT);
            return true;
        });
    }
}
