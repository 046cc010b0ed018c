package cn.zhengping.tenants;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;

/** Transactions of plain JDBC that work in the schema of the current tenant and nowhere else. */
public final class TenantTransactionManager extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    /** @param pool logs in as {@code zhengping_pool} */
    public TenantTransactionManager(DataSource pool) {
        super(pool);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        TenantTransactions.requireBound();
        try {
            super.doBegin(transaction, definition);
        } catch (CannotCreateTransactionException e) {
            throw e.getCause() instanceof TenantException refused ? refused : e;
        }
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        TenantTransactions.enter(connection);
    }
}
