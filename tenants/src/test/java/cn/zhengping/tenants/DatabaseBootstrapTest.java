package cn.zhengping.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.tenants.database.Changelogs;
import cn.zhengping.tenants.database.DatabaseBootstrap;
import cn.zhengping.tenants.database.DatabaseSetupException;
import cn.zhengping.tenants.database.DatabaseSetupException.Code;
import cn.zhengping.tenants.database.PoolPassword;
import cn.zhengping.tenants.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

class DatabaseBootstrapTest {

    private static final Changelogs PLATFORM = Changelogs.ofPlatform(DatabaseBootstrapTest.class.getClassLoader());

    private final TestDatabase database = TestDatabase.create();
    private final DatabaseBootstrap bootstrap = new DatabaseBootstrap(database.owner());

    @Test
    void nodes_that_start_at_once_wait_for_each_other() throws Exception {
        try (var nodes = Executors.newFixedThreadPool(4)) {
            var starts = nodes.invokeAll(Collections.<Callable<Boolean>>nCopies(8, () -> {
                bootstrap.run(PLATFORM, database.poolPassword());
                return true;
            }));
            for (var start : starts) {
                assertThat(start.get()).isTrue();
            }
        }

        assertThat(new JdbcTemplate(database.owner())
                        .queryForList("select id from platform.databasechangelog order by orderexecuted", String.class))
                .containsExactly("event-publication", "tenants", "crossings");
    }

    @Test
    void the_pool_logs_in_with_the_password_that_every_node_derives_and_no_other() throws SQLException {
        bootstrap.run(PLATFORM, database.poolPassword());

        try (var connection = DriverManager.getConnection(
                database.url(),
                "zhengping_pool",
                PoolPassword.derivedFrom("zhengping_owner").value())) {
            assertThat(connection.isValid(5)).isTrue();
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(
                                database.url(),
                                "zhengping_pool",
                                PoolPassword.derivedFrom("another").value())
                        .close())
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        assertThat(database.poolPassword()).hasToString("***");
    }

    @Test
    void a_superuser_may_be_the_owner() {
        new DatabaseBootstrap(database.superuser()).run(PLATFORM, database.poolPassword());

        assertThat(new JdbcTemplate(database.superuser())
                        .queryForObject("select count(*) from platform.tenant", Integer.class))
                .isZero();
    }

    @Test
    void an_owner_who_cannot_close_the_database_to_the_public_is_told_so_and_nothing_is_made() {
        var superuser = new JdbcTemplate(database.superuser());
        superuser.execute("alter database " + database.url().replaceFirst(".*/", "") + " owner to postgres");
        superuser.execute("grant create on database " + database.url().replaceFirst(".*/", "") + " to zhengping_owner");

        assertThatExceptionOfType(DatabaseSetupException.class)
                .isThrownBy(() -> bootstrap.run(PLATFORM, database.poolPassword()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.RIGHTS_LEFT_TO_PUBLIC));
        assertThat(superuser.queryForObject("select to_regnamespace('platform') is null", Boolean.class))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "alter role zhengping_pool createdb, alter role zhengping_pool nocreatedb",
        "grant pg_read_all_data to zhengping_pool with inherit true, revoke pg_read_all_data from zhengping_pool"
    })
    void a_pool_role_that_may_do_more_than_it_should_is_refused(String given, String taken) {
        bootstrap.run(PLATFORM, database.poolPassword());
        var superuser = new JdbcTemplate(database.superuser());
        superuser.execute(given);
        try {
            assertThatExceptionOfType(DatabaseSetupException.class)
                    .isThrownBy(() -> bootstrap.run(PLATFORM, database.poolPassword()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.POOL_ROLE_TOO_MIGHTY));
        } finally {
            superuser.execute(taken);
        }
    }
}
