package cn.zhengping.app.access;

import java.util.EnumSet;

/** What an account may do in a tenant, or in one division of it. */
public enum Role {
    /** Installs standards, manages accounts and units of a tenant. */
    TENANT_ADMIN,
    /** Opens campaigns, verifies and publishes results. */
    CAMPAIGN_MANAGER,
    /** Scores in a review group, consolidates its sheets and signs. */
    GROUP_LEADER,
    /** Scores in a review group. */
    INSPECTOR,
    /** Acts for units: catalogues, applications, evidence. */
    UNIT_CLERK,
    /** Reads what the tenant has, and changes nothing. */
    OBSERVER,
    /** A program that reads and writes over the API. */
    INTEGRATOR,
    /** Creates and archives tenants; sees no tenant's data. */
    PLATFORM_OPERATOR;

    /** Whoever has to do with a tenant at all. */
    public static Role[] ofTenant() {
        return EnumSet.complementOf(EnumSet.of(PLATFORM_OPERATOR)).toArray(Role[]::new);
    }

    /** Who reads everything there is where the role is held. */
    public static Role[] allSeeing() {
        return new Role[] {TENANT_ADMIN, CAMPAIGN_MANAGER, OBSERVER, INTEGRATOR};
    }
}
