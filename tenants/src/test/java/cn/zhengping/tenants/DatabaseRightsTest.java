package cn.zhengping.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.tenants.database.RoleSwitch;
import cn.zhengping.tenants.database.SchemaName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each database role can and cannot do, in raw SQL over the pool's login. */
class DatabaseRightsTest {

    private static final TenantCode OWN = new TenantCode("rights_own");
    private static final TenantCode FOREIGN = new TenantCode("rights_foreign");

    @SuppressWarnings("NullAway.Init") // by @BeforeAll
    private static TestTenancy tenancy;

    @BeforeAll
    static void start() {
        tenancy = new TestTenancy(2);
        tenancy.registry.create(TestTenancy.county(OWN.value()));
        tenancy.registry.create(TestTenancy.county(FOREIGN.value()));
    }

    @AfterAll
    static void stop() {
        tenancy.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from t_rights_own.desk",
                "insert into t_rights_own.ledger (entry) values ('x')",
                "select * from platform.tenant",
                "select * from platform.event_publication",
                "create table t_rights_own.mine (id int)",
                "create table public.mine (id int)",
                "create temporary table mine (id int)",
                "create schema mine",
                "create role mine",
                "alter role zhengping_pool inherit",
                "grant t_rights_own to zhengping_pool with inherit true",
                "set role zhengping_owner",
                "set role zhengping_tenant",
                "copy (select 1) to program 'true'"
            })
    void the_pool_alone_can_do_nothing(String sql) throws SQLException {
        denied(null, sql);
    }

    @Test
    void a_tenant_works_on_its_rows_without_naming_its_schema() throws SQLException {
        assertThat(asked(OWN.schema(), "insert into desk (name) values ('社保窗口') returning name"))
                .isEqualTo("社保窗口");
        assertThat(asked(OWN.schema(), "update desk set floor = 2 where name = '综合窗口' returning floor"))
                .isEqualTo("2");
        assertThat(asked(OWN.schema(), "delete from desk where name = '综合窗口' returning desks()"))
                .isEqualTo("1");
        assertThat(asked(OWN.schema(), "select nextval('receipt_number')")).isEqualTo("1");
        assertThat(asked(OWN.schema(), "select current_user || ' ' || session_user || ' ' || current_schema"))
                .isEqualTo("t_rights_own zhengping_pool t_rights_own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from t_rights_foreign.desk",
                "insert into t_rights_foreign.ledger (entry) values ('x')",
                "update t_rights_foreign.desk set name = 'x'",
                "delete from t_rights_foreign.desk",
                "select t_rights_foreign.desks()",
                "select nextval('t_rights_foreign.receipt_number')",
                "lock table t_rights_foreign.desk in access share mode"
            })
    void a_tenant_cannot_reach_another_tenants_schema(String sql) throws SQLException {
        denied(OWN.schema(), sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from platform.tenant",
                "insert into platform.tenant (code, name, kind, state) values ('x1', 'x', 'ZONE', 'ACTIVE')",
                "select * from platform.tenant_crossing",
                "insert into platform.tenant_crossing (actor) values ('x')",
                "select * from platform.databasechangelog",
                "create table platform.mine (id int)"
            })
    void a_tenant_cannot_reach_the_platforms_tables(String sql) throws SQLException {
        denied(OWN.schema(), sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table mine (id int)",
                "create temporary table mine (id int)",
                "create table public.mine (id int)",
                "create function mine() returns int language sql return 1",
                "alter table desk add mine int",
                "drop table desk",
                "truncate desk",
                "alter table desk disable trigger all",
                "comment on table ledger is 'anything goes'",
                "create schema mine",
                "drop schema t_rights_own cascade",
                "create role mine",
                "select * from databasechangelog",
                "delete from databasechangeloglock",
                "select * from pg_authid"
            })
    void a_tenant_cannot_run_ddl_nor_see_what_is_the_servers(String sql) throws SQLException {
        denied(OWN.schema(), sql);
    }

    @Test
    void an_append_only_table_takes_rows_and_shows_them() throws SQLException {
        assertThat(asked(OWN.schema(), "insert into ledger (entry) values ('x') returning entry"))
                .isEqualTo("x");
        assertThat(asked(OWN.schema(), "insert into measure values (2026, 1) returning amount"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger set entry = 'y'",
                "delete from ledger",
                "truncate ledger",
                "insert into ledger (id, entry) values (1, 'x') on conflict (id) do update set entry = 'y'",
                "update measure set amount = 2",
                "update measure_2026 set amount = 2",
                "insert into measure_2026 values (2026, 1)"
            })
    void an_append_only_table_changes_nothing_that_is_in_it(String sql) throws SQLException {
        denied(OWN.schema(), sql);
    }

    @Test
    void a_read_only_table_is_read() throws SQLException {
        assertThat(asked(OWN.schema(), "select count(*) from grade")).isEqualTo("2");
        denied(OWN.schema(), "insert into grade values ('三级')");
        denied(OWN.schema(), "delete from grade");
    }

    @Test
    void a_table_that_the_owner_adds_by_hand_is_read_only_at_first() throws SQLException {
        tenancy.asOwner.execute("create table t_rights_own.by_hand as select 1 as id");

        assertThat(asked(OWN.schema(), "select id from by_hand")).isEqualTo("1");
        denied(OWN.schema(), "update by_hand set id = 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from t_rights_own.desk",
                "insert into t_rights_own.ledger (entry) values ('x')",
                "update tenant set state = 'ACTIVE'",
                "delete from tenant",
                "update tenant_crossing set actor = 'x'",
                "delete from tenant_crossing",
                "truncate tenant_crossing",
                "select * from databasechangelog",
                "create table mine (id int)"
            })
    void the_platform_reaches_no_tenant_and_does_not_rewrite_its_own_records(String sql) throws SQLException {
        denied(SchemaName.PLATFORM, sql);
    }

    @Test
    void a_tenant_sees_and_completes_its_own_publications_only_and_the_platform_all() throws SQLException {
        var publish = """
                insert into platform.event_publication (id, listener_id, event_type, serialized_event, publication_date)
                values (gen_random_uuid(), 'listener', 'type', '{}', now())
                """;
        try (var own = begin(OWN.schema())) {
            execute(own, publish);
            own.commit();
        }
        try (var foreign = begin(FOREIGN.schema())) {
            execute(foreign, publish);
            foreign.commit();
        }

        assertThat(asked(OWN.schema(), "select string_agg(tenant, ',') from platform.event_publication"))
                .isEqualTo("t_rights_own");
        assertThat(asked(
                        OWN.schema(),
                        "with done as (update platform.event_publication set completion_date = now() returning tenant) "
                                + "select string_agg(tenant, ',') from done"))
                .isEqualTo("t_rights_own");
        assertThat(asked(SchemaName.PLATFORM, "select string_agg(tenant, ',' order by tenant) from event_publication"))
                .isEqualTo("t_rights_foreign,t_rights_own");
        denied(OWN.schema(), "update platform.event_publication set tenant = 't_rights_foreign'");
        denied(
                OWN.schema(),
                publish.replace("publication_date)", "publication_date, tenant)")
                        .replace("now())", "now(), 't_rights_foreign')"));
    }

    @Test
    void role_and_path_end_with_the_transaction() throws SQLException {
        try (var connection = begin(OWN.schema())) {
            connection.commit();
            assertThat(ask(connection, "select current_user || ' ' || current_setting('search_path')"))
                    .isEqualTo("zhengping_pool \"$user\", public");
            connection.rollback();
            RoleSwitch.enter(connection, FOREIGN.schema());
            connection.rollback();
            assertThat(ask(connection, "select current_user")).isEqualTo("zhengping_pool");
        }
    }

    private static Connection begin(@Nullable SchemaName schema) throws SQLException {
        var connection = tenancy.pool.getConnection();
        connection.setAutoCommit(false);
        if (schema != null) {
            RoleSwitch.enter(connection, schema);
        }
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return String.join(",", answers);
        }
    }

    /** In a transaction that is undone. */
    private static String asked(SchemaName schema, String sql) throws SQLException {
        try (var connection = begin(schema)) {
            return ask(connection, sql);
        }
    }

    private static void denied(@Nullable SchemaName schema, String sql) throws SQLException {
        try (var connection = begin(schema)) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> execute(connection, sql))
                    .satisfies(
                            e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("42501"));
        }
    }
}
