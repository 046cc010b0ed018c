package cn.zhengping.app.policies;

import cn.zhengping.app.tenancy.TenantsInService;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Releases files that were sent for the library and became no document. */
@Component
class PolicyCare {

    private final PolicySources sources;
    private final TenantsInService tenants;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration unusedKept;

    /** @param unusedKept after its upload began, a file that became no document */
    PolicyCare(
            PolicySources sources,
            TenantsInService tenants,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${zhengping.policies.unused-kept:2d}") Duration unusedKept) {
        this.sources = sources;
        this.tenants = tenants;
        this.transaction = transaction;
        this.clock = clock;
        this.unusedKept = unusedKept;
    }

    /** Two nodes that do this at once do it once. */
    @Scheduled(initialDelayString = "PT20M", fixedDelayString = "PT6H")
    void run() {
        tenants.each("Releasing what the library does not need", _ -> releaseUnused());
    }

    /** In the tenant that is bound. */
    void releaseUnused() {
        var unused = Objects.requireNonNull(
                transaction.execute(status -> sources.unused(clock.instant().minus(unusedKept))));
        for (var file : unused) {
            transaction.executeWithoutResult(status -> sources.letGo(file));
        }
    }
}
