package cn.zhengping.app.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import cn.zhengping.app.access.Role;
import cn.zhengping.app.database.TransactionLock;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.tenancy.TenantsInService;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.MovableClock;
import cn.zhengping.app.testing.People;
import cn.zhengping.extraction.Extractor;
import cn.zhengping.extraction.ExtractorSettings;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Files from the link to what is known about them, over HTTP, with the real reader. */
@ApplicationTest
class FileTransferTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String ACCOUNT = UUID.randomUUID().toString();
    private static final String DECHANG = "513424";
    private static final String OTHER = "513426";

    @Autowired
    private TransactionLock lock;

    @Autowired
    private People people;

    @Autowired
    private Uploads uploads;

    @Autowired
    private cn.zhengping.app.files.Files files;

    @Autowired
    private FileCare care;

    @Autowired
    private FileReading reading;

    @Autowired
    private FileProperties properties;

    @Autowired
    private FileStore store;

    @Autowired
    private StoredFiles rows;

    @Autowired
    private Links links;

    @Autowired
    private Limits limits;

    @Autowired
    private Scratch scratch;

    @Autowired
    private Reception reception;

    @Autowired
    private ReaderHealth health;

    @Autowired
    private TenantsInService tenants;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    @Autowired
    private Environment environment;

    @BeforeEach
    void tenants() {
        people.tenant(DECHANG);
        people.tenant(OTHER);
    }

    @AfterEach
    void goOn() {
        clock.goOn();
    }

    // The caller is a feature that has asked whether the actor may.

    private <T> T in(String tenant, Function<cn.zhengping.app.files.Files, T> work) {
        return Objects.requireNonNull(CurrentTenant.<@Nullable T, RuntimeException>call(
                new TenantCode(tenant), () -> transaction.execute(status -> work.apply(files))));
    }

    private UploadLink begin(String tenant, String name, long size, @Nullable String sha256) {
        var token = Jwt.withTokenValue("token")
                .header("alg", "none")
                .claim("account", ACCOUNT)
                .claim("name", "某某")
                .claim("tenant", tenant)
                .claim("roles", List.of("UNIT_CLERK"))
                .build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
        try {
            return in(tenant, all -> uploads.begin(new NewUpload(name, size, sha256)));
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private UploadLink begin(String name, byte[] content) {
        return begin(DECHANG, name, content.length, null);
    }

    private URI address(String url) {
        return URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + url);
    }

    private HttpResponse<byte[]> send(String method, String url, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(address(url)).method(method, body).header("Accept-Language", "zh-CN");
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpResponse<byte[]> put(UploadLink link, byte[] content) {
        return send("PUT", link.url(), BodyPublishers.ofByteArray(content));
    }

    private HttpResponse<byte[]> get(String url, String... headers) {
        return send("GET", url, BodyPublishers.noBody(), headers);
    }

    private HttpResponse<byte[]> patch(UploadLink link, long offset, byte[] content, String... more) {
        var headers = new String[] {
            "Tus-Resumable", "1.0.0", "Content-Type", "application/offset+octet-stream", "Upload-Offset", "" + offset
        };
        var all = Arrays.copyOf(headers, headers.length + more.length);
        System.arraycopy(more, 0, all, headers.length, more.length);
        return send("PATCH", link.url(), BodyPublishers.ofByteArray(content), all);
    }

    private HttpResponse<byte[]> head(UploadLink link) {
        return send("HEAD", link.url(), BodyPublishers.noBody(), "Tus-Resumable", "1.0.0");
    }

    private static long offset(HttpResponse<?> response) {
        return response.headers().firstValueAsLong("Upload-Offset").orElse(-1);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String code(HttpResponse<byte[]> response) {
        var error = JsonMapper.shared().readTree(response.body()).path("errors").path(0);
        assertThat(error.path("message").asString()).matches("(?s).*\\p{IsHan}.*");
        return error.path("extensions").path("code").asString();
    }

    private static String code(ThrowingCallable work) {
        var code = new String[1];
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        PlatformException.class, it -> code[0] = it.code().name());
        return code[0];
    }

    private StoredFile file(UploadLink link) {
        return in(DECHANG, all -> all.get(link.fileId()));
    }

    private StoredFile stored(String name, byte[] content) {
        var link = begin(name, content);
        assertThat(put(link, content).statusCode()).isEqualTo(201);
        return file(link);
    }

    private StoredFile settled(UUID id) {
        await().until(() -> in(DECHANG, all -> all.get(id)).state(), state -> state != FileState.STORED);
        return in(DECHANG, all -> all.get(id));
    }

    private String link(StoredFile file, Variant variant) {
        return Objects.requireNonNull(files.link(file, variant));
    }

    private void clearUp(String tenant) {
        var code = new TenantCode(tenant);
        CurrentTenant.<RuntimeException>run(code, () -> care.clearUp(code));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int size, long seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_file_is_sent_whole_read_and_downloaded() {
        var content = text("德昌县政务服务中心设有综合窗口和“办不成事”反映窗口。");
        var link = begin("C:\\材料\\窗口设置.txt", content);
        assertThat(link.url()).startsWith("/files/uploads/");
        assertThat(file(link).state()).isEqualTo(FileState.RECEIVING);

        var answer = put(link, content);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(sha256(content));
        var read = settled(link.fileId());
        assertThat(read.name()).isEqualTo("窗口设置.txt");
        assertThat(read.state()).isEqualTo(FileState.READ);
        assertThat(read.mediaType()).isEqualTo("text/plain");
        assertThat(read.sha256()).isEqualTo(sha256(content));
        var pages = in(DECHANG, all -> all.pages(List.of(read.id()))).get(read.id());
        assertThat(Objects.requireNonNull(pages).getFirst().text()).contains("办不成事");
        assertThat(get(link(read, Variant.ORIGINAL)).body()).isEqualTo(content);
        assertThat(code(put(link, content))).isEqualTo("ALREADY_COMPLETE");
    }

    @Test
    void a_broken_upload_goes_on_where_it_broke_off() throws IOException {
        // More than a piece, so that what arrived is put together again.
        var content = bytes((8 << 20) + 70_000, 7);
        var half = 8_400_000;
        var link = begin(DECHANG, "录像.bin", content.length, sha256(content));
        assertThat(offset(head(link))).isZero();
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(environment.getRequiredProperty("local.server.port")))) {
            var out = socket.getOutputStream();
            out.write(text("PATCH " + link.url()
                    + " HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: "
                    + content.length + "\r\n\r\n"));
            out.write(content, 0, half);
            out.flush();
        }

        await().until(() -> offset(head(link)), it -> it == half);

        var wrong = patch(link, 0, content);
        assertThat(wrong.statusCode()).isEqualTo(409);
        assertThat(code(wrong)).isEqualTo("OFFSET_DIFFERS");
        var rest = patch(link, half, Arrays.copyOfRange(content, half, content.length));
        assertThat(rest.statusCode()).isEqualTo(204);
        assertThat(offset(rest)).isEqualTo(content.length);
        assertThat(offset(head(link))).isEqualTo(content.length);
        assertThat(file(link).sha256()).isEqualTo(sha256(content));
        assertThat(get(link(file(link), Variant.ORIGINAL)).body()).isEqualTo(content);
        assertThat(properties.folder().resolve(DECHANG + "/incoming/" + link.fileId()))
                .as("pieces are cleared away")
                .doesNotExist();
    }

    @Test
    void tus_is_spoken_by_the_book() throws Exception {
        var content = text("0123456789");
        var link = begin("十个字.txt", content);
        var options = send("OPTIONS", link.url(), BodyPublishers.noBody());
        assertThat(header(options, "Tus-Version")).isEqualTo("1.0.0");
        assertThat(header(options, "Tus-Extension")).contains("checksum", "expiration", "termination");

        assertThat(send("HEAD", link.url(), BodyPublishers.noBody()).statusCode())
                .isEqualTo(412);
        var old = send("PATCH", link.url(), BodyPublishers.noBody(), "Tus-Resumable", "0.2.2");
        assertThat(old.statusCode()).isEqualTo(412);
        assertThat(header(old, "Tus-Version")).isEqualTo("1.0.0");
        assertThat(code(old)).isEqualTo("TUS_VERSION_UNKNOWN");
        assertThat(send("PATCH", link.url(), BodyPublishers.noBody(), "Tus-Resumable", "1.0.0")
                        .statusCode())
                .isEqualTo(415);
        assertThat(code(patch(link, 0, text("01234567890")))).isEqualTo("SIZE_DIFFERS");
        assertThat(patch(link, 0, text("01234567890")).statusCode()).isEqualTo(413);

        var sum = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest(text("01234")));
        var damaged = patch(link, 0, text("0123X"), "Upload-Checksum", "sha1 " + sum);
        assertThat(damaged.statusCode()).isEqualTo(460);
        assertThat(offset(head(link))).isZero();
        assertThat(offset(patch(link, 0, text("01234"), "Upload-Checksum", "sha1 " + sum)))
                .isEqualTo(5);
        assertThat(code(patch(link, 5, text("5"), "Upload-Checksum", "crc7 abc")))
                .isEqualTo("TUS_HEADER_INVALID");
        var head = head(link);
        assertThat(header(head, "Upload-Length")).isEqualTo("10");
        assertThat(header(head, "Upload-Expires")).endsWith("GMT");
        assertThat(header(head, "Cache-Control")).isEqualTo("no-store");

        var instead = send(
                "POST",
                link.url(),
                BodyPublishers.ofByteArray(text("56789")),
                "X-HTTP-Method-Override",
                "PATCH",
                "Tus-Resumable",
                "1.0.0",
                "Upload-Offset",
                "5",
                "Content-Type",
                "application/offset+octet-stream");
        assertThat(instead.statusCode()).isEqualTo(204);
        assertThat(file(link).complete()).isTrue();
    }

    @Test
    void a_whole_file_that_is_sent_again_begins_anew() {
        var content = text("重新发送的文件");
        var link = begin("重发.txt", content);
        patch(link, 0, text("别的内容"));

        assertThat(code(send("PUT", link.url(), BodyPublishers.ofByteArray(text("短")))))
                .isEqualTo("SIZE_DIFFERS");
        assertThat(put(link, content).statusCode()).isEqualTo(201);

        assertThat(get(link(file(link), Variant.ORIGINAL)).body()).isEqualTo(content);
    }

    @Test
    void forged_links_are_not_there_and_expired_ones_are_gone() {
        var content = text("有效期");
        var link = begin("有效期.txt", content);
        var token = link.url().substring(link.url().lastIndexOf('/') + 1);
        var file = stored("下载.txt", content);
        var download = link(file, Variant.ORIGINAL);

        var middle = token.length() / 2;
        var forged =
                token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);
        for (var url : List.of("/files/uploads/" + forged, "/files/uploads/x", "/files/uploads/%20%20")) {
            assertThat(send("PUT", url, BodyPublishers.ofByteArray(content)).statusCode())
                    .isEqualTo(404);
        }
        assertThat(code(get("/files/" + token))).as("an upload's link").isEqualTo("LINK_INVALID");
        assertThat(send("PUT", download.replace("/files/", "/files/uploads/"), BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(404);
        assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1))
                .as("the link tells nothing")
                .doesNotContain(DECHANG);
        // A token that is sent along is not looked at.
        assertThat(get(download, "Authorization", "Bearer nonsense").statusCode())
                .isEqualTo(200);

        clock.stopOn(LocalDate.now(clock).plusDays(2));
        assertThat(put(link, content).statusCode()).isEqualTo(410);
        assertThat(head(link).statusCode()).isEqualTo(410);
        assertThat(get(download).statusCode()).isEqualTo(410);
        assertThat(code(get(download))).isEqualTo("LINK_EXPIRED");
    }

    private static final String SET =
            "mutation($i: SetFileLimitsInput!) { setFileLimits(input: $i) { largest files filesAllowed bytes bytesAllowed } }";

    private static final String LIMITS = "{ fileLimits { largest files filesAllowed bytes bytesAllowed } }";

    @Test
    void the_operator_limits_a_tenant_and_two_at_once_do_not_pass_the_limit() throws Exception {
        var tenant = "513427";
        people.tenant(tenant);
        var clerk = people.as("files-clerk", tenant, Role.UNIT_CLERK);
        assertThat(clerk.ask(LIMITS).at("/fileLimits/largest").asLong()).isEqualTo(2L << 30);
        assertThat(clerk.refused(SET, "i", Map.of("tenant", tenant, "largest", 5)))
                .isEqualTo("ROLE_MISSING");
        assertThat(people.operator().refused(SET, "i", Map.of("tenant", "999999")))
                .isEqualTo("TENANT_UNKNOWN");
        assertThat(people.operator().refused(SET, "i", Map.of("tenant", tenant, "largest", 0)))
                .isEqualTo("LIMIT_INVALID");
        people.operator()
                .ask(SET, "i", Map.of("tenant", tenant, "largest", 100, "filesAllowed", 20, "bytesAllowed", 1000));

        assertThat(code(() -> begin(tenant, "大.txt", 101, null))).isEqualTo("FILE_TOO_LARGE");
        assertThat(code(() -> begin(tenant, "空.txt", 0, null))).isEqualTo("FILE_EMPTY");
        assertThat(code(() -> begin(tenant, " / ", 1, null))).isEqualTo("FILE_NAME_ILL_FORMED");
        assertThat(code(() -> begin(tenant, "a.txt", 1, "abc"))).isEqualTo("DIGEST_ILL_FORMED");
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Boolean> begin = () -> {
                try {
                    begin(tenant, "并发.txt", 90, null);
                    return true;
                } catch (PlatformException full) {
                    assertThat(full.code()).isEqualTo(FileError.STORAGE_FULL);
                    return false;
                }
            };
            var begun = 0;
            for (var one : threads.invokeAll(Collections.nCopies(24, begin))) {
                begun += one.get() ? 1 : 0;
            }
            assertThat(begun).isEqualTo(11);
        }
        var used = clerk.ask(LIMITS).get("fileLimits");
        assertThat(used.get("files").asInt()).isEqualTo(11);
        assertThat(used.get("bytes").asLong()).isEqualTo(990);
        people.operator().ask(SET, "i", Map.of("tenant", tenant, "filesAllowed", 11));
        assertThat(code(() -> begin(tenant, "多.txt", 1, null))).isEqualTo("TOO_MANY_FILES");
    }

    @Test
    void another_content_than_announced_is_not_kept_and_can_be_sent_again() {
        var content = text("说好的内容");
        var link = begin(DECHANG, "摘要.txt", content.length, sha256(content).toUpperCase(Locale.ROOT));

        var other = put(link, text("别样的内容"));

        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(code(other)).isEqualTo("DIGEST_DIFFERS");
        assertThat(file(link).state()).isEqualTo(FileState.RECEIVING);
        assertThat(offset(head(link))).isZero();
        assertThat(put(link, content).statusCode()).isEqualTo(201);
    }

    @Test
    void a_hostile_file_fails_by_itself_and_the_next_one_is_read() {
        var broken = stored("坏.pdf", text("%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> garbage"));
        var good = stored("好.txt", text("一窗受理"));

        var failed = settled(broken.id());
        assertThat(failed.state()).isEqualTo(FileState.FAILED);
        assertThat(failed.failure()).isIn((Object[]) FileFailure.values());
        assertThat(settled(good.id()).state()).isEqualTo(FileState.READ);
        assertThat(get(link(failed, Variant.ORIGINAL)).statusCode()).isEqualTo(200);
    }

    @Test
    void what_a_killed_node_was_reading_is_read_again_and_once() {
        var file = settled(stored("重启.txt", text("首席代表")).id());
        // As a node leaves it that dies between taking a file and writing down what is in it.
        Runnable die = () -> in(DECHANG, all -> {
            jdbc.sql("delete from file_page where file_id = ?").param(file.id()).update();
            return jdbc.sql("update stored_file set state = 'STORED', read_not_before = ? where id = ?")
                    .params(StoredFiles.at(clock.instant().plusSeconds(60)), file.id())
                    .update();
        });
        die.run();
        care.readWhatWaits();
        assertThat(in(DECHANG, all -> all.get(file.id())).state()).isEqualTo(FileState.STORED);

        in(
                DECHANG,
                all -> jdbc.sql("update stored_file set read_not_before = ? where id = ?")
                        .params(StoredFiles.at(clock.instant().minusSeconds(1)), file.id())
                        .update());
        care.readWhatWaits();
        reading.stored(new FileStored(new TenantCode(DECHANG), file.id()));
        reading.stored(new FileStored(new TenantCode(DECHANG), file.id()));

        assertThat(settled(file.id()).state()).isEqualTo(FileState.READ);
        assertThat(in(DECHANG, all -> all.pages(List.of(file.id()))).get(file.id()))
                .hasSize(1);
    }

    @Test
    void an_upload_cut_short_before_its_last_step_is_completed() {
        var content = text("最后一步");
        var link = begin("未完.txt", content);
        patch(link, 0, content);
        var sha256 = file(link).sha256();
        assertThat(sha256).isEqualTo(sha256(content));
        var other = begin("未完二.txt", content);
        patch(other, 0, text("最后"));
        // As if the process had died right after the last piece.
        in(
                DECHANG,
                all -> jdbc.sql("update stored_file set received = size where id = ?")
                        .param(other.fileId())
                        .update());
        var scratch = properties.folder().resolve(DECHANG + "/incoming/" + other.fileId() + "/rest");
        write(scratch, text("一步"));
        in(
                DECHANG,
                all -> jdbc.sql("insert into upload_piece (file_id, at, key) values (?, 6, ?)")
                        .params(other.fileId(), DECHANG + "/incoming/" + other.fileId() + "/rest")
                        .update());

        clearUp(DECHANG);

        assertThat(file(other).sha256()).isEqualTo(sha256(content));
        assertThat(scratch).doesNotExist();
    }

    /** The store, on its way to which something happens. */
    private FileStore store(BiConsumer<String, String> before) {
        return (FileStore) Proxy.newProxyInstance(
                FileStore.class.getClassLoader(), new Class<?>[] {FileStore.class}, (_, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof String key) {
                        before.accept(method.getName(), key);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private Path bytes(String tenant, byte[] content) {
        return properties.folder().resolve(StoreKey.of(new TenantCode(tenant), sha256(content), Variant.ORIGINAL));
    }

    @Test
    void who_begins_anew_while_the_file_is_put_together_is_not_disturbed() {
        var first = text("甲甲甲甲甲甲");
        var second = text("乙乙乙乙乙乙");
        var half = 9;
        var link = begin("重传.txt", first);
        var token = link.url().substring(link.url().lastIndexOf('/') + 1);
        // Its sender gave up waiting for the answer and sends another content, which breaks off half-way.
        var slow = new Reception(
                links,
                store((what, key) -> {
                    if (what.equals("put")
                            && key.equals(StoreKey.of(new TenantCode(DECHANG), sha256(first), Variant.ORIGINAL))) {
                        assertThat(CompletableFuture.supplyAsync(() -> code(() ->
                                                reception.whole(token, new Breaking(second, half), second.length)))
                                        .join())
                                .isEqualTo("BROKEN_OFF");
                    }
                }),
                rows,
                properties,
                jdbc,
                transaction,
                events,
                clock);

        assertThat(code(() -> slow.whole(token, new ByteArrayInputStream(first), first.length)))
                .isEqualTo("OFFSET_DIFFERS");

        assertThat(bytes(DECHANG, first)).as("nobody has these").doesNotExist();
        assertThat(offset(head(link))).isEqualTo(half);
        assertThat(patch(link, half, Arrays.copyOfRange(second, half, second.length))
                        .statusCode())
                .isEqualTo(204);
        assertThat(file(link).sha256()).isEqualTo(sha256(second));
        assertThat(get(link(file(link), Variant.ORIGINAL)).body()).isEqualTo(second);
    }

    /** Breaks off after so many bytes. */
    private static final class Breaking extends InputStream {

        private final byte[] content;
        private final int after;
        private int at;

        Breaking(byte[] content, int after) {
            this.content = content;
            this.after = after;
        }

        @Override
        public int read() throws IOException {
            if (at == after) {
                throw new IOException("broken off");
            }
            return content[at++];
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            buffer[from] = (byte) read();
            return 1;
        }
    }

    @Test
    void a_file_comes_in_parts_but_not_byte_by_byte() {
        var content = bytes(100, 3);
        var link = begin("碎.bin", content);
        for (var at = 0; at < 64; at++) {
            assertThat(patch(link, at, Arrays.copyOfRange(content, at, at + 1)).statusCode())
                    .isEqualTo(204);
        }

        assertThat(code(patch(link, 64, Arrays.copyOfRange(content, 64, 100)))).isEqualTo("PARTS_TOO_MANY");

        assertThat(put(link, content).statusCode()).isEqualTo(201);
    }

    @Test
    void an_upload_that_was_half_cleared_away_begins_at_its_beginning() {
        var tenant = "513429";
        people.tenant(tenant);
        var content = text("从头再来");
        var link = begin(tenant, "续传.txt", content.length, null);
        patch(link, 0, Arrays.copyOf(content, 3));
        longAgo("expires_at", tenant, link.fileId());
        // As if another content had arrived, and its node had died before its last step.
        var other = text("另起炉灶");
        store.put(StoreKey.of(new TenantCode(tenant), sha256(other), Variant.ORIGINAL), scratch(other));
        in(
                tenant,
                all -> jdbc.sql("update stored_file set sha256 = ? where id = ?")
                        .params(sha256(other), link.fileId())
                        .update());
        var interrupted = caring(store((what, key) -> {
            if (what.equals("deleteAll")) {
                throw new FileStoreException(FileStoreException.Kind.FULL, "interrupted", null);
            }
        }));
        CurrentTenant.<RuntimeException>run(new TenantCode(tenant), () -> interrupted.clearUp(new TenantCode(tenant)));

        in(tenant, all -> uploads.resume(link.fileId()));

        assertThat(offset(head(link))).isZero();
        assertThat(patch(link, 0, content).statusCode()).isEqualTo(204);
        assertThat(in(tenant, all -> all.get(link.fileId())).sha256()).isEqualTo(sha256(content));
        assertThat(bytes(tenant, other)).as("nobody has these").doesNotExist();
    }

    private Path scratch(byte[] content) {
        var file = store.scratch();
        write(file, content);
        return file;
    }

    @Test
    void who_resumes_an_upload_while_it_is_cleared_away_is_not_disturbed() {
        var tenant = "513431";
        people.tenant(tenant);
        var content = text("失而复得");
        var link = begin(tenant, "续传.txt", content.length, null);
        patch(link, 0, Arrays.copyOf(content, 3));
        longAgo("expires_at", tenant, link.fileId());
        var resumed = new AtomicInteger();
        var slow = caring(store((what, key) -> {
            if (what.equals("deleteAll") && resumed.getAndIncrement() == 0) {
                CompletableFuture.runAsync(() -> {
                            in(tenant, all -> uploads.resume(link.fileId()));
                            assertThat(offset(patch(link, 0, Arrays.copyOf(content, 6))))
                                    .isEqualTo(6);
                        })
                        .join();
            }
        }));

        CurrentTenant.<RuntimeException>run(new TenantCode(tenant), () -> slow.clearUp(new TenantCode(tenant)));

        assertThat(resumed.get()).isPositive();
        assertThat(patch(link, 6, Arrays.copyOfRange(content, 6, content.length))
                        .statusCode())
                .isEqualTo(204);
        assertThat(in(tenant, all -> all.get(link.fileId())).sha256()).isEqualTo(sha256(content));
    }

    private FileCare caring(FileStore over) {
        return caring(over, scratch);
    }

    private FileCare caring(FileStore over, Scratch scratch) {
        return new FileCare(
                tenants,
                reading,
                reception,
                new StoredFiles(over, jdbc, lock),
                limits,
                over,
                scratch,
                properties,
                jdbc,
                transaction,
                events,
                clock);
    }

    @Test
    void a_store_that_does_not_answer_keeps_nobody_from_uploading_and_ends_the_round() {
        var tenant = "513430";
        for (var name : List.of("一", "二")) {
            unneeded(tenant, text(name));
        }
        var asked = new AtomicInteger();
        var away = caring(store((what, key) -> {
            if (what.equals("delete")) {
                asked.incrementAndGet();
                CompletableFuture.supplyAsync(() -> begin(tenant, "另一个.txt", 1, null))
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join();
                throw new FileStoreException(FileStoreException.Kind.UNREACHABLE, "away", null);
            }
        }));

        assertThatThrownBy(() -> CurrentTenant.<RuntimeException>run(
                        new TenantCode(tenant), () -> away.clearUp(new TenantCode(tenant))))
                .isInstanceOf(FileStoreException.class);

        assertThat(asked).hasValue(1);
        clearUp(tenant);
        for (var name : List.of("一", "二")) {
            assertThat(bytes(tenant, text(name))).as("once the store is back").doesNotExist();
        }
    }

    /** One that was released long ago. */
    private void unneeded(String tenant, byte[] content) {
        people.tenant(tenant);
        var link = begin(tenant, "旧.txt", content.length, null);
        assertThat(put(link, content).statusCode()).isEqualTo(201);
        in(tenant, all -> {
            all.release(link.fileId());
            return true;
        });
        longAgo("released_at", tenant, link.fileId());
    }

    @Test
    void a_tenant_whose_files_are_refused_keeps_no_other_from_being_cleared_up() throws IOException {
        var refused = "513423";
        var content = text("不再需要");
        unneeded(refused, content);
        unneeded(OTHER, content);
        var folder = Files.createTempDirectory("scratch");
        var unreadable = new Scratch(folder);
        Files.delete(folder);
        var care = caring(
                store((what, key) -> {
                    if (what.equals("delete") && key.startsWith(refused)) {
                        throw new FileStoreException(FileStoreException.Kind.REFUSED, "refused", null);
                    }
                }),
                unreadable);

        care.clearUp();

        await().until(() -> Files.notExists(bytes(OTHER, content)));
        care.destroy();
        assertThat(bytes(refused, content)).exists();
    }

    @Test
    void a_file_that_something_is_in_the_way_of_is_left_and_the_round_goes_on() throws IOException {
        var tenant = "513433";
        var blocked = text("挡住的");
        unneeded(tenant, blocked);
        unneeded(tenant, text("没挡住的"));
        Files.delete(bytes(tenant, blocked));
        Files.createDirectory(bytes(tenant, blocked));
        write(bytes(tenant, blocked).resolve("别人的"), blocked);

        clearUp(tenant);

        assertThat(bytes(tenant, blocked)).exists();
        assertThat(bytes(tenant, text("没挡住的"))).doesNotExist();
    }

    /** As if it had not been read yet, and its time had come. */
    private void again(UUID id) {
        again(id, clock.instant().minusSeconds(1));
    }

    private void again(UUID id, Instant notBefore) {
        in(DECHANG, all -> {
            jdbc.sql("delete from file_page where file_id = ?").param(id).update();
            return jdbc.sql("update stored_file set state = 'STORED', failure = null, read_not_before = ? where id = ?")
                    .params(StoredFiles.at(notBefore), id)
                    .update();
        });
    }

    private int tries(UUID id) {
        return in(
                DECHANG,
                all -> jdbc.sql("select read_tries from stored_file where id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single());
    }

    private int pause(UUID id) {
        return in(
                DECHANG,
                all -> jdbc.sql("select read_pause from stored_file where id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single());
    }

    @Test
    void reading_that_fails_for_an_unforeseen_reason_is_given_up_in_the_end() throws IOException {
        var content = text("读不出来的文件");
        var id = settled(stored("怪.txt", content).id()).id();
        // No store gives a folder for a file.
        Files.delete(bytes(DECHANG, content));
        Files.createDirectory(bytes(DECHANG, content));
        var pause = 30;
        for (var tries = tries(id) + 1; tries < 5; tries++) {
            again(id);
            care.readWhatWaits();
            var expected = 2 * pause;
            await().untilAsserted(() -> assertThat(pause(id)).isEqualTo(expected));
            assertThat(tries(id)).isEqualTo(tries);
            assertThat(in(DECHANG, all -> all.get(id)).state()).isEqualTo(FileState.STORED);
            pause = expected;
        }

        again(id);
        care.readWhatWaits();

        var failed = settled(id);
        assertThat(failed.state()).isEqualTo(FileState.FAILED);
        assertThat(failed.failure()).isEqualTo(FileFailure.GIVEN_UP);
    }

    @Test
    void bytes_that_are_missing_are_not_waited_for_for_ever() throws IOException {
        var content = text("丢失的文件");
        var id = settled(stored("丢.txt", content).id()).id();
        Files.delete(bytes(DECHANG, content));
        in(
                DECHANG,
                all -> jdbc.sql("update stored_file set read_tries = 3 where id = ?")
                        .param(id)
                        .update());
        again(id);
        care.readWhatWaits();
        await().untilAsserted(() -> assertThat(pause(id)).isEqualTo(60));
        assertThat(tries(id)).isEqualTo(4);

        again(id);
        care.readWhatWaits();

        assertThat(settled(id).failure()).isEqualTo(FileFailure.GIVEN_UP);
    }

    @Test
    void what_its_reader_did_not_live_to_name_is_read_again_and_then_shown_to_nobody_else() {
        var content = text("可能是照片");
        var id = settled(stored("未知", content).id()).id();
        var before = link(in(DECHANG, all -> all.get(id)), Variant.SHOWN);
        write(bytes(DECHANG, content), new byte[0]);
        in(
                DECHANG,
                all -> jdbc.sql("update stored_file set read_tries = 0 where id = ?")
                        .param(id)
                        .update());
        for (var tries = 1; tries < 3; tries++) {
            again(id);
            care.readWhatWaits();
            var pause = 30 << tries;
            await().untilAsserted(() -> assertThat(pause(id)).isEqualTo(pause));
            assertThat(in(DECHANG, all -> all.get(id)).state()).isEqualTo(FileState.STORED);
        }

        again(id);
        care.readWhatWaits();

        var failed = settled(id);
        assertThat(failed.failure()).isEqualTo(FileFailure.BROKEN);
        assertThat(failed.mediaType()).isEqualTo("application/octet-stream");
        assertThat(failed.fileType()).isNull();
        assertThat(files.link(failed, Variant.SHOWN)).isNull();
        assertThat(files.link(failed, Variant.ORIGINAL)).isNotNull();
        assertThat(code(get(before))).isEqualTo("VARIANT_MISSING");
    }

    @Test
    void while_no_reader_can_be_started_files_wait_and_the_health_says_so() throws InterruptedException {
        var id = settled(stored("等待.txt", text("等待读取")).id()).id();
        var tries = tries(id);
        var own = new ReaderHealth();
        var none = new Extractor(ExtractorSettings.defaults().withJava("/nowhere/java"));
        var ahead = Clock.offset(clock, Duration.ofHours(1));
        // Ahead of the reading that is able, which leaves the file to it.
        var notYet = clock.instant().plus(Duration.ofMinutes(30));
        var unable = new FileReading(store, none, own, properties, jdbc, transaction, events, ahead);
        again(id, notYet);
        unable.lookAt(new TenantCode(DECHANG));

        await().until(own::isDown);
        await().untilAsserted(() -> assertThat(pause(id)).isEqualTo(60));
        assertThat(own.health().getStatus()).isEqualTo(ReaderHealth.DEGRADED);
        assertThat(own.health().getDetails())
                .extractingByKey("reason")
                .asString()
                .contains("/nowhere/java");
        assertThat(tries(id)).as("says nothing about the file").isEqualTo(tries);
        again(id, notYet);
        unable.lookAt(new TenantCode(DECHANG));
        unable.lookForReaders();
        unable.destroy();
        assertThat(tries(id)).as("not even taken").isEqualTo(tries);

        again(id);
        await().untilAsserted(() -> {
            // Again and again, as whoever reads something says the contrary.
            health.down("没有进程");
            var degraded = get("/actuator/health");
            assertThat(degraded.statusCode())
                    .as("a balancer takes nobody out for this")
                    .isEqualTo(200);
            assertThat(new String(degraded.body(), StandardCharsets.UTF_8)).contains("\"DEGRADED\"");
        });
        var later = stored("新到.txt", text("新到的文件"));
        reading.lookForReaders();
        care.readWhatWaits();

        assertThat(settled(later.id()).state()).isEqualTo(FileState.READ);
        assertThat(settled(id).state()).isEqualTo(FileState.READ);
        assertThat(new String(get("/actuator/health").body(), StandardCharsets.UTF_8))
                .contains("\"UP\"");
    }

    @Test
    void another_method_on_an_upload_link_is_told_which_to_use_and_not_the_link() {
        var link = begin("方法.txt", text("方法"));
        var token = link.url().substring(link.url().lastIndexOf('/') + 1);

        var answer = get(link.url(), "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(header(answer, "Allow")).contains("PUT", "PATCH");
        assertThat(code(answer)).isEqualTo("METHOD_UNSUPPORTED");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("PUT", "tus")
                .doesNotContain(token);
        var download = link(stored("方法二.txt", text("方法二")), Variant.ORIGINAL);
        var posted = send("POST", download, BodyPublishers.noBody());
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(new String(posted.body(), StandardCharsets.UTF_8))
                .doesNotContain(download.substring(download.lastIndexOf('/') + 1));
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_download_says_what_it_is_and_runs_nowhere() {
        var content = text("<html><body><script>alert(1)</script>政务公开</body></html>");
        var page = settled(stored("公开 页面.html", content).id());

        var answer = get(link(page, Variant.SHOWN));

        assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(answer, "Content-Disposition"))
                .startsWith("attachment")
                .contains("filename*=UTF-8''%E5%85%AC%E5%BC%80%20%E9%A1%B5%E9%9D%A2.html");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(header(answer, "Cache-Control")).contains("private").doesNotContain("no-cache");

        var text = settled(stored("说明.txt", text("0123456789")).id());
        var url = link(text, Variant.SHOWN);
        assertThat(url).as("the same for some minutes").isEqualTo(link(text, Variant.SHOWN));
        var whole = get(url);
        assertThat(header(whole, "Content-Type")).startsWith("text/plain");
        assertThat(header(whole, "Content-Disposition")).startsWith("inline");
        assertThat(header(whole, "Accept-Ranges")).isEqualTo("bytes");
        var part = get(url, "Range", "bytes=3-5");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(text("345"));
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 3-5/10");
        assertThat(get(url, "Range", "bytes=-2").body()).isEqualTo(text("89"));
        assertThat(get(url, "Range", "bytes=20-").statusCode()).isEqualTo(416);
        assertThat(get(url, "If-None-Match", header(whole, "ETag")).statusCode())
                .isEqualTo(304);
        assertThat(header(send("HEAD", url, BodyPublishers.noBody()), "Content-Length"))
                .isEqualTo("10");
    }

    @Test
    void others_see_a_photo_without_where_it_was_taken() throws IOException {
        var photo = Photo.taken(1);
        assertThat(Photo.contains(photo, "2023:11:20")).isTrue();
        var stored = stored("现场.jpg", photo);

        var file = settled(stored.id());

        assertThat(file.state()).isEqualTo(FileState.READ);
        assertThat(file.mediaType()).isEqualTo("image/jpeg");
        assertThat(file.preview()).isTrue();
        assertThat(files.link(stored, Variant.SHOWN)).as("before it was read").isNull();
        var shown = get(link(file, Variant.SHOWN));
        assertThat(header(shown, "Content-Type")).isEqualTo("image/jpeg");
        assertThat(Photo.contains(shown.body(), "Exif")).isFalse();
        assertThat(Photo.contains(shown.body(), "2023:11:20")).isFalse();
        assertThat(Photo.contains(get(link(file, Variant.PREVIEW)).body(), "Exif"))
                .isFalse();
        assertThat(get(link(file, Variant.ORIGINAL)).body()).isEqualTo(photo);
        var capture = Objects.requireNonNull(
                in(DECHANG, all -> all.captures(List.of(file.id()))).get(file.id()));
        assertThat(capture.takenAt()).isEqualTo(LocalDateTime.of(2023, 11, 20, 9, 30, 15));
        assertThat(capture.latitude()).isEqualTo(30.5);
        assertThat(capture.longitude()).isCloseTo(105.59, within(1e-9));
        assertThat(capture.camera()).contains("ZP1");
    }

    private static final String UPLOADED = "query($id: ID!) { uploadedFile(id: $id) { name size received state } }";

    @Test
    void what_another_tenant_or_person_has_sent_is_not_there() {
        var file = stored("自己的.txt", text("只有自己知道"));

        assertThat(code(() -> in(OTHER, all -> all.get(file.id())))).isEqualTo("FILE_UNKNOWN");
        Api other = people.as("files-other", OTHER, Role.UNIT_CLERK);
        assertThat(other.refused(UPLOADED, "id", file.id().toString())).isEqualTo("FILE_UNKNOWN");
        Api colleague = people.as("files-colleague", DECHANG, Role.UNIT_CLERK);
        assertThat(colleague.refused(UPLOADED, "id", file.id().toString())).isEqualTo("FILE_UNKNOWN");
    }

    @Test
    void an_upload_that_came_to_nothing_is_cleared_away_and_its_room_given_back() {
        var tenant = "513428";
        people.tenant(tenant);
        var kept = begin(tenant, "在传.txt", 10, null);
        var left = begin(tenant, "弃传.txt", 1000, null);
        var givenUp = begin(tenant, "取消.txt", 100, null);
        patch(left, 0, text("半"));
        assertThat(send("DELETE", givenUp.url(), BodyPublishers.noBody(), "Tus-Resumable", "1.0.0")
                        .statusCode())
                .isEqualTo(204);
        in(
                tenant,
                all -> jdbc.sql("update stored_file set expires_at = ? where id = ?")
                        .params(StoredFiles.at(clock.instant().minusSeconds(1)), left.fileId())
                        .update());

        clearUp(tenant);

        var remaining = in(tenant, all -> all.byIds(List.of(kept.fileId(), left.fileId(), givenUp.fileId())));
        assertThat(remaining).containsOnlyKeys(kept.fileId());
        var used = people.as("files-reader", tenant, Role.OBSERVER).ask(LIMITS).get("fileLimits");
        assertThat(used.get("files").asInt()).isEqualTo(1);
        assertThat(used.get("bytes").asLong()).isEqualTo(10);
        assertThat(properties.folder().resolve(tenant + "/incoming/" + left.fileId()))
                .doesNotExist();
        assertThat(put(left, bytes(1000, 1)).statusCode()).isEqualTo(410);
    }

    @Test
    void the_same_bytes_lie_there_once_until_nobody_needs_them() {
        var content = text("两份一样的文件");
        var first = settled(stored("甲.txt", content).id());
        var second = settled(stored("乙.txt", content).id());
        var bytes = bytes(DECHANG, content);
        assertThat(bytes).hasBinaryContent(content);

        release(first.id());
        assertThat(get(link(first, Variant.ORIGINAL)).statusCode())
                .as("kept for a while")
                .isEqualTo(200);
        longAgo("released_at", DECHANG, first.id());
        clearUp(DECHANG);
        var found = in(DECHANG, all -> all.find(first.id()));
        assertThat(found).isEmpty();
        assertThat(bytes).exists();
        assertThat(get(link(first, Variant.ORIGINAL)).statusCode()).isEqualTo(404);

        release(second.id());
        longAgo("released_at", DECHANG, second.id());
        clearUp(DECHANG);
        assertThat(bytes).doesNotExist();
        assertThat(get(link(second, Variant.ORIGINAL)).statusCode()).isEqualTo(404);
    }

    private void release(UUID id) {
        in(DECHANG, all -> {
            all.release(id);
            return true;
        });
    }

    private void longAgo(String column, String tenant, UUID id) {
        in(
                tenant,
                all -> jdbc.sql("update stored_file set " + column + " = ? where id = ?")
                        .params(StoredFiles.at(clock.instant().minus(Duration.ofDays(31))), id)
                        .update());
    }
}
