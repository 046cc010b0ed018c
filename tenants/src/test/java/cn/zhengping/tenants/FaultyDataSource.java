package cn.zhengping.tenants;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts statements, each entry of a batch and the commit too, and has something happen right before the n-th. */
final class FaultyDataSource extends DelegatingDataSource {

    private final int failing;
    private final Fault fault;
    private int count;

    FaultyDataSource(DataSource target, int failing, Fault fault) {
        super(target);
        this.failing = failing;
        this.fault = fault;
    }

    boolean hasFailed() {
        return count >= failing;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("commit")) {
                count(connection);
            }
            var result = invoke(connection, method, arguments);
            if (result instanceof PreparedStatement statement) {
                return statement(PreparedStatement.class, statement, connection);
            }
            return result instanceof Statement statement ? statement(Statement.class, statement, connection) : result;
        });
    }

    private <T extends Statement> T statement(Class<T> type, T statement, Connection connection) {
        return proxy(type, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                count(connection);
            } else if (method.getName().equals("addBatch") && count + 1 == failing) {
                // What is before it in the batch has run.
                statement.executeBatch();
                count(connection);
            } else if (method.getName().equals("addBatch")) {
                count++;
            }
            return invoke(statement, method, arguments);
        });
    }

    private void count(Connection connection) throws SQLException {
        if (++count == failing) {
            fault.before(connection);
        }
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Throws, or does something to the connection. */
    interface Fault {
        void before(Connection connection) throws SQLException;
    }
}
