package cn.zhengping.tenants;

import cn.zhengping.tenants.TenantException.Code;
import cn.zhengping.tenants.database.Changelogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All tenants of the platform. Every call is the platform's own work in a transaction of its own, so none can be made inside
 * a transaction ({@code CONTEXT_CHANGED_IN_TRANSACTION}). Suspended tenants are out of reach on every node from the moment
 * the call returns: the database itself refuses their role.
 */
public final class TenantRegistry {

    static final RowMapper<Tenant> TENANT = (row, number) -> {
        var parent = row.getString("parent");
        return new Tenant(
                new TenantCode(row.getString("code")),
                row.getString("name"),
                TenantKind.valueOf(row.getString("kind")),
                parent == null ? null : new TenantCode(parent),
                TenantState.valueOf(row.getString("state")),
                row.getString("failure"));
    };

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final TenantLifecycle lifecycle;

    /**
     * @param pool logs in as {@code zhengping_pool}
     * @param owner logs in as the owner of the database
     * @param changelogs {@link Changelogs#ofTenants}
     */
    public TenantRegistry(DataSource pool, DataSource owner, Changelogs changelogs, List<ProvisioningStep> steps) {
        this.jdbc = JdbcClient.create(pool);
        this.reading = new TransactionTemplate(new TenantTransactionManager(pool));
        this.reading.setReadOnly(true);
        this.lifecycle = new TenantLifecycle(owner, changelogs, steps);
    }

    /**
     * Makes the tenant with its role, schema, tables and first rows, all in one transaction.
     *
     * @throws TenantException {@code CODE_IN_USE}, {@code PARENT_UNKNOWN}, {@code PARENT_ARCHIVED}, {@code PARENT_NOT_ABOVE},
     *     {@code LEFTOVERS_IN_THE_WAY}, {@code PROVISIONING_FAILED}
     */
    public Tenant create(NewTenant tenant) {
        return CurrentTenant.platform(() -> lifecycle.create(tenant));
    }

    /**
     * Puts the tenant out of reach. Transactions that have begun may end.
     *
     * @throws TenantException {@code TENANT_UNKNOWN}, {@code ALREADY_SUSPENDED}, {@code ALREADY_ARCHIVED}
     */
    public Tenant suspend(TenantCode code) {
        return CurrentTenant.platform(() -> lifecycle.suspend(code));
    }

    /**
     * Ends a suspension. A tenant whose migration has failed stays out of service until it succeeds.
     *
     * @throws TenantException {@code TENANT_UNKNOWN}, {@code ALREADY_ACTIVE}, {@code ALREADY_ARCHIVED}
     */
    public Tenant resume(TenantCode code) {
        return CurrentTenant.platform(() -> lifecycle.resume(code));
    }

    /**
     * Writes all that a suspended tenant has to a new file, then drops its schema and role. Suspending comes first and by
     * itself, so that nobody archives what is in use; what began before is waited for, for half a minute. If anything fails,
     * nothing is dropped; a file may then be left over if it was the very last step that failed.
     *
     * @param file must not exist; its folder must
     * @throws TenantException {@code TENANT_UNKNOWN}, {@code NOT_SUSPENDED}, {@code ALREADY_ARCHIVED}, {@code HAS_CHILDREN},
     *     {@code STILL_IN_USE}, {@code ARCHIVE_FILE_EXISTS}, {@code ARCHIVING_FAILED}
     */
    public TenantArchive archive(TenantCode code, Path file) {
        return CurrentTenant.platform(() -> lifecycle.archive(code, file));
    }

    public Optional<Tenant> find(TenantCode code) {
        return read(() -> jdbc.sql("select * from tenant where code = ?")
                .param(code.value())
                .query(TENANT)
                .optional());
    }

    /** @throws TenantException {@code TENANT_UNKNOWN} */
    public Tenant get(TenantCode code) {
        return find(code).orElseThrow(() -> new TenantException(Code.TENANT_UNKNOWN, code.value()));
    }

    /** All of them, archived ones too, in the order of their codes. */
    public List<Tenant> all() {
        return read(() -> jdbc.sql("select * from tenant order by code collate \"C\"")
                .query(TENANT)
                .list());
    }

    /** Those right below, archived ones too, in the order of their codes. */
    public List<Tenant> children(TenantCode parent) {
        return read(() -> jdbc.sql("select * from tenant where parent = ? order by code collate \"C\"")
                .param(parent.value())
                .query(TENANT)
                .list());
    }

    /** The line of parents, the nearest first. */
    public List<Tenant> ancestors(TenantCode code) {
        return read(() -> jdbc.sql("""
                        with recursive line as (
                            select parent, 1 as distance from tenant where code = ?
                            union all
                            select t.parent, distance + 1 from tenant t join line on t.code = line.parent
                        )
                        select t.* from tenant t join line on t.code = line.parent order by distance
                        """).param(code.value()).query(TENANT).list());
    }

    /** Whether {@code upper} is in the line of parents of {@code lower}; a tenant is no ancestor of itself. */
    public boolean isAncestor(TenantCode upper, TenantCode lower) {
        return ancestors(lower).stream().anyMatch(ancestor -> ancestor.code().equals(upper));
    }

    private <T> T read(CurrentTenant.Work<T, RuntimeException> query) {
        return CurrentTenant.platform(() -> reading.<T>execute(status -> query.call()));
    }
}
