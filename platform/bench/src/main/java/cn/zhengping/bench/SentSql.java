package cn.zhengping.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Writes down all that is sent over connections, parameters filled in, so that {@code psql} can send the same. */
final class SentSql {

    private static final Set<String> SENDING = Set.of("execute", "executeQuery", "executeUpdate");

    private final List<String> statements = new ArrayList<>();
    private final Set<Statement> filled = new HashSet<>();

    /** As a script for {@code psql}. */
    String script() {
        return String.join(";\n", statements) + ";\n";
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

    /** PostgreSQL's driver describes a prepared statement by its SQL, or that of its batch, with the parameters filled in. */
    private void note(Statement statement, String method, Object[] arguments) {
        if (statement instanceof PreparedStatement prepared) {
            if (method.equals("addBatch")) {
                filled.add(prepared);
            } else if (SENDING.contains(method) || (method.equals("executeBatch") && filled.remove(prepared))) {
                statements.add(prepared.toString());
            }
        } else if (SENDING.contains(method) || method.equals("addBatch")) {
            statements.add((String) arguments[0]);
        }
    }
}
