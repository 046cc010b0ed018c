package cn.zhengping.app.tenancy;

import cn.zhengping.app.database.OwnerDatabase;
import cn.zhengping.tenants.CrossingRights;
import cn.zhengping.tenants.CrossingTrail;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.ProvisioningStep;
import cn.zhengping.tenants.TenantMigrator;
import cn.zhengping.tenants.TenantRegistry;
import cn.zhengping.tenants.database.Changelogs;
import cn.zhengping.tenants.divisions.DivisionDirectory;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Makes beans of the tenants' registry and of what goes with it. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TenancyConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(TenancyConfiguration.class);

    /** The country has one time zone; dates in notices are meant in it. */
    @Bean
    Clock clock() {
        return Clock.system(ZoneId.of("Asia/Shanghai"));
    }

    @Bean
    DivisionDirectory divisionDirectory() {
        return DivisionDirectory.shared();
    }

    @Bean
    Changelogs tenantChangelogs() {
        return Changelogs.ofTenants(TenancyConfiguration.class.getClassLoader());
    }

    @Bean
    TenantRegistry tenantRegistry(
            DataSource pool, OwnerDatabase owner, Changelogs changelogs, List<ProvisioningStep> steps) {
        return new TenantRegistry(pool, owner.connections(), changelogs, steps);
    }

    @Bean
    CurrentTenant currentTenant(TenantRegistry registry, DataSource pool) {
        return new CurrentTenant(CrossingRights.alongTheLineOfParents(registry), new CrossingTrail(pool));
    }

    /** Brings every tenant's schema up to date before the first request is taken. */
    @Bean
    SmartInitializingSingleton tenantMigrations(OwnerDatabase owner, Changelogs changelogs) {
        return () -> {
            try {
                var report = new TenantMigrator(owner.connections(), changelogs, 2)
                        .migrate((tenant, succeeded, done, total) ->
                                LOG.info("Migrated {} ({} of {})", tenant, done, total));
                report.failures()
                        .forEach((tenant, reason) ->
                                LOG.error("Tenant {} is out of service, its migration failed: {}", tenant, reason));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while tenants were migrated", interrupted);
            }
        };
    }
}
