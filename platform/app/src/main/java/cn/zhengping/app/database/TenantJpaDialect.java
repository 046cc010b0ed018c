package cn.zhengping.app.database;

import cn.zhengping.tenants.TenantTransactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.hibernate.Session;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;

/**
 * Makes every transaction a tenant's: its first statement takes on the role and the schema of the tenant that is bound,
 * local to the transaction, so that PostgreSQL itself undoes both. Where none is bound, no transaction begins.
 */
final class TenantJpaDialect extends HibernateJpaDialect {

    private static final long serialVersionUID = 1L;

    @Override
    public Object beginTransaction(EntityManager entityManager, TransactionDefinition definition)
            throws PersistenceException, SQLException, TransactionException {
        TenantTransactions.requireBound();
        var begun = super.beginTransaction(entityManager, definition);
        entityManager.unwrap(Session.class).doWork(TenantTransactions::enter);
        return begun;
    }
}
