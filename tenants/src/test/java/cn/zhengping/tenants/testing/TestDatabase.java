package cn.zhengping.tenants.testing;

import cn.zhengping.tenants.database.DatabaseRoles;
import cn.zhengping.tenants.database.PoolPassword;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A database of its own in the one PostgreSQL that all tests of a JVM share. Its owner is no superuser, and the pool's role
 * has to give its password. Roles are the server's: tests use codes that no other test uses.
 */
public final class TestDatabase {

    private static final String OWNER = "zhengping_owner";
    private static final PoolPassword POOL_PASSWORD = PoolPassword.derivedFrom(OWNER);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    public static TestDatabase create() {
        var name = "zhengping_" + NUMBER.incrementAndGet();
        new JdbcTemplate(Server.SHARED.getPostgresDatabase()).execute("create database " + name + " owner " + OWNER);
        return new TestDatabase(name);
    }

    /** Logs in as the owner of the database, who may create roles; a new connection each time. */
    public DataSource owner() {
        return connecting(OWNER);
    }

    /** Logs in as the superuser; a new connection each time. */
    public DataSource superuser() {
        return connecting("postgres");
    }

    /** Logs in as {@code zhengping_pool}, once the database is set up with {@link #poolPassword}. */
    public HikariDataSource pool(int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setUsername(DatabaseRoles.POOL);
        config.setPassword(poolPassword().value());
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    public PoolPassword poolPassword() {
        return POOL_PASSWORD;
    }

    public String url() {
        return Server.SHARED.getJdbcUrl("postgres", name).replaceFirst("\\?.*", "");
    }

    private DataSource connecting(String user) {
        var source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(user);
        return source;
    }

    /** Started when the first test asks, stopped with the JVM. */
    private static final class Server {

        static final EmbeddedPostgres SHARED = start();

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
                var jdbc = new JdbcTemplate(server.getPostgresDatabase());
                var rules = Path.of(Objects.requireNonNull(jdbc.queryForObject("show hba_file", String.class)));
                Files.writeString(
                        rules, "host all " + DatabaseRoles.POOL + " all scram-sha-256\n" + Files.readString(rules));
                jdbc.execute("select pg_reload_conf()");
                jdbc.execute("create role " + OWNER + " login createrole");
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
