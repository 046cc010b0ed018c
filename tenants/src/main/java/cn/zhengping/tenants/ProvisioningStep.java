package cn.zhengping.tenants;

import java.sql.Connection;
import java.sql.SQLException;

/** What a feature puts into the schema of a new tenant, its units for instance. Steps run in the order they are given in. */
public interface ProvisioningStep {

    /**
     * Called inside the transaction that creates the tenant, with its role and search path. A failure undoes the tenant;
     * creating it again calls the step again. Leaves committing, rolling back and closing to the caller, and does nothing
     * that a rollback would not undo.
     */
    void provision(Tenant tenant, Connection connection) throws SQLException;
}
