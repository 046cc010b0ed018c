package cn.zhengping.tenants;

import org.jspecify.annotations.Nullable;

/**
 * 租户: an administration that evaluates its service centres here.
 *
 * @param parent null for a province, and for whoever has nobody above on this platform
 * @param failure why the last migration of its schema failed; null if it did not. A tenant with a failure is out of service
 */
public record Tenant(
        TenantCode code,
        String name,
        TenantKind kind,
        @Nullable TenantCode parent,
        TenantState state,
        @Nullable String failure) {

    /** Whether transactions can work on its data. */
    public boolean inService() {
        return state == TenantState.ACTIVE && failure == null;
    }
}
