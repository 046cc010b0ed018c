package cn.zhengping.tenants.database;

import cn.zhengping.tenants.database.DatabaseSetupException.Code;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import liquibase.util.LiquibaseUtil;
import org.jspecify.annotations.Nullable;

/**
 * Brings one schema to rendered changelogs inside the caller's transaction, as the owner, and leaves behind what Liquibase
 * would: a later run of Liquibase itself finds nothing to do.
 */
public final class SchemaUpdate {

    /** Longest description and comment that Liquibase keeps. */
    private static final int NOTE_LENGTH = 250;

    private SchemaUpdate() {}

    /**
     * Runs what the schema does not have yet, then sets the row rights of its role on all of its tables. The search path
     * stays on the schema until the transaction ends.
     *
     * <p>The role gets SELECT, INSERT, UPDATE and DELETE on a table, SELECT and INSERT if the table's remarks begin with
     * {@code append-only}, SELECT if they begin with {@code read-only}; nothing on Liquibase's own tables and on
     * partitions, which are reached through their parent.
     *
     * @return how many changesets were run
     * @throws DatabaseSetupException if a changeset was edited after this schema had run it
     */
    public static int apply(Connection connection, SchemaName schema, Changelogs changelogs) throws SQLException {
        try (var path = connection.prepareStatement("select set_config('search_path', ?, true)")) {
            path.setString(1, schema.value());
            path.execute();
        }
        prepareBookkeeping(connection, changelogs);
        var recorded = recorded(connection);
        var missing = changelogs.changeSets().stream()
                .filter(changeSet -> !isRecorded(changeSet, recorded, schema))
                .toList();
        runAll(
                connection,
                missing.stream()
                        .flatMap(changeSet -> changeSet.statements().stream())
                        .toList());
        record(connection, missing);
        grantRows(connection, schema);
        return missing.size();
    }

    private static void prepareBookkeeping(Connection connection, Changelogs changelogs) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select to_regclass('databasechangelog') is null")) {
            rows.next();
            if (rows.getBoolean(1)) {
                runAll(connection, changelogs.bookkeeping());
            }
        }
    }

    private static Map<ChangeSetSql.Key, @Nullable String> recorded(Connection connection) throws SQLException {
        var recorded = new HashMap<ChangeSetSql.Key, @Nullable String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select id, author, filename, md5sum from databasechangelog")) {
            while (rows.next()) {
                recorded.put(
                        new ChangeSetSql.Key(rows.getString(1), rows.getString(2), rows.getString(3)),
                        rows.getString(4));
            }
        }
        return recorded;
    }

    private static boolean isRecorded(
            ChangeSetSql changeSet, Map<ChangeSetSql.Key, @Nullable String> recorded, SchemaName schema) {
        if (!recorded.containsKey(changeSet.key())) {
            return false;
        }
        var checksum = recorded.get(changeSet.key());
        if (checksum != null && !changeSet.accepts(checksum)) {
            throw new DatabaseSetupException(
                    Code.CHANGE_SET_EDITED, null, changeSet.key().toString(), schema.value());
        }
        return true;
    }

    private static void runAll(Connection connection, List<String> statements) throws SQLException {
        try (var batch = connection.createStatement()) {
            batch.setEscapeProcessing(false);
            for (var sql : statements) {
                batch.addBatch(sql);
            }
            batch.executeBatch();
        }
    }

    private static void record(Connection connection, List<ChangeSetSql> run) throws SQLException {
        // Ten digits of the time, as Liquibase makes it.
        var deployment = String.valueOf(System.currentTimeMillis());
        try (var counter = connection.createStatement();
                var last = counter.executeQuery("select coalesce(max(orderexecuted), 0) from databasechangelog");
                var batch = connection.prepareStatement("""
                        insert into databasechangelog (id, author, filename, dateexecuted, exectype, md5sum, description,
                            comments, liquibase, deployment_id, orderexecuted)
                        values (?, ?, ?, localtimestamp, 'EXECUTED', ?, ?, ?, ?, ?, ?)
                        """)) {
            last.next();
            var order = last.getInt(1);
            for (var changeSet : run) {
                batch.setString(1, changeSet.key().id());
                batch.setString(2, changeSet.key().author());
                batch.setString(3, changeSet.key().file());
                batch.setString(4, changeSet.checksum());
                batch.setString(5, shortened(changeSet.description()));
                batch.setString(6, changeSet.comments() == null ? "" : shortened(changeSet.comments()));
                batch.setString(7, LiquibaseUtil.getBuildVersion());
                batch.setString(8, deployment.substring(deployment.length() - 10));
                batch.setInt(9, ++order);
                batch.addBatch();
            }
            batch.executeBatch();
        }
    }

    private static String shortened(String note) {
        return note.length() <= NOTE_LENGTH ? note : note.substring(0, NOTE_LENGTH - 3) + "...";
    }

    private static void grantRows(Connection connection, SchemaName schema) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                do $$
                declare t record;
                begin
                    for t in
                        select c.oid::regclass as name, case
                                when c.relname in ('databasechangelog', 'databasechangeloglock') or c.relispartition then null
                                when c.relkind = 'S' then 'select, usage'
                                when d.remarks like 'read-only%%' then 'select'
                                when d.remarks like 'append-only%%' then 'select, insert'
                                else 'select, insert, update, delete'
                            end as rights, case when c.relkind = 'S' then 'sequence' else 'table' end as kind
                        from pg_class c, coalesce(obj_description(c.oid, 'pg_class'), '') d (remarks)
                        where c.relnamespace = '%1$s'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
                    loop
                        execute format('revoke all on %%s %%s from %2$s', t.kind, t.name);
                        if t.rights is not null then
                            execute format('grant %%s on %%s %%s to %2$s', t.rights, t.kind, t.name);
                        end if;
                    end loop;
                end $$""".formatted(schema.value(), schema.role()));
        }
    }
}
