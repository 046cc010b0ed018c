package cn.zhengping.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Many tenants on few connections, with all that can go wrong in between. */
class IsolationTest {

    private static final int TENANTS = 12;
    private static final int TASKS = 1_200;
    private static final int THREADS = 4;
    private static final long SEED = 510_900;

    /** What happens to a transaction after it has written a row and seen its tenant's rows. */
    private enum Fate {
        COMMIT,
        EXCEPTION,
        SQL_ERROR,
        STATEMENT_TIMEOUT,
        CANCELLED,
        INTERRUPTED,
        ROLLBACK_ONLY,
        SAVEPOINT_UNDONE,
        READ_ONLY,
        PLATFORM_NEXT,
        NOBODY_NEXT,
        REQUIRES_NEW
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void no_tenant_ever_sees_a_foreign_row_and_no_connection_keeps_a_role(int poolSize) throws Exception {
        try (var tenancy = new TestTenancy(poolSize)) {
            var codes = IntStream.range(0, TENANTS)
                    .mapToObj(i -> new TenantCode("isolated_" + poolSize + "_" + i))
                    .toList();
            for (var code : codes) {
                tenancy.registry.create(TestTenancy.county(code.value()));
            }
            var run = new Run(tenancy, poolSize > 1);
            var random = new Random(SEED);
            var tasks = new ArrayList<Callable<Void>>();
            for (var i = 0; i < TASKS; i++) {
                var code = codes.get(random.nextInt(TENANTS));
                var fate = Fate.values()[i % Fate.values().length];
                tasks.add(() -> {
                    run.work(code, fate);
                    return null;
                });
            }
            Collections.shuffle(tasks, random);

            try (var threads = Executors.newFixedThreadPool(THREADS)) {
                for (Future<Void> task : threads.invokeAll(tasks)) {
                    task.get();
                }
            }

            for (var code : codes) {
                assertThat(tenancy.asOwner.queryForList(
                                "select entry, count(*)::int as rows from %s.ledger group by entry"
                                        .formatted(code.schema())))
                        .containsExactly(Map.of(
                                "entry",
                                code.value(),
                                "rows",
                                run.committed(code).get()));
            }
            assertThat(run.seen.get()).isGreaterThan(TASKS);
        }
    }

    private static final class Run {

        private final TestTenancy tenancy;
        private final boolean secondConnection;
        private final JdbcTemplate jdbc;
        private final Map<TenantCode, AtomicInteger> committed = new ConcurrentHashMap<>();
        private final AtomicInteger seen = new AtomicInteger();

        Run(TestTenancy tenancy, boolean secondConnection) {
            this.tenancy = tenancy;
            this.secondConnection = secondConnection;
            this.jdbc = new JdbcTemplate(tenancy.pool);
        }

        AtomicInteger committed(TenantCode code) {
            return committed.computeIfAbsent(code, key -> new AtomicInteger());
        }

        void work(TenantCode code, Fate fate) {
            CurrentTenant.run(code, () -> meet(code, fate));
            switch (fate) {
                case PLATFORM_NEXT ->
                    assertThat(CurrentTenant.platform(() -> template()
                                    .<List<String>>execute(status -> jdbc.queryForList(
                                            "select current_user || ' ' || current_schema", String.class))))
                            .containsExactly("zhengping_platform platform");
                case NOBODY_NEXT -> {
                    assertThatExceptionOfType(NoTenantBoundException.class)
                            .isThrownBy(() -> template().execute(status -> jdbc.queryForList("select * from ledger")));
                    assertThatExceptionOfType(DataAccessException.class)
                            .isThrownBy(() -> jdbc.queryForList("select * from " + code.schema() + ".ledger"))
                            .havingRootCause()
                            .withMessageContaining("permission denied");
                }
                default -> {}
            }
            // Whatever has happened to the connections: outside a transaction they are nobody's.
            assertThat(jdbc.queryForList(
                            "select current_user || ' ' || current_setting('role') || ' ' || current_setting('search_path')",
                            String.class))
                    .containsExactly("zhengping_pool none \"$user\", public");
        }

        private void meet(TenantCode code, Fate fate) {
            switch (fate) {
                case COMMIT, PLATFORM_NEXT, NOBODY_NEXT -> {
                    template().executeWithoutResult(status -> writeAndSee(code));
                    committed(code).incrementAndGet();
                }
                case EXCEPTION ->
                    assertThatExceptionOfType(IllegalStateException.class)
                            .isThrownBy(() -> template().executeWithoutResult(status -> {
                                writeAndSee(code);
                                throw new IllegalStateException("on purpose");
                            }));
                case SQL_ERROR -> failsIn(code, "22012", () -> jdbc.queryForObject("select 1 / 0", Integer.class));
                case STATEMENT_TIMEOUT ->
                    failsIn(code, "57014", () -> {
                        jdbc.execute("set local statement_timeout = 5");
                        jdbc.execute("select pg_sleep(60)");
                    });
                case CANCELLED -> failsIn(code, "57014", this::cancelled);
                case INTERRUPTED -> interrupted(code);
                case ROLLBACK_ONLY ->
                    template().executeWithoutResult(status -> {
                        writeAndSee(code);
                        status.setRollbackOnly();
                    });
                case SAVEPOINT_UNDONE -> {
                    template().executeWithoutResult(outer -> {
                        writeAndSee(code);
                        var nested = template();
                        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
                        nested.executeWithoutResult(status -> {
                            writeAndSee(code);
                            status.setRollbackOnly();
                        });
                        see(code);
                    });
                    committed(code).incrementAndGet();
                }
                case READ_ONLY -> {
                    var reading = template();
                    reading.setReadOnly(true);
                    reading.executeWithoutResult(status -> see(code));
                }
                case REQUIRES_NEW -> {
                    template().executeWithoutResult(outer -> {
                        writeAndSee(code);
                        if (secondConnection) {
                            var own = template();
                            own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
                            own.executeWithoutResult(status -> writeAndSee(code));
                            committed(code).incrementAndGet();
                            see(code);
                        }
                        outer.setRollbackOnly();
                    });
                }
            }
        }

        /** An interrupted thread gets no connection, or one that it uses to the end. */
        private void interrupted(TenantCode code) {
            Thread.currentThread().interrupt();
            try {
                template().executeWithoutResult(status -> writeAndSee(code));
                committed(code).incrementAndGet();
            } catch (CannotCreateTransactionException e) {
                assertThat(e).hasRootCauseInstanceOf(InterruptedException.class);
            } finally {
                Thread.interrupted();
            }
        }

        private void failsIn(TenantCode code, String sqlState, Runnable failing) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> template().executeWithoutResult(status -> {
                        writeAndSee(code);
                        failing.run();
                    }))
                    .havingRootCause()
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
        }

        private void cancelled() {
            var backend = jdbc.queryForObject("select pg_backend_pid()", Integer.class);
            jdbc.execute((Statement statement) -> {
                var canceller = Thread.ofPlatform().start(() -> cancelOnceItRuns(statement, backend));
                try {
                    return statement.execute("select pg_sleep(60)");
                } finally {
                    join(canceller);
                }
            });
        }

        /** A cancellation that comes before the server runs the statement is lost, and pgjdbc sends but one. */
        private void cancelOnceItRuns(Statement statement, @Nullable Integer backend) {
            tenancy.asSuperuser.execute((Connection connection) -> {
                var watching = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
                while (!Boolean.TRUE.equals(watching.queryForObject(
                        "select wait_event = 'PgSleep' from pg_stat_activity where pid = ?", Boolean.class, backend))) {
                    Thread.onSpinWait();
                }
                statement.cancel();
                return true;
            });
        }

        private static void join(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void writeAndSee(TenantCode code) {
            jdbc.update("insert into ledger (entry) values (?)", code.value());
            see(code);
        }

        private void see(TenantCode code) {
            var entries = jdbc.queryForList("select distinct entry from ledger", String.class);
            assertThat(entries).isSubsetOf(code.value());
            assertThat(jdbc.queryForList("select current_user || ' ' || current_schema", String.class))
                    .containsExactly(code.schema() + " " + code.schema());
            seen.incrementAndGet();
        }

        private TransactionTemplate template() {
            return new TransactionTemplate(new TenantTransactionManager(tenancy.pool));
        }
    }
}
