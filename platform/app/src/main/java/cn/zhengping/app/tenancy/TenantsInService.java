package cn.zhengping.app.tenancy;

import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.Tenant;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** For jobs that see to one tenant after the other. */
@Component
public class TenantsInService {

    private static final Logger LOG = LoggerFactory.getLogger(TenantsInService.class);

    private final TenantRegistry registry;

    TenantsInService(TenantRegistry registry) {
        this.registry = registry;
    }

    /**
     * Does it for each, bound to it. What fails for one is logged, and left to the next time.
     *
     * @param job what the log calls it
     */
    public void each(String job, Consumer<TenantCode> work) {
        var tenants = new ArrayList<>(registry.all());
        // So that a job which has to break off does not always break off before the same ones.
        Collections.shuffle(tenants);
        tenants.stream().filter(Tenant::inService).map(Tenant::code).forEach(tenant -> {
            try {
                CurrentTenant.<RuntimeException>run(tenant, () -> work.accept(tenant));
            } catch (RuntimeException failure) {
                LOG.warn("{} failed for {}, and is done again", job, tenant, failure);
            }
        });
    }
}
