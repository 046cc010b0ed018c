package cn.zhengping.tenants;

/** The level of a tenant, highest first. */
public enum TenantKind {
    PROVINCE,
    CITY,
    COUNTY,
    /** 园区, 新区: an administration with an operator's own code. */
    ZONE;

    /** A county may lie right below its province. */
    boolean isAbove(TenantKind other) {
        return compareTo(other) < 0;
    }
}
