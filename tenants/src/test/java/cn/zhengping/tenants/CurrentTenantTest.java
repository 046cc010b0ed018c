package cn.zhengping.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.tenants.TenantException.Code;
import io.micrometer.context.ContextSnapshotFactory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class CurrentTenantTest {

    private static final TenantCode CITY = new TenantCode("current_city");
    private static final TenantCode COUNTY = new TenantCode("current_county");
    private static final TenantCode STRANGER = new TenantCode("current_stranger");
    private static final Crossing REVIEW = new Crossing("account-1", "review");

    @SuppressWarnings("NullAway.Init") // by @BeforeAll
    private static TestTenancy tenancy;

    @SuppressWarnings("NullAway.Init") // by @BeforeAll
    private static CurrentTenant currentTenant;

    @BeforeAll
    static void start() {
        tenancy = new TestTenancy(2);
        tenancy.registry.create(TestTenancy.tenant(CITY.value(), TenantKind.CITY, null));
        tenancy.registry.create(TestTenancy.tenant(COUNTY.value(), TenantKind.COUNTY, CITY.value()));
        tenancy.registry.create(TestTenancy.tenant(STRANGER.value(), TenantKind.COUNTY, null));
        currentTenant = new CurrentTenant(
                CrossingRights.alongTheLineOfParents(tenancy.registry), new CrossingTrail(tenancy.pool));
    }

    @AfterAll
    static void stop() {
        tenancy.close();
    }

    @BeforeEach
    void clearTrail() {
        tenancy.asOwner.execute("delete from platform.tenant_crossing");
    }

    @Test
    void the_tenant_is_bound_for_the_length_of_the_call() throws IOException {
        assertThat(CurrentTenant.find()).isEmpty();
        assertThat(CurrentTenant.call(CITY, CurrentTenant::require)).isEqualTo(CITY);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> CurrentTenant.run(CITY, () -> {
                    throw new IOException();
                }));
        assertThat(CurrentTenant.find()).isEmpty();
    }

    @Test
    void without_a_tenant_there_is_no_transaction() {
        assertThatExceptionOfType(NoTenantBoundException.class).isThrownBy(CurrentTenantTest::user);
        assertThatExceptionOfType(NoTenantBoundException.class).isThrownBy(CurrentTenant::require);
        assertThatExceptionOfType(NoTenantBoundException.class)
                .isThrownBy(() -> CurrentTenant.platform(CurrentTenant::require));
        assertThat(tenancy.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void a_transaction_works_in_the_schema_that_is_bound() {
        assertThat(CurrentTenant.call(CITY, CurrentTenantTest::user)).isEqualTo("t_current_city");
        assertThat(CurrentTenant.platform(CurrentTenantTest::user)).isEqualTo("zhengping_platform");
        assertThat(CurrentTenant.call(CITY, () -> CurrentTenant.platform(CurrentTenantTest::user)))
                .isEqualTo("zhengping_platform");
        assertThat(CurrentTenant.platform(() -> CurrentTenant.call(CITY, CurrentTenantTest::user)))
                .isEqualTo("t_current_city");
    }

    @Test
    void another_tenant_is_reached_by_crossing_only() {
        refused(
                Code.OTHER_TENANT_BOUND,
                () -> CurrentTenant.call(CITY, () -> CurrentTenant.call(COUNTY, CurrentTenantTest::user)));
        refused(
                Code.OTHER_TENANT_BOUND,
                () -> CurrentTenant.call(
                        CITY, () -> CurrentTenant.platform(() -> CurrentTenant.call(COUNTY, CurrentTenantTest::user))));
    }

    @Test
    void the_context_does_not_change_inside_a_transaction() {
        refused(
                Code.CONTEXT_CHANGED_IN_TRANSACTION,
                () -> CurrentTenant.call(
                        CITY, () -> transaction().execute(status -> CurrentTenant.platform(CurrentTenantTest::user))));
        refused(
                Code.CONTEXT_CHANGED_IN_TRANSACTION,
                () -> CurrentTenant.call(
                        CITY,
                        () -> transaction()
                                .execute(status -> currentTenant.callAs(COUNTY, REVIEW, CurrentTenantTest::user))));
        assertThat(CurrentTenant.<String, RuntimeException>call(
                        CITY,
                        () -> transaction()
                                .<String>execute(status -> CurrentTenant.call(CITY, CurrentTenantTest::user))))
                .isEqualTo("t_current_city");
    }

    @Test
    void who_has_the_right_crosses_over_and_leaves_a_trace() {
        assertThat(CurrentTenant.call(CITY, () -> currentTenant.callAs(COUNTY, REVIEW, CurrentTenantTest::user)))
                .isEqualTo("t_current_county");
        assertThat(CurrentTenant.call(COUNTY, () -> currentTenant.callAs(CITY, REVIEW, CurrentTenantTest::user)))
                .isEqualTo("t_current_city");

        assertThat(trail())
                .containsExactly(
                        "account-1 current_city current_county review true",
                        "account-1 current_county current_city review true");
    }

    @Test
    void who_has_no_right_does_not_cross_over_and_leaves_a_trace_too() {
        refused(
                Code.CROSSING_DENIED,
                () -> CurrentTenant.call(CITY, () -> currentTenant.callAs(STRANGER, REVIEW, CurrentTenantTest::user)));

        assertThat(trail()).containsExactly("account-1 current_city current_stranger review false");
    }

    @Test
    void who_has_crossed_over_does_not_cross_again_not_even_back() {
        for (var next : List.of(CITY, STRANGER)) {
            refused(
                    Code.CROSSING_NESTED,
                    () -> CurrentTenant.call(
                            CITY,
                            () -> currentTenant.callAs(
                                    COUNTY,
                                    REVIEW,
                                    () -> currentTenant.callAs(next, REVIEW, CurrentTenantTest::user))));
        }
    }

    @Test
    void acting_in_ones_own_tenant_is_no_crossing() {
        assertThat(CurrentTenant.call(CITY, () -> currentTenant.callAs(CITY, REVIEW, CurrentTenantTest::user)))
                .isEqualTo("t_current_city");
        assertThat(trail()).isEmpty();
    }

    @Test
    void nobody_crosses_over_from_nowhere() {
        assertThatExceptionOfType(NoTenantBoundException.class)
                .isThrownBy(() -> currentTenant.callAs(CITY, REVIEW, CurrentTenantTest::user));
        assertThatExceptionOfType(NoTenantBoundException.class)
                .isThrownBy(() ->
                        CurrentTenant.platform(() -> currentTenant.callAs(CITY, REVIEW, CurrentTenantTest::user)));
    }

    @Test
    void the_tenant_goes_along_to_other_threads_and_does_not_stay_there() throws Exception {
        try (var other = Executors.newSingleThreadExecutor()) {
            var carried = CurrentTenant.call(
                    CITY,
                    () -> ContextSnapshotFactory.builder().build().captureAll().wrap(CurrentTenantTest::user));

            assertThat(other.submit(carried).get()).isEqualTo("t_current_city");
            assertThat(other.submit(CurrentTenant::find).get()).isEmpty();
        }
    }

    @Test
    void a_transaction_of_its_own_a_savepoint_and_reading_only_work_in_the_same_tenant() {
        var own = transaction();
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        var savepoint = transaction();
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        var reading = transaction();
        reading.setReadOnly(true);

        CurrentTenant.run(CITY, () -> {
            transaction().executeWithoutResult(outer -> {
                write("outer");
                own.executeWithoutResult(status -> write("own"));
                savepoint.executeWithoutResult(status -> {
                    write("undone");
                    status.setRollbackOnly();
                });
                assertThat(user()).isEqualTo("t_current_city");
            });
            assertThat(reading.<List<String>>execute(
                            status -> jdbc().queryForList("select entry from ledger order by entry", String.class)))
                    .containsExactly("outer", "own");
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> reading.executeWithoutResult(status -> write("x")))
                    .havingRootCause()
                    .withMessageContaining("read-only transaction");
        });
    }

    private static TransactionTemplate transaction() {
        return new TransactionTemplate(new TenantTransactionManager(tenancy.pool));
    }

    private static JdbcTemplate jdbc() {
        return new JdbcTemplate(tenancy.pool);
    }

    private static String user() {
        return transaction()
                .<String>execute(status -> String.valueOf(jdbc().queryForObject("select current_user", String.class)));
    }

    private static void write(String entry) {
        jdbc().update("insert into ledger (entry) values (?)", entry);
    }

    private static List<String> trail() {
        return tenancy.asOwner.query(
                "select * from platform.tenant_crossing order by id",
                (row, number) -> String.join(
                        " ",
                        row.getString("actor"),
                        row.getString("from_tenant"),
                        row.getString("to_tenant"),
                        row.getString("purpose"),
                        String.valueOf(row.getBoolean("allowed"))));
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
