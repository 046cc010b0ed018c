package cn.zhengping.app.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.zhengping.app.files.FileStoreException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** On S3Proxy in a process of its own, which speaks S3 for a folder. */
@SuppressWarnings("NullAway.Init") // Started before the first test.
class S3StoreTest extends FileStoreContract {

    private static final String BUCKET = "zhengping-files";
    /** The least that S3 allows. */
    private static final int PART = 5 << 20;

    @TempDir
    private static Path server;

    @TempDir
    private Path folder;

    private static int port;
    private static Process process;

    private S3Store store;

    @BeforeAll
    static void startServer() throws IOException {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.createDirectory(server.resolve("buckets"));
        Files.write(
                server.resolve("s3proxy.conf"),
                List.of(
                        "s3proxy.endpoint=http://127.0.0.1:" + port,
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=zhengping",
                        "s3proxy.credential=only-for-tests",
                        "jclouds.provider=filesystem",
                        "jclouds.filesystem.basedir=" + server.resolve("buckets")));
        run();
        try (var s3 = client()) {
            s3.createBucket(it -> it.bucket(BUCKET));
        }
    }

    @AfterAll
    static void stopServer() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static void run() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "s3proxy", "s3proxy.jar").toString(),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        server.resolve("s3proxy.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(server.resolve("log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
    }

    private static S3Client client() {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("zhengping", "only-for-tests")))
                .build();
    }

    private S3Store store(String bucket, String secret) {
        return new S3Store(
                new FileProperties.S3(bucket, "http://127.0.0.1:" + port, "us-east-1", "zhengping", secret, true),
                new Scratch(folder),
                PART);
    }

    @BeforeEach
    void open() {
        store = store(BUCKET, "only-for-tests");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    FileStore store() {
        return store;
    }

    private static Kind kind(Throwable failure) {
        return ((FileStoreException) failure).kind();
    }

    @Test
    void wrong_credentials_are_refused_by_name_and_the_file_stays() throws IOException {
        try (var wrong = store(BUCKET, "wrong")) {
            var file = file("x");

            assertThatThrownBy(() -> wrong.put("510901/original/ab/x", file))
                    .hasMessageContaining(BUCKET)
                    .hasMessageContaining("403")
                    .satisfies(it -> assertThat(kind(it)).isEqualTo(Kind.REFUSED));
            assertThat(file).exists();
            assertThat(store.size("510901/original/ab/x")).isEmpty();
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_refused() throws IOException {
        try (var nowhere = store("no-such-bucket", "only-for-tests")) {
            // Not all of it is on its way when the answer comes.
            var file = file(new byte[PART]);

            assertThatThrownBy(() -> nowhere.put("510901/original/ab/x", file))
                    .satisfies(it -> assertThat(kind(it)).isEqualTo(Kind.REFUSED));
            assertThatThrownBy(() -> nowhere.open("510901/original/ab/x", 0))
                    .satisfies(it -> assertThat(kind(it)).isEqualTo(Kind.REFUSED));
        }
    }

    @Test
    void a_server_that_goes_away_leaves_nothing_half_done_and_all_goes_on_when_it_is_back() throws Exception {
        store.put("510901/original/ab/before", file("before"));
        var large = file(large());
        process.destroyForcibly().waitFor();

        assertThatThrownBy(() -> store.put("510901/original/ab/away", large))
                .hasMessageContaining(BUCKET)
                .satisfies(it -> assertThat(kind(it)).isEqualTo(Kind.UNREACHABLE));
        assertThatThrownBy(() -> store.open("510901/original/ab/before", 0))
                .satisfies(it -> assertThat(kind(it)).isEqualTo(Kind.UNREACHABLE));
        assertThat(large).hasSize(LARGE);

        run();

        assertThat(store.size("510901/original/ab/away")).isEmpty();
        store.put("510901/original/ab/away", large);
        assertThat(store.size("510901/original/ab/away")).hasValue(LARGE);
        try (var in = store.open("510901/original/ab/before", 0)) {
            assertThat(in.readAllBytes()).asString().isEqualTo("before");
        }
    }

    @Test
    void what_breaks_off_between_two_parts_is_no_object() throws IOException {
        var shrinking = file(large());
        try (var cut = new S3Store(
                new FileProperties.S3(
                        BUCKET, "http://127.0.0.1:" + port, "us-east-1", "zhengping", "only-for-tests", true),
                new Scratch(folder),
                // Too small for S3, which says so when the parts are put together.
                1 << 20)) {
            assertThatThrownBy(() -> cut.put("510901/original/ab/cut", shrinking))
                    .satisfies(it -> assertThat(kind(it)).isEqualTo(Kind.REFUSED));
        }

        assertThat(store.size("510901/original/ab/cut")).isEmpty();
        try (var s3 = client()) {
            assertThat(s3.listMultipartUploads(it -> it.bucket(BUCKET)).uploads())
                    .as("parts are not left")
                    .isEmpty();
        }
    }
}
