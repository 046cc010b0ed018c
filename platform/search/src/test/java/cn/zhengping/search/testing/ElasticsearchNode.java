package cn.zhengping.search.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of one node, on the loopback interface. It ends when it is closed, and when the JVM ends in whatever way.
 */
public final class ElasticsearchNode implements AutoCloseable {

    /** Whoever may do no more than the product needs, by the role {@code zhengping} on indexes {@code zhengping-*}. */
    public static final String USER = "zhengping";

    public static final String PASSWORD = "of-tests-only";

    private static final String OPERATOR = "operator";
    /** Of {@link #PASSWORD}, by bcrypt, with the fewest rounds. */
    private static final String HASH = "$2a$04$KCUb/HFjvhmjeU/a.PTSHulGiiYnOW7jGNoaZ4qERefAfVMojQTue";

    /** A second process in the group reads from us until there is an end, and then ends all of the group. */
    private static final String WITH_US =
            "exec 3<&0; (cat <&3 > /dev/null; kill -KILL 0) & exec \"$@\" 3<&- < /dev/null";

    private static final String NOBODY = "65534";
    private static final Duration START = Duration.ofMinutes(5);
    private static final int LOG_LINES = 20;

    private final Path home;
    private final Path folder;
    private final String javaOptions;
    private final boolean secured;
    private final int port;
    private @Nullable Process process;

    /**
     * @param home where Elasticsearch is unpacked
     * @param folder for configuration, data and log; emptied by whoever wants it empty
     * @param javaOptions of the server, its heap above all
     * @param secured whether it speaks TLS only, and asks for a user; both cost a little time
     */
    public ElasticsearchNode(Path home, Path folder, String javaOptions, boolean secured) throws IOException {
        this.home = home.toAbsolutePath();
        this.folder = folder.toAbsolutePath();
        this.javaOptions = javaOptions;
        this.secured = secured;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        configure();
    }

    /** What this machine lacks to run one, in one line; null if nothing is known to be missing. */
    public static @Nullable String missing(Path home) {
        if (!Files.isRegularFile(home.resolve("bin/elasticsearch"))) {
            return "Elasticsearch is not unpacked in " + home + ": let Maven run the tests";
        }
        if (!runs("setsid", "--version")) {
            return "setsid is not installed (package util-linux): Elasticsearch cannot be started so that it surely ends";
        }
        if (isRoot()
                && !runs(
                        "setpriv",
                        "--reuid=" + NOBODY,
                        "test",
                        "-r",
                        home.resolve("bin/elasticsearch").toString())) {
            return "Elasticsearch does not run as root, and setpriv (package util-linux) cannot start it as another user who may read "
                    + home;
        }
        return null;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean runs(String... command) {
        try {
            return run(command) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void configure() throws IOException {
        Path config = folder.resolve("config");
        for (String each : List.of("config", "data", "logs", "tmp")) {
            Files.createDirectories(folder.resolve(each));
        }
        for (String each : List.of("jvm.options", "log4j2.properties")) {
            Files.write(
                    config.resolve(each),
                    Files.readAllBytes(home.resolve("config").resolve(each)));
        }
        List<String> settings = new ArrayList<>(List.of(
                "discovery.type: single-node",
                "http.host: 127.0.0.1",
                "http.port: " + port,
                "transport.host: 127.0.0.1",
                "transport.port: 0",
                "path.data: " + folder.resolve("data"),
                "path.logs: " + folder.resolve("logs"),
                // Whoever runs tests may have a disk that is nearly full.
                "cluster.routing.allocation.disk.threshold_enabled: false",
                // Tests remove all that there is.
                "action.destructive_requires_name: false",
                "xpack.security.enabled: " + secured));
        if (secured) {
            settings.addAll(List.of(
                    "xpack.security.autoconfiguration.enabled: false",
                    "xpack.security.enrollment.enabled: false",
                    "xpack.security.http.ssl.enabled: true",
                    "xpack.security.http.ssl.keystore.path: http.p12",
                    "xpack.security.http.ssl.keystore.password: " + PASSWORD));
            Files.writeString(config.resolve("users"), "%s:%s%n%s:%s%n".formatted(OPERATOR, HASH, USER, HASH));
            Files.writeString(config.resolve("users_roles"), "superuser:%s%nzhengping:%s%n".formatted(OPERATOR, USER));
            Files.writeString(config.resolve("roles.yml"), """
                    zhengping:
                      indices:
                        - names: [ 'zhengping-*' ]
                          privileges: [ 'manage', 'read', 'write' ]
                    """);
            certify(config.resolve("http.p12"));
        }
        Files.write(config.resolve("elasticsearch.yml"), settings);
        if (isRoot()) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.toList()) {
                    Files.setAttribute(each, "unix:uid", Integer.valueOf(NOBODY));
                    Files.setAttribute(each, "unix:gid", Integer.valueOf(NOBODY));
                }
            }
        }
    }

    private void certify(Path store) throws IOException {
        if (Files.exists(store)) {
            return;
        }
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int made = run(
                keytool,
                "-genkeypair",
                "-alias",
                "http",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "bc:c=ca:true",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        int exported = run(
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "http",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                folder.resolve("authority.pem").toString());
        if (made != 0 || exported != 0) {
            throw new IOException("keytool cannot make a certificate in " + store);
        }
    }

    /** Comes back when it answers; after {@link #kill()}, with what it had. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", WITH_US, "sh"));
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.addAll(List.of("bash", home.resolve("bin/elasticsearch").toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ES_PATH_CONF", folder.resolve("config").toString());
        builder.environment().put("ES_TMPDIR", folder.resolve("tmp").toString());
        builder.environment().put("ES_JAVA_OPTS", "-Des.queryable_built_in_roles_enabled=false " + javaOptions);
        builder.environment().put("CLI_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        Process started = builder.start();
        process = started;
        Instant latest = Instant.now().plus(START);
        while (!answers()) {
            if (!started.isAlive() || Instant.now().isAfter(latest)) {
                kill();
                List<String> lines = Files.readAllLines(log());
                throw new IOException("Elasticsearch did not start; its log " + log() + " ends:\n"
                        + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())));
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                kill();
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private Path log() {
        return folder.resolve("elasticsearch.log");
    }

    private boolean answers() {
        try {
            return send("GET", "_cluster/health?wait_for_status=yellow&timeout=1s", "")
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public URI url() {
        return URI.create((secured ? "https" : "http") + "://127.0.0.1:" + port);
    }

    /** What its certificate is signed by, as a PEM file; null if it is not secured. */
    public @Nullable Path authority() {
        return secured ? folder.resolve("authority.pem") : null;
    }

    /** Asks as somebody who may do anything, and throws if the answer is no. */
    public String ask(String method, String path, String body) throws IOException {
        HttpResponse<String> response = send(method, path, body);
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private HttpResponse<String> send(String method, String path, String body) throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        if (authority() != null) {
            builder.sslContext(trust(authority()));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/" + path))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((OPERATOR + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .timeout(Duration.ofSeconds(60))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = builder.build()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static SSLContext trust(Path authority) throws IOException {
        try (InputStream pem = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** It still has its connections, and answers nothing. */
    public void freeze() throws IOException {
        signal("-STOP");
    }

    public void thaw() throws IOException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        Process running = Objects.requireNonNull(process);
        Stream.concat(Stream.of(running.toHandle()), running.descendants())
                .filter(each -> each.info().command().orElse("").endsWith("java"))
                .forEach(each -> command.add(Long.toString(each.pid())));
        if (run(command.toArray(String[]::new)) != 0) {
            throw new IOException(command + " failed");
        }
    }

    /** As if the power had failed. */
    public void kill() throws IOException {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> all = running.descendants().toList();
            running.getOutputStream().close();
            try {
                if (!running.waitFor(10, TimeUnit.SECONDS)) {
                    all.forEach(ProcessHandle::destroyForcibly);
                    running.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                all.forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly();
                Thread.currentThread().interrupt();
            }
            process = null;
        }
    }

    @Override
    public void close() throws IOException {
        kill();
    }
}
