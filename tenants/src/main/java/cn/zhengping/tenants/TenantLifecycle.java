package cn.zhengping.tenants;

import cn.zhengping.tenants.TenantException.Code;
import cn.zhengping.tenants.database.Changelogs;
import cn.zhengping.tenants.database.DatabaseRoles;
import cn.zhengping.tenants.database.DatabaseSetupException;
import cn.zhengping.tenants.database.RoleSwitch;
import cn.zhengping.tenants.database.SchemaName;
import cn.zhengping.tenants.database.SchemaUpdate;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes, locks, migrates and drops the schema and the role of a tenant together with its row in the registry, as the owner.
 * Each method is one transaction.
 */
final class TenantLifecycle {

    /** A role or a schema of that name is there already. */
    private static final Set<String> DUPLICATE = Set.of("42710", "42P06");

    /** Somebody else has a lock: on what was not to be waited for, or in a deadlock. */
    private static final Set<String> LOCKED = Set.of("55P03", "40P01");

    /** For transactions that began before a tenant was suspended, or that use what is migrated. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JdbcTemplate owner;
    private final TransactionTemplate transaction;
    private final Changelogs changelogs;
    private final List<ProvisioningStep> steps;
    private final RetryTemplate whenFree;

    TenantLifecycle(DataSource owner, Changelogs changelogs, List<ProvisioningStep> steps) {
        this(owner, changelogs, steps, PATIENCE);
    }

    /** @param patience for how long it tries again while others use what has to be locked */
    TenantLifecycle(DataSource owner, Changelogs changelogs, List<ProvisioningStep> steps, Duration patience) {
        this.owner = new JdbcTemplate(owner);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(owner));
        this.changelogs = changelogs;
        this.steps = List.copyOf(steps);
        this.whenFree = new RetryTemplate(RetryPolicy.builder()
                .predicate(TenantLifecycle::isInTheWay)
                .maxRetries(Long.MAX_VALUE)
                .delay(Duration.ofMillis(100))
                .timeout(patience)
                .build());
    }

    Tenant create(NewTenant wanted) {
        try {
            return inTransaction(connection -> {
                // The row first: whoever creates the same code at the same time waits here.
                register(wanted);
                makeSchema(connection, wanted.code());
                var tenant = find(wanted.code(), "").orElseThrow();
                for (var step : steps) {
                    RoleSwitch.enter(connection, wanted.code().schema());
                    step.provision(tenant, connection);
                }
                return tenant;
            });
        } catch (DataAccessException | TransactionException | DatabaseSetupException e) {
            throw new TenantException(Code.PROVISIONING_FAILED, e, wanted.code().value(), reason(e));
        }
    }

    Tenant suspend(TenantCode code) {
        return inTransaction(connection -> {
            switch (lock(code).state()) {
                case ACTIVE -> {}
                case SUSPENDED -> throw new TenantException(Code.ALREADY_SUSPENDED, code.value());
                case ARCHIVED -> throw new TenantException(Code.ALREADY_ARCHIVED, code.value());
            }
            refuse(code.schema());
            return enter(code, TenantState.SUSPENDED);
        });
    }

    Tenant resume(TenantCode code) {
        return inTransaction(connection -> {
            var tenant = lock(code);
            switch (tenant.state()) {
                case ACTIVE -> throw new TenantException(Code.ALREADY_ACTIVE, code.value());
                case SUSPENDED -> {}
                case ARCHIVED -> throw new TenantException(Code.ALREADY_ARCHIVED, code.value());
            }
            if (tenant.failure() == null) {
                admit(code.schema());
            }
            return enter(code, TenantState.ACTIVE);
        });
    }

    TenantArchive archive(TenantCode code, Path file) {
        try {
            return whenFree.invoke(() -> inTransaction(connection -> {
                var tenant = lock(code);
                switch (tenant.state()) {
                    case ACTIVE -> throw new TenantException(Code.NOT_SUSPENDED, code.value());
                    case SUSPENDED -> {}
                    case ARCHIVED -> throw new TenantException(Code.ALREADY_ARCHIVED, code.value());
                }
                if (asks(
                        "select exists (select from platform.tenant where parent = ? and state <> 'ARCHIVED')", code)) {
                    throw new TenantException(Code.HAS_CHILDREN, code.value());
                }
                try {
                    return ArchiveWriter.write(connection, code, file, () -> {
                        owner.execute("drop schema " + code.schema() + " cascade");
                        owner.execute("drop role " + code.schema().role());
                        enter(code, TenantState.ARCHIVED);
                    });
                } catch (FileAlreadyExistsException e) {
                    throw new TenantException(Code.ARCHIVE_FILE_EXISTS, e, file.toString());
                } catch (IOException e) {
                    throw new TenantException(Code.ARCHIVING_FAILED, e, code.value(), reason(e));
                }
            }));
        } catch (DataAccessException | TransactionException e) {
            throw isInTheWay(e)
                    ? new TenantException(Code.STILL_IN_USE, e, code.value())
                    : new TenantException(Code.ARCHIVING_FAILED, e, code.value(), reason(e));
        }
    }

    /** Those whose schema is not at these changelogs, or whose last migration failed. */
    List<TenantCode> behind() {
        return owner.query("""
                select code from platform.tenant
                where state <> 'ARCHIVED' and (changelogs is distinct from ? or failure is not null)
                order by code collate "C"
                """, (row, number) -> new TenantCode(row.getString(1)), changelogs.version());
    }

    /** Brings one tenant to these changelogs and back into service; does nothing if somebody else has done it meanwhile. */
    void migrate(TenantCode code) {
        whenFree.invoke(() -> inTransaction(connection -> {
            // Whoever migrates the same tenant waits here.
            var tenant = lock(code);
            if (tenant.state() == TenantState.ARCHIVED || isAtTheseChangelogs(tenant)) {
                return false;
            }
            SchemaUpdate.apply(connection, code.schema(), changelogs);
            owner.update(
                    "update platform.tenant set changelogs = ?, failure = null where code = ?",
                    changelogs.version(),
                    code.value());
            if (tenant.state() == TenantState.ACTIVE) {
                admit(code.schema());
            }
            return true;
        }));
    }

    /** Takes a tenant out of service, until a migration succeeds. */
    void failed(TenantCode code, String reason) {
        inTransaction(connection -> {
            if (lock(code).state() == TenantState.ACTIVE) {
                refuse(code.schema());
            }
            return owner.update("update platform.tenant set failure = ? where code = ?", reason, code.value());
        });
    }

    private static boolean isInTheWay(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException e
                && LOCKED.contains(e.getSQLState());
    }

    static String reason(Exception failure) {
        return String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
    }

    private void register(NewTenant wanted) {
        var parent = wanted.parent();
        if (parent != null) {
            var above = find(parent, "for share")
                    .orElseThrow(() -> new TenantException(
                            Code.PARENT_UNKNOWN, wanted.code().value(), parent.value()));
            if (above.state() == TenantState.ARCHIVED) {
                throw new TenantException(Code.PARENT_ARCHIVED, wanted.code().value(), parent.value());
            }
            if (!above.kind().isAbove(wanted.kind())) {
                throw new TenantException(Code.PARENT_NOT_ABOVE, wanted.code().value(), parent.value());
            }
        }
        var written = owner.update(
                """
                insert into platform.tenant (code, name, kind, parent, state, changelogs) values (?, ?, ?, ?, 'ACTIVE', ?)
                on conflict (code) do update
                set name = excluded.name, kind = excluded.kind, parent = excluded.parent, state = excluded.state,
                    state_since = now(), changelogs = excluded.changelogs, failure = null
                where tenant.state = 'ARCHIVED'
                """,
                wanted.code().value(),
                wanted.name(),
                wanted.kind().name(),
                parent == null ? null : parent.value(),
                changelogs.version());
        if (written == 0) {
            throw new TenantException(Code.CODE_IN_USE, wanted.code().value());
        }
    }

    private void makeSchema(Connection connection, TenantCode code) throws SQLException {
        var schema = code.schema();
        var role = schema.role();
        try (var statement = connection.createStatement()) {
            statement.execute("create role " + role + " nologin");
            statement.execute("create schema " + schema);
        } catch (SQLException e) {
            if (DUPLICATE.contains(e.getSQLState())) {
                throw new TenantException(Code.LEFTOVERS_IN_THE_WAY, e, code.value(), role);
            }
            throw e;
        }
        admit(schema);
        owner.execute("grant " + role + " to current_user with inherit false, set true");
        owner.execute("grant " + DatabaseRoles.ANY_TENANT + " to " + role + " with inherit true, set false");
        owner.execute("grant usage on schema " + schema + " to " + role);
        SchemaUpdate.apply(connection, schema, changelogs);
        // For a table that somebody adds by hand: the least that any table has, until a migration looks at its remarks.
        owner.execute("alter default privileges in schema " + schema + " grant select on tables to " + role);
    }

    private void admit(SchemaName schema) {
        owner.execute("grant " + schema.role() + " to " + DatabaseRoles.POOL + " with inherit false, set true");
    }

    private void refuse(SchemaName schema) {
        owner.execute("revoke " + schema.role() + " from " + DatabaseRoles.POOL);
        // PostgreSQL only warns where another role than the current one has granted it.
        if (Boolean.TRUE.equals(owner.queryForObject(
                "select pg_has_role(?, ?, 'SET')", Boolean.class, DatabaseRoles.POOL, schema.role()))) {
            throw new TenantException(Code.ROLE_NOT_REVOKED, schema.role(), DatabaseRoles.POOL);
        }
    }

    private Tenant enter(TenantCode code, TenantState state) {
        owner.update(
                "update platform.tenant set state = ?, state_since = now() where code = ?", state.name(), code.value());
        return find(code, "").orElseThrow();
    }

    private Tenant lock(TenantCode code) {
        return find(code, "for update").orElseThrow(() -> new TenantException(Code.TENANT_UNKNOWN, code.value()));
    }

    private Optional<Tenant> find(TenantCode code, String locking) {
        return owner
                .query("select * from platform.tenant where code = ? " + locking, TenantRegistry.TENANT, code.value())
                .stream()
                .findFirst();
    }

    private boolean isAtTheseChangelogs(Tenant tenant) {
        return tenant.failure() == null
                && changelogs
                        .version()
                        .equals(owner.queryForObject(
                                "select changelogs from platform.tenant where code = ?",
                                String.class,
                                tenant.code().value()));
    }

    private boolean asks(String question, TenantCode code) {
        return Boolean.TRUE.equals(owner.queryForObject(question, Boolean.class, code.value()));
    }

    private <T> T inTransaction(ConnectionCallback<T> work) {
        return transaction.<T>execute(status -> owner.<T>execute(work));
    }
}
