package cn.zhengping.app.policies;

import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.Tenant;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantRegistry;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Releases files that were sent for the library and became no document. */
@Component
class PolicyCare {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyCare.class);

    private static final Duration KEPT = Duration.ofDays(2);

    private final PolicySources sources;
    private final TenantRegistry registry;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PolicyCare(PolicySources sources, TenantRegistry registry, TransactionTemplate transaction, Clock clock) {
        this.sources = sources;
        this.registry = registry;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Two nodes that do this at once do it once. */
    @Scheduled(initialDelayString = "PT20M", fixedDelayString = "PT6H")
    void run() {
        registry.all().stream().filter(Tenant::inService).map(Tenant::code).forEach(tenant -> {
            try {
                run(tenant);
            } catch (RuntimeException failed) {
                LOG.warn("Could not release what the library of {} does not need", tenant, failed);
            }
        });
    }

    void run(TenantCode tenant) {
        CurrentTenant.run(
                tenant,
                () -> transaction.executeWithoutResult(
                        status -> sources.forgetUnused(clock.instant().minus(KEPT))));
    }
}
