package cn.zhengping.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.tenants.FaultyDataSource.Fault;
import cn.zhengping.tenants.TenantException.Code;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProvisioningTest {

    /** One for each changeset, at least. */
    private static final int STATEMENTS_AT_LEAST = 30;

    private final TestTenancy tenancy = new TestTenancy(1);

    @AfterEach
    void stop() {
        tenancy.close();
    }

    @Test
    void it_can_fail_at_any_statement_and_be_repeated() {
        failsAtEveryStatement("provisioning_error", connection -> {
            throw new SQLException("the network is down", "08006");
        });
    }

    @Test
    void it_can_be_killed_at_any_statement_and_repeated() {
        failsAtEveryStatement("provisioning_kill", this::kill);
    }

    @Test
    void a_step_that_fails_undoes_the_tenant_with_its_own_error() {
        var registry = tenancy.registry(tenancy.owner, (tenant, connection) -> {
            throw new IllegalArgumentException("no such division");
        });

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> registry.create(TestTenancy.county("provisioning_step")))
                .withMessage("no such division");
        nothingIsLeftOf("provisioning_step");
    }

    @Test
    void a_step_has_the_rights_of_the_tenant_and_no_more() {
        var registry = tenancy.registry(tenancy.owner, (tenant, connection) -> {
            try (var statement = connection.createStatement()) {
                statement.execute("create table mine (id int)");
            }
        });

        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> registry.create(TestTenancy.county("provisioning_ddl")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.PROVISIONING_FAILED))
                .withMessageContaining("permission denied for schema t_provisioning_ddl");
        nothingIsLeftOf("provisioning_ddl");
    }

    private void failsAtEveryStatement(String code, Fault fault) {
        ProvisioningStep step = (tenant, connection) -> {
            try (var statement = connection.createStatement()) {
                statement.execute("insert into desk (name) values ('社保窗口')");
            }
        };
        for (var failing = 1; ; failing++) {
            var faulty = new FaultyDataSource(tenancy.owner, failing, fault);
            try {
                tenancy.registry(faulty, step).create(TestTenancy.county(code));
                assertThat(failing).isGreaterThan(STATEMENTS_AT_LEAST);
                break;
            } catch (TenantException e) {
                assertThat(e.code()).isEqualTo(Code.PROVISIONING_FAILED);
                nothingIsLeftOf(code);
            }
        }
        assertThat(tenancy.asOwner.queryForObject("select count(*) from t_%s.desk".formatted(code), Integer.class))
                .isEqualTo(2);
    }

    private void kill(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            assertThat(tenancy.asSuperuser.queryForObject(
                            "select pg_terminate_backend(?, 10000)", Boolean.class, rows.getInt(1)))
                    .isTrue();
        } catch (SQLException e) {
            // An aborted transaction cannot say its number; none is aborted before the fault.
            throw new AssertionError(e);
        }
    }

    private void nothingIsLeftOf(String code) {
        assertThat(tenancy.asSuperuser.queryForList("""
                        select rolname from pg_roles where rolname = 't_%1$s'
                        union all select nspname from pg_namespace where nspname = 't_%1$s'
                        union all select code from platform.tenant where code = '%1$s'
                        """.formatted(code), String.class))
                .isEqualTo(List.of());
    }
}
