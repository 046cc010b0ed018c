package cn.zhengping.tenants;

/** Who may act in another tenant: organiser and applicant, parent and child, guest reviewer. */
@FunctionalInterface
public interface CrossingRights {

    /** Asked before every crossing, with {@code from} bound and no transaction active. */
    boolean allow(TenantCode from, TenantCode to, Crossing crossing);

    /** Whoever is above or below in the line of parents, for any purpose. */
    static CrossingRights alongTheLineOfParents(TenantRegistry registry) {
        return (from, to, crossing) -> registry.isAncestor(from, to) || registry.isAncestor(to, from);
    }
}
