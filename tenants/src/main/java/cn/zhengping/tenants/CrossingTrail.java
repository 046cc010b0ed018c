package cn.zhengping.tenants;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit trail of crossings, {@code platform.tenant_crossing}: rows are added, never changed. */
public final class CrossingTrail {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    /** @param pool logs in as {@code zhengping_pool} */
    public CrossingTrail(DataSource pool) {
        this.jdbc = JdbcClient.create(pool);
        this.transaction = new TransactionTemplate(new TenantTransactionManager(pool));
    }

    /** In a transaction of its own, before the work: what fails has still been tried. */
    void record(TenantCode from, TenantCode to, Crossing crossing, boolean allowed) {
        CurrentTenant.platform(() -> transaction.execute(status -> jdbc.sql("""
                        insert into tenant_crossing (actor, from_tenant, to_tenant, purpose, allowed)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(crossing.actor(), from.value(), to.value(), crossing.purpose(), allowed)
                .update()));
    }
}
