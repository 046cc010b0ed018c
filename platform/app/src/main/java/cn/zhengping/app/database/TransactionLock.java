package cn.zhengping.app.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes transactions wait for one another, of all nodes and tenants. */
@Component
public class TransactionLock {

    private final JdbcClient jdbc;

    TransactionLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits for whoever holds the lock on the same, and then holds it until the transaction ends.
     *
     * @param what begins with what it is, so that nobody else means the same by chance, and names the tenant where it is one's
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(String what) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(what)
                .query()
                .singleRow();
    }
}
