package cn.zhengping.bench;

import cn.zhengping.tenants.NewTenant;
import cn.zhengping.tenants.ProvisioningStep;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantKind;
import cn.zhengping.tenants.TenantRegistry;
import cn.zhengping.tenants.database.Changelogs;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/**
 * One tenant made by the registry, against {@code psql} that sends the very same SQL in one transaction to the same server.
 * They take turns; each finds nothing of the other.
 */
final class ProvisioningBenchmark {

    /** 乐至县: townships and villages enough. */
    private static final NewTenant COUNTY = new NewTenant(new TenantCode("512022"), "乐至县", TenantKind.COUNTY, null);

    private final Server server;
    private final List<ProvisioningStep> steps;

    private ProvisioningBenchmark(Server server, List<ProvisioningStep> steps) {
        this.server = server;
        this.steps = steps;
    }

    static List<Result> run(boolean quick) throws IOException, SQLException, InterruptedException {
        try (var server = new Server()) {
            var steps = List.copyOf(
                    server.context().getBeansOfType(ProvisioningStep.class).values());
            return List.of(
                    new ProvisioningBenchmark(server, List.of()).measure("tables only", quick),
                    new ProvisioningBenchmark(server, steps).measure("with the units of a county", quick));
        }
    }

    private Result measure(String what, boolean quick) throws IOException, SQLException, InterruptedException {
        var sent = new SentSql();
        registry(sent.over(server.database().connections())).create(COUNTY);
        forget();
        var script = server.file("tenant.sql");
        Files.writeString(script, sent.script());
        var psql = List.of(
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--single-transaction",
                "--set=ON_ERROR_STOP=1",
                "--output=/dev/null",
                "--file=" + script,
                "--host=127.0.0.1",
                "--port=" + server.databasePort(),
                "--username=postgres",
                "postgres");
        var password = Map.of("PGPASSWORD", server.ownerPassword());
        var registry = registry(server.database().connections());
        var ours = new ArrayList<Double>();
        var baseline = new ArrayList<Double>();
        var warmUp = quick ? 2 : 10;
        var rounds = quick ? 5 : 31;
        for (var round = -warmUp; round < rounds; round++) {
            var one = milliseconds(() -> registry.create(COUNTY));
            forget();
            var other = milliseconds(() -> Program.run(password, psql));
            forget();
            if (round >= 0) {
                ours.add(one);
                baseline.add(other);
            }
        }
        return new Result(
                "provisioning a tenant, %s / the same SQL by `psql`".formatted(what),
                middle(ours),
                middle(baseline),
                Result.median(ours) / Result.median(baseline),
                "≤ 1.5");
    }

    private TenantRegistry registry(DataSource owner) {
        return new TenantRegistry(server.bean(DataSource.class), owner, server.bean(Changelogs.class), steps);
    }

    private void forget() throws SQLException {
        var schema = COUNTY.code().schema();
        server.asOwner(
                "drop schema " + schema + " cascade",
                "drop role " + schema.role(),
                "delete from platform.tenant where code = '" + COUNTY.code() + "'");
    }

    /** What is timed. */
    @FunctionalInterface
    private interface Work {
        Object run() throws IOException, SQLException, InterruptedException;
    }

    private static double milliseconds(Work work) throws IOException, SQLException, InterruptedException {
        var start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static String middle(List<Double> milliseconds) {
        return String.format(Locale.ROOT, "%.0f ms", Result.median(milliseconds));
    }
}
