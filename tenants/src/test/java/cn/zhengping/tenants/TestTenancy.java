package cn.zhengping.tenants;

import cn.zhengping.tenants.database.Changelogs;
import cn.zhengping.tenants.database.DatabaseBootstrap;
import cn.zhengping.tenants.testing.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database that is set up, with the registry over it. */
final class TestTenancy implements AutoCloseable {

    static final ClassLoader CLASSES = TestTenancy.class.getClassLoader();
    static final Changelogs CHANGELOGS = Changelogs.ofTenants(CLASSES);

    final TestDatabase database = TestDatabase.create();
    final DataSource owner = database.owner();
    final JdbcTemplate asOwner = new JdbcTemplate(owner);
    final JdbcTemplate asSuperuser = new JdbcTemplate(database.superuser());
    final HikariDataSource pool;
    final TenantRegistry registry;

    TestTenancy(int poolSize, ProvisioningStep... steps) {
        new DatabaseBootstrap(owner).run(Changelogs.ofPlatform(CLASSES), database.poolPassword());
        pool = database.pool(poolSize);
        registry = registry(owner, steps);
    }

    TenantRegistry registry(DataSource asOwner, ProvisioningStep... steps) {
        return new TenantRegistry(pool, asOwner, CHANGELOGS, List.of(steps));
    }

    static NewTenant county(String code) {
        return tenant(code, TenantKind.COUNTY, null);
    }

    static NewTenant tenant(String code, TenantKind kind, @Nullable String parent) {
        return new NewTenant(new TenantCode(code), "某县", kind, parent == null ? null : new TenantCode(parent));
    }

    /** The changelogs of a later version, with one more feature. */
    static Changelogs changelogsWith(Path folder, String feature, String changelog) throws IOException {
        var file = folder.resolve("db/tenant").resolve(feature).resolve("changelog.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, changelog);
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, CLASSES)) {
            return Changelogs.ofTenants(loader);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
