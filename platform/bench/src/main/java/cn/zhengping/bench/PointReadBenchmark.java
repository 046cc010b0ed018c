package cn.zhengping.bench;

import cn.zhengping.app.access.Accounts;
import cn.zhengping.app.access.Actor.Holding;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.tenancy.Tenancy;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.database.DatabaseRoles;
import cn.zhengping.tenants.database.SchemaName;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads of one unit over GraphQL, against {@code pgbench} that sends the same SQL with the same switch of role and path to
 * the same server. Both keep as many connections busy; they take turns.
 */
final class PointReadBenchmark {

    /** Units that are read at random, {@link PointReads#ID} with a number. */
    private static final int UNITS = 10_000;

    private static final int CONNECTIONS = 8;
    private static final String TENANT = "512022";
    private static final String LOGIN = "bench";
    private static final String SECRET = "bench-on-the-loopback-interface";
    private static final int MOST_WARM_UP_ROUNDS = 20;
    private static final double STILL_COMPILING = 0.05;
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private PointReadBenchmark() {}

    static List<Result> run(boolean quick) throws IOException, SQLException, InterruptedException {
        var seconds = quick ? 3 : 10;
        try (var server = new Server()) {
            fill(server);
            var token = token(server);
            var script = server.file("point-read.sql");
            Files.writeString(script, pgbenchScript());
            warmUp(server, token, seconds);
            var ours = new ArrayList<Double>();
            var baseline = new ArrayList<Double>();
            for (var round = 0; round < (quick ? 1 : 3); round++) {
                ours.add(requests(server, token, seconds));
                baseline.add(transactions(server, script, seconds));
            }
            return List.of(new Result(
                    "point read over GraphQL / `pgbench`, %d connections".formatted(CONNECTIONS),
                    rate(ours),
                    rate(baseline),
                    Result.median(ours) / Result.median(baseline),
                    "≥ 0.3"));
        }
    }

    /** Until the server's compiler is busy for less than a twentieth of a round. */
    private static void warmUp(Server server, String token, int seconds) throws IOException, InterruptedException {
        var compiler = ManagementFactory.getCompilationMXBean();
        for (var round = 0; round < MOST_WARM_UP_ROUNDS; round++) {
            var before = compiler.getTotalCompilationTime();
            requests(server, token, seconds);
            if (compiler.getTotalCompilationTime() - before < TimeUnit.SECONDS.toMillis(seconds) * STILL_COMPILING) {
                return;
            }
        }
    }

    private static void fill(Server server) throws SQLException {
        server.bean(Tenancy.class).ensure(TENANT, null, null, null);
        server.bean(Accounts.class)
                .ensure(LOGIN, "测量", SECRET, new TenantCode(TENANT), Set.of(new Holding(Role.OBSERVER, null)));
        var table = SchemaName.ofTenant(TENANT) + ".service_unit";
        server.asOwner("""
                insert into %s (id, version, kind, name, division, state)
                select %s, 0, 'TOWNSHIP_CENTRE', '便民服务中心 ' || n, '%s', 'OPEN' from generate_series(1, %d) n
                """.formatted(table, idOf("n"), TENANT, UNITS), "vacuum analyze " + table);
    }

    private static String idOf(String number) {
        return "('%s' || lpad(%s::text, %d, '0'))::uuid".formatted(PointReads.ID, number, PointReads.DIGITS);
    }

    private static String token(Server server) throws IOException, InterruptedException {
        var credentials = Base64.getEncoder().encodeToString((LOGIN + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/oauth2/token"))
                            .header("Authorization", "Basic " + credentials)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                            .build(),
                    BodyHandlers.ofString());
            return JsonMapper.shared()
                    .readTree(answer.body())
                    .required("access_token")
                    .asString();
        }
    }

    /** By a process of its own, as pgbench is one. */
    private static double requests(Server server, String token, int seconds) throws IOException, InterruptedException {
        return Double.parseDouble(Program.run(
                        Map.of("ZHENGPING_TOKEN", token),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                // The better compiler would take the server's cores.
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                PointReads.class.getName(),
                                String.valueOf(server.port()),
                                String.valueOf(CONNECTIONS),
                                String.valueOf(seconds),
                                String.valueOf(UNITS)))
                .strip());
    }

    private static double transactions(Server server, Path script, int seconds)
            throws IOException, InterruptedException {
        var schema = SchemaName.ofTenant(TENANT);
        var output = Program.run(
                Map.of(
                        "PGPASSWORD",
                        server.database().poolPassword().value(),
                        // pgbench before 16 prepares everything before the first BEGIN, when the table must be in
                        // sight.
                        "PGOPTIONS",
                        "-c role=%s -c search_path=%s".formatted(schema.role(), schema)),
                List.of(
                        "pgbench",
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + CONNECTIONS,
                        "--jobs=2",
                        "--time=" + seconds,
                        "--file=" + script,
                        "--host=127.0.0.1",
                        "--port=" + server.databasePort(),
                        "--username=" + DatabaseRoles.POOL,
                        "postgres"));
        var rate = TPS.matcher(output);
        if (!rate.find()) {
            throw new IllegalStateException("pgbench says no rate:\n" + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    /** What the platform sends for the request. */
    private static String pgbenchScript() {
        return """
                \\set n random(1, %d)
                begin read only;
                select set_config('role', '%s', true), set_config('search_path', '%s', true);
                select id, address, division, kind, name, state, version from service_unit where id = %s;
                commit;
                """.formatted(UNITS, SchemaName.ofTenant(TENANT).role(), SchemaName.ofTenant(TENANT), idOf(":n"));
    }

    private static String rate(List<Double> perSecond) {
        return String.format(Locale.ROOT, "%,.0f /s", Result.median(perSecond));
    }
}
