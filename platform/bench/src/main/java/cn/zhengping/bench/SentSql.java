package cn.zhengping.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Writes down all that is sent over connections, parameters filled in, so that {@code psql} can send the same. */
final class SentSql {

    /** A batch was noted as it was filled. */
    private static final Set<String> SENDING = Set.of("execute", "executeQuery", "executeUpdate", "addBatch");

    private final List<String> statements = new ArrayList<>();

    /** As a script for {@code psql}. */
    String script() {
        return String.join(";\n", statements) + ";\n";
    }

    int size() {
        return statements.size();
    }

    DataSource over(DataSource connections) {
        return wrap(DataSource.class, connections);
    }

    private <T> T wrap(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                SentSql.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (target instanceof Statement statement) {
                        note(statement, method.getName(), arguments);
                    }
                    Object answer;
                    try {
                        answer = method.invoke(target, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                    return switch (answer) {
                        case Connection connection -> wrap(Connection.class, connection);
                        case PreparedStatement statement -> wrap(PreparedStatement.class, statement);
                        case Statement statement -> wrap(Statement.class, statement);
                        case null, default -> answer;
                    };
                }));
    }

    private void note(Statement statement, String method, Object[] arguments) {
        if (SENDING.contains(method)) {
            // PostgreSQL's driver describes a prepared statement by its SQL with the parameters in their places.
            statements.add(statement instanceof PreparedStatement ? statement.toString() : (String) arguments[0]);
        }
    }
}
