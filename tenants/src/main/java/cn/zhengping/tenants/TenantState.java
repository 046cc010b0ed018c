package cn.zhengping.tenants;

/** Where a tenant is in its life. */
public enum TenantState {
    ACTIVE,
    /** Its data is kept and migrated, and nobody can reach it. */
    SUSPENDED,
    /** Its data is in an archive file; schema and role are gone. The code can be created again. */
    ARCHIVED
}
