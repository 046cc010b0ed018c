package cn.zhengping.tenants;

import cn.zhengping.tenants.TenantException.Code;
import cn.zhengping.tenants.database.RoleSwitch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * Puts a transaction that has just begun into the schema of the current tenant. For whoever begins transactions:
 * {@link TenantTransactionManager} does it for plain JDBC; for JPA, a {@code HibernateJpaDialect} whose
 * {@code beginTransaction} calls {@link #enter} once the superclass has begun.
 */
public final class TenantTransactions {

    /** May not take on the role; there is no such role. */
    private static final Set<String> ROLE_REFUSED = Set.of("42501", "22023");

    private TenantTransactions() {}

    /**
     * Fails before a connection is taken from the pool, where {@link #enter} would only later.
     *
     * @throws NoTenantBoundException if the thread works neither for a tenant nor for the platform
     */
    public static void requireBound() {
        CurrentTenant.requireSchema();
    }

    /**
     * To be the first statement of the transaction.
     *
     * @param connection not in auto-commit mode
     * @throws NoTenantBoundException if the thread works neither for a tenant nor for the platform
     * @throws TenantException {@code OUT_OF_SERVICE}
     */
    public static void enter(Connection connection) throws SQLException {
        var schema = CurrentTenant.requireSchema();
        try {
            RoleSwitch.enter(connection, schema);
        } catch (SQLException e) {
            var tenant = CurrentTenant.find();
            if (tenant.isPresent() && ROLE_REFUSED.contains(e.getSQLState())) {
                throw new TenantException(Code.OUT_OF_SERVICE, e, tenant.get().value());
            }
            throw e;
        }
    }
}
