package cn.zhengping.app.events;

import cn.zhengping.tenants.CurrentTenant;
import java.time.Duration;
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

    private static final Duration KEPT = Duration.ofDays(30);

    private final IncompleteEventPublications incomplete;
    private final CompletedEventPublications completed;

    Republication(IncompleteEventPublications incomplete, CompletedEventPublications completed) {
        this.incomplete = incomplete;
        this.completed = completed;
    }

    /** Hands over whatever is overdue, and does not wait for it. */
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT1M")
    public void republish() {
        CurrentTenant.<Boolean, RuntimeException>platform(() -> {
            incomplete.resubmitIncompletePublicationsOlderThan(OVERDUE);
            return true;
        });
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "P1D")
    void forgetWhatIsDone() {
        CurrentTenant.<Boolean, RuntimeException>platform(() -> {
            completed.deletePublicationsOlderThan(KEPT);
            return true;
        });
    }
}
