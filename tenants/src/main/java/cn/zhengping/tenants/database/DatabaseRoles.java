package cn.zhengping.tenants.database;

/**
 * The roles beside the owner, who owns every object and alone runs DDL, and the tenants' own. Roles are the cluster's, not
 * the database's: two installations need two PostgreSQL clusters.
 */
public final class DatabaseRoles {

    /** Logs in, and can do nothing until a transaction takes on one of the others. */
    public static final String POOL = "zhengping_pool";

    /** Works on the rows of schema {@code platform}. */
    public static final String PLATFORM = "zhengping_platform";

    /** Every tenant's role inherits its rights: the few in schema {@code platform} that tenants have. */
    public static final String ANY_TENANT = "zhengping_tenant";

    private DatabaseRoles() {}
}
