package cn.zhengping.app.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.zhengping.app.access.Role;
import cn.zhengping.app.files.Files;
import cn.zhengping.app.files.StoredFile;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.MovableClock;
import cn.zhengping.app.testing.People;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** A paper that comes as a file. */
@ApplicationTest
class PolicyFileTest {

    private static final String COUNTY = "640105";
    private static final String PAPER = """
            某某县人民政府文件
            某府发〔2024〕8号
            某某县人民政府关于设置综合窗口的通知
            各乡镇人民政府:
            现通知如下。
            一、各便民服务中心设置综合窗口。
            二、自2024年5月1日起施行。
            """;
    private static final String IMPORT =
            "mutation($i: ImportPolicyFileInput!) { importPolicyFile(input: $i) { id version title fileType number { text } clauseCount file { name download } } }";

    @Autowired
    private People people;

    @Autowired
    private Environment environment;

    @Autowired
    private PolicyCare care;

    @Autowired
    private Files files;

    @Autowired
    private MovableClock clock;

    @AfterEach
    void let_the_clock_go_on() {
        clock.goOn();
    }

    @Test
    void it_is_imported_once_it_is_read() throws IOException, InterruptedException {
        people.tenant(COUNTY);
        var admin = people.as("p-file-admin", COUNTY, Role.TENANT_ADMIN);
        var content = PAPER.getBytes(StandardCharsets.UTF_8);
        var link = begun(admin, content.length);
        var file = link.get("fileId").asString();
        var input = Map.of("file", file, "idempotencyKey", "file");
        assertThat(admin.refused(IMPORT, "i", input)).isEqualTo("FILE_NOT_READ_YET");

        send(link.get("url").asString(), content);
        awaitRead(admin, file);

        assertThat(admin.ask(
                                "query($f: ID!) { proposePolicyMetadata(content: {file: $f}) { number { value } effectiveFrom { value } clauses } }",
                                "f",
                                file)
                        .get("proposePolicyMetadata")
                        .toString())
                .isEqualTo(
                        "{\"number\":{\"value\":\"某府发〔2024〕8号\"},\"effectiveFrom\":{\"value\":\"2024-05-01\"},\"clauses\":3}");
        var document = admin.ask(IMPORT, "i", input).get("importPolicyFile");
        assertThat(document.get("title").asString()).isEqualTo("某某县人民政府关于设置综合窗口的通知");
        assertThat(document.get("fileType").asString()).isEqualTo("txt");
        assertThat(document.at("/file/name").asString()).isEqualTo("通知.txt");
        assertThat(document.at("/file/download").asString()).isNotBlank();
        assertThat(admin.ask(IMPORT, "i", input).at("/importPolicyFile/id")).isEqualTo(document.get("id"));
        assertThat(admin.refused(IMPORT, "i", Map.of("file", file))).isEqualTo("FILE_IMPORTED_ALREADY");

        admin.ask(
                "mutation($d: ID!, $v: Int!) { deletePolicy(document: $d, version: $v) }",
                "d",
                document.get("id").asString(),
                "v",
                document.get("version").asInt());
        assertThat(admin.refused(IMPORT, "i", Map.of("file", file))).isEqualTo("UPLOAD_UNKNOWN");
    }

    @Test
    void one_that_nobody_imports_is_let_go_after_two_days() throws IOException, InterruptedException {
        var county = "640106";
        people.tenant(county);
        var admin = people.as("p-file-admin-" + county, county, Role.TENANT_ADMIN);
        var taken = sent(admin, PAPER);
        var left = sent(admin, PAPER.replace("8号", "9号"));
        var arriving = begun(admin, 1).get("fileId").asString();
        var document = admin.ask(IMPORT, "i", Map.of("file", taken)).get("importPolicyFile");

        releaseUnused(county);
        assertThat(released(county, left)).isFalse();
        clock.stopOn(LocalDate.now(clock).plusDays(4));
        releaseUnused(county);
        clock.goOn();

        assertThat(released(county, left)).isTrue();
        assertThat(admin.refused(IMPORT, "i", Map.of("file", left))).isEqualTo("UPLOAD_UNKNOWN");
        assertThat(released(county, taken)).isFalse();
        assertThat(released(county, arriving))
                .as("an upload's own time decides")
                .isFalse();
        assertThat(admin.ask(
                                "query($d: ID!) { policyDocument(id: $d) { file { download } } }",
                                "d",
                                document.get("id").asString())
                        .at("/policyDocument/file/download")
                        .isString())
                .isTrue();
    }

    private void releaseUnused(String county) {
        CurrentTenant.<RuntimeException>run(new TenantCode(county), care::releaseUnused);
    }

    private boolean released(String county, String file) {
        return CurrentTenant.<StoredFile, RuntimeException>call(
                                new TenantCode(county), () -> files.get(UUID.fromString(file)))
                        .releasedAt()
                != null;
    }

    private static JsonNode begun(Api admin, int size) {
        return admin.ask(
                        "mutation($u: UploadInput!) { startPolicyUpload(input: $u) { fileId url } }",
                        "u",
                        Map.of("fileName", "通知.txt", "size", size))
                .get("startPolicyUpload");
    }

    /** Once it is read. */
    private String sent(Api admin, String paper) throws IOException, InterruptedException {
        var content = paper.getBytes(StandardCharsets.UTF_8);
        var link = begun(admin, content.length);
        send(link.get("url").asString(), content);
        var file = link.get("fileId").asString();
        awaitRead(admin, file);
        return file;
    }

    private static void awaitRead(Api admin, String file) {
        await().until(
                        () -> admin.ask("query($f: ID!) { uploadedFile(id: $f) { state } }", "f", file)
                                .at("/uploadedFile/state")
                                .asString(),
                        "READ"::equals);
    }

    private void send(String url, byte[] content) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"))
                .resolve(url);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(address)
                            .PUT(BodyPublishers.ofByteArray(content))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }
}
