package cn.zhengping.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.tenants.TenantException.Code;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

class TenantMigratorTest {

    private static final List<TenantCode> CODES = List.of(
            new TenantCode("migrate_a"),
            new TenantCode("migrate_b"),
            new TenantCode("migrate_c"),
            new TenantCode("migrate_d"));
    private static final String REVIEWS = """
            databaseChangeLog:
              - changeSet:
                  id: review
                  author: zhengping
                  changes:
                    - sql: {sql: "create table review (id int primary key); comment on table review is 'append-only'"}
            """;

    private final TestTenancy tenancy = new TestTenancy(1);

    @TempDir
    private Path folder;

    @BeforeEach
    void create() {
        for (var code : CODES) {
            tenancy.registry.create(TestTenancy.county(code.value()));
        }
    }

    @AfterEach
    void drop() {
        for (var code : CODES) {
            tenancy.asOwner.execute("drop schema " + code.schema() + " cascade");
            tenancy.asOwner.execute("drop role " + code.schema().role());
        }
        tenancy.close();
    }

    @Test
    void all_tenants_come_to_the_newest_changelogs_with_their_rights() throws Exception {
        tenancy.registry.suspend(CODES.get(3));
        var progress = new ArrayList<String>();
        var migrator = new TenantMigrator(tenancy.owner, TestTenancy.changelogsWith(folder, "reviews", REVIEWS), 2);

        var report = migrator.migrate(
                (tenant, succeeded, done, total) -> progress.add(succeeded + " " + done + "/" + total));

        assertThat(report).isEqualTo(new TenantMigrator.Report(4, Map.of()));
        assertThat(progress).containsExactly("true 1/4", "true 2/4", "true 3/4", "true 4/4");
        assertThat(reviewIn(CODES.get(0), "insert into review values (1)")).isOne();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> reviewIn(CODES.get(0), "delete from review"))
                .havingRootCause()
                .withMessageContaining("permission denied");
        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> reviewIn(CODES.get(3), "insert into review values (1)"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUT_OF_SERVICE));

        assertThat(migrator.migrate((tenant, succeeded, done, total) -> {}))
                .isEqualTo(new TenantMigrator.Report(0, Map.of()));
    }

    @Test
    void a_tenant_that_fails_is_out_of_service_with_the_reason_until_it_succeeds_and_its_neighbours_are_not()
            throws Exception {
        var broken = CODES.get(1);
        tenancy.asOwner.execute("create table t_migrate_b.review (id text)");
        var migrator = new TenantMigrator(tenancy.owner, TestTenancy.changelogsWith(folder, "reviews", REVIEWS), 2);

        var report = migrator.migrate((tenant, succeeded, done, total) -> {});

        assertThat(report.migrated()).isEqualTo(3);
        assertThat(report.failures()).containsOnlyKeys(broken);
        assertThat(tenancy.registry.get(broken).failure()).contains("relation \"review\" already exists");
        assertThat(tenancy.registry.get(broken).inService()).isFalse();
        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> reviewIn(broken, "insert into review values (1)"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUT_OF_SERVICE));
        assertThat(reviewIn(CODES.get(0), "insert into review values (1)")).isOne();

        tenancy.registry.suspend(broken);
        tenancy.registry.resume(broken);
        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(() -> reviewIn(broken, "insert into review values (1)"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUT_OF_SERVICE));

        tenancy.asOwner.execute("drop table t_migrate_b.review");
        assertThat(migrator.migrate((tenant, succeeded, done, total) -> {}))
                .isEqualTo(new TenantMigrator.Report(1, Map.of()));
        assertThat(tenancy.registry.get(broken).inService()).isTrue();
        assertThat(reviewIn(broken, "insert into review values (1)")).isOne();
    }

    @Test
    void a_migration_that_is_killed_at_any_statement_goes_on_where_it_was() throws Exception {
        var changelogs = TestTenancy.changelogsWith(folder, "reviews", REVIEWS);
        var complete = false;
        for (var failing = 1; !complete; failing++) {
            var faulty = new FaultyDataSource(tenancy.owner, failing, connection -> {
                throw new SQLException("the network is down", "08006");
            });
            try {
                complete = new TenantMigrator(faulty, changelogs, 1)
                        .migrate((tenant, succeeded, done, total) -> {})
                        .failures()
                        .isEmpty();
            } catch (DataAccessException | TransactionException e) {
                complete = false;
            }
        }

        for (var code : CODES) {
            assertThat(tenancy.asOwner.queryForObject(
                            "select count(*) from %s.databasechangelog".formatted(code.schema()), Integer.class))
                    .isEqualTo(5);
            assertThat(reviewIn(code, "insert into review values (1)")).isOne();
        }
    }

    @Test
    void a_migration_that_is_in_the_way_of_somebody_is_tried_again() throws Exception {
        var deadlock = new FaultyDataSource(tenancy.owner, 8, connection -> {
            throw new SQLException("deadlock detected", "40P01");
        });

        var report = new TenantMigrator(deadlock, TestTenancy.changelogsWith(folder, "reviews", REVIEWS), 1)
                .migrate((tenant, succeeded, done, total) -> {});

        assertThat(report).isEqualTo(new TenantMigrator.Report(CODES.size(), Map.of()));
        assertThat(deadlock.hasFailed()).isTrue();
    }

    private int reviewIn(TenantCode code, String sql) {
        return CurrentTenant.call(
                code,
                () -> new TransactionTemplate(new TenantTransactionManager(tenancy.pool))
                        .<Integer>execute(status -> new JdbcTemplate(tenancy.pool).update(sql)));
    }
}
