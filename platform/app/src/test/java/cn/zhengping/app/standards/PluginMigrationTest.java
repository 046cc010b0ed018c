package cn.zhengping.app.standards;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.database.OwnerDatabase;
import cn.zhengping.app.testing.ApplicationTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was installed before tenants could install belongs to the platform afterwards. */
@ApplicationTest
class PluginMigrationTest {

    @Autowired
    private OwnerDatabase owner;

    @Test
    void artifacts_are_kept_and_belong_to_the_platform() throws SQLException, IOException {
        try (var connection = owner.connections().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create schema before_installations");
            statement.execute("set local search_path = before_installations");
            statement.execute("""
                    create table plugin_artifact (plugin_id text not null, version text not null, sha256 text not null,
                      file_name text not null, bytes bytea not null, signature bytea,
                      installed_at timestamptz not null default now(),
                      constraint plugin_artifact_pkey primary key (plugin_id, version))""");
            statement.execute("""
                    insert into plugin_artifact values ('a', '1.0.0', 'aa', 'a.jar', '\\x01', null, '2023-11-20T00:00Z'),
                      ('a', '1.1.0', 'ab', 'a.jar', '\\x02', null, '2024-11-20T00:00Z')""");

            statement.execute(tables());

            try (var rows = statement.executeQuery("""
                    select string_agg(version || ' ' || code || ' ' || (tenant is null) || ' ' || (i.installed_at = a.installed_at), ', ' order by version)
                    from plugin_artifact a join plugin_installation i using (sha256)""")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("1.0.0 false true true, 1.1.0 false true true");
            }
            connection.rollback();
        }
    }

    /** The statements on tables of the changeset, as they run. */
    private static String tables() throws IOException {
        try (var file = Objects.requireNonNull(
                PluginMigrationTest.class.getResourceAsStream("/db/platform/standards/changelog.yaml"))) {
            var changeSet =
                    new String(file.readAllBytes(), StandardCharsets.UTF_8).split("id: plugin-installations")[1];
            return changeSet.split("sql: \\|\\R")[1].split("- sql:")[0];
        }
    }
}
