package cn.zhengping.tenants.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Takes on the role and the search path of a schema for the rest of a transaction; PostgreSQL undoes both at its end. */
public final class RoleSwitch {

    private RoleSwitch() {}

    /**
     * To be the first statement after BEGIN.
     *
     * @throws SQLException with state 42501 if the session may not take the role on, 22023 if there is no such role
     */
    public static void enter(Connection connection, SchemaName schema) throws SQLException {
        // One text for all: pgjdbc then keeps its prepared statements from one tenant to the next.
        try (var statement =
                connection.prepareStatement("select set_config('role', ?, true), set_config('search_path', ?, true)")) {
            statement.setString(1, schema.role());
            statement.setString(2, schema.value());
            statement.execute();
        }
    }
}
