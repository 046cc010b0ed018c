package cn.zhengping.tenants.database;

import cn.zhengping.tenants.database.DatabaseSetupException.Code;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.util.PasswordUtil;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes an empty database ours, and an old one of ours new: roles, the schema {@code platform} with its tables, and
 * nothing left to PUBLIC. One transaction: it is done or it is not. Every node calls it at every start; they wait for each
 * other.
 */
public final class DatabaseBootstrap {

    /** The first major version that can grant a role without inheriting its rights. */
    static final int OLDEST_SERVER = 16;

    /** Any number, as long as it is always the same: nodes that start at once queue up behind it. */
    private static final long LOCK = 0x7a68656e67L;

    private final JdbcTemplate owner;
    private final TransactionTemplate transaction;

    /**
     * @param owner logs in as the owner of the database, who may also create roles; need not be a superuser
     */
    public DatabaseBootstrap(DataSource owner) {
        this.owner = new JdbcTemplate(owner);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(owner));
    }

    /**
     * @param platform {@link Changelogs#ofPlatform}
     * @param password which {@code zhengping_pool} logs in with from now on
     * @throws DatabaseSetupException if the server is too old, or PUBLIC or the pool's role would keep rights
     */
    public void run(Changelogs platform, PoolPassword password) {
        transaction.executeWithoutResult(status -> owner.execute((ConnectionCallback<Boolean>) connection -> {
            run(connection, platform, password);
            return true;
        }));
    }

    private void run(Connection connection, Changelogs platform, PoolPassword password) throws SQLException {
        owner.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        var version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_SERVER) {
            throw new DatabaseSetupException(Code.SERVER_TOO_OLD, null, version, OLDEST_SERVER);
        }
        makeRoles(password);
        closePublic();
        owner.execute("create schema if not exists platform");
        owner.execute(
                "grant usage on schema platform to %s, %s".formatted(DatabaseRoles.PLATFORM, DatabaseRoles.ANY_TENANT));
        SchemaUpdate.apply(connection, SchemaName.PLATFORM, platform);
    }

    private void makeRoles(PoolPassword password) throws SQLException {
        for (var role : List.of(DatabaseRoles.PLATFORM, DatabaseRoles.ANY_TENANT, DatabaseRoles.POOL)) {
            if (!asks("select exists (select from pg_roles where rolname = ?)", role)) {
                owner.execute(
                        "create role " + role + (role.equals(DatabaseRoles.POOL) ? " login noinherit" : " nologin"));
            }
        }
        if (asks("""
                select rolsuper or rolinherit or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls
                    or exists (select from pg_auth_members where member = pg_roles.oid and inherit_option)
                from pg_roles where rolname = ?""", DatabaseRoles.POOL)) {
            throw new DatabaseSetupException(Code.POOL_ROLE_TOO_MIGHTY, null, DatabaseRoles.POOL);
        }
        // The verifier, not the password: what a server logs must not be enough to log in.
        owner.execute("alter role " + DatabaseRoles.POOL + " password '"
                + PasswordUtil.encodePassword(
                        DatabaseRoles.POOL, password.value().toCharArray(), "scram-sha-256") + "'");
        owner.execute(
                "grant %s to %s with inherit false, set true".formatted(DatabaseRoles.PLATFORM, DatabaseRoles.POOL));
    }

    private void closePublic() {
        var database = owner.queryForObject("select quote_ident(current_database())", String.class);
        owner.execute("revoke temporary, create on database " + database + " from public");
        // Somebody may have dropped it, which is as good.
        if (asks("select to_regnamespace(?) is not null", "public")) {
            owner.execute("revoke all on schema public from public");
        }
        if (asks("""
                select has_database_privilege(rolname, current_database(), 'temporary, create')
                    or coalesce(has_schema_privilege(rolname, to_regnamespace('public'), 'usage, create'), false)
                from pg_roles where rolname = ?""", DatabaseRoles.POOL)) {
            throw new DatabaseSetupException(Code.RIGHTS_LEFT_TO_PUBLIC, null, database == null ? "" : database);
        }
    }

    private boolean asks(String question, Object argument) {
        return Boolean.TRUE.equals(owner.queryForObject(question, Boolean.class, argument));
    }
}
