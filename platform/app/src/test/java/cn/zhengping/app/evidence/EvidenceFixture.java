package cn.zhengping.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Role;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.People;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A campaign of 自贡 under review, made over the API: the group from 自流井 reviews the two centres of 贡井, the one from 贡井
 * that of 自流井.
 */
final class EvidenceFixture {

    static final String CITY = "510300";
    static final String GONGJING = "510303";
    static final String ZILIUJING = "510302";
    static final String STANDARD = "testland@1.0.0/centre";

    static final String EVIDENCE = " id version kind title state revision unit { id } applicationId"
            + " current { number digest note address reason files { file { id name state mediaType } sha256 original capture { takenAt } } }"
            + " revisions { number title digest } attachments { id standard criterion organiser revision late state"
            + " incident { date variant ordinal } } ";
    static final String HANDED_IN = " id unitName criterion evidenceId revision digest kind title note late state"
            + " application { id } applicant { code } files { file { id name download } capture { takenAt }"
            + " lookAlikes { same distance sameCampaign campaign { id } unitName criterion handedIn } } ";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final Api manager;
    final Api clerk;
    final Api admin;
    /** Reviews 贡井. */
    final Api leader;

    final Api inspector;
    /** Reviews 自流井. */
    final Api stranger;

    final Api otherClerk;
    final String campaign;
    /** Units of 贡井, and their applications. */
    final List<String> units;

    final List<String> applications;
    /** A unit of 自流井. */
    final String otherUnit;

    final String otherApplication;
    private final String address;

    EvidenceFixture(People people, int port) {
        this(people, port, List.of(phase("APPLICATION", null, null, "REFUSED"), phase("REVIEW", null, null, "MARKED")));
    }

    EvidenceFixture(People people, int port, List<Map<String, Object>> phases) {
        address = "http://127.0.0.1:" + port;
        people.tenant("510000");
        people.tenant(CITY);
        people.tenant(GONGJING);
        people.tenant(ZILIUJING);
        for (var tenant : List.of(CITY, GONGJING, ZILIUJING)) {
            people.as("e-admin-" + tenant, tenant, Role.TENANT_ADMIN)
                    .ask("mutation { activatePlugin(id: \"testland\", version: \"1.0.0\") { active } }");
        }
        manager = people.as("e-manager", CITY, Role.CAMPAIGN_MANAGER);
        clerk = people.as("e-clerk", GONGJING, Role.UNIT_CLERK);
        admin = people.as("e-admin-" + GONGJING, GONGJING, Role.TENANT_ADMIN);
        otherClerk = people.as("e-other-clerk", ZILIUJING, Role.UNIT_CLERK);
        leader = people.as("e-leader", CITY, Role.GROUP_LEADER);
        inspector = people.as("e-inspector", CITY, Role.INSPECTOR);
        stranger = people.as("e-stranger", CITY, Role.GROUP_LEADER);
        campaign = manager.ask(
                        "mutation($p: [PhaseInput!]) { createCampaign(input: {template: \"testland@1.0.0/acceptance\","
                                + " titles: [{id: \"centre\"}], phases: $p}) { id } }",
                        "p",
                        phases)
                .at("/createCampaign/id")
                .asString();
        step("openCampaign");
        units = List.of(unit(clerk, GONGJING, "长土"), unit(clerk, GONGJING, "艾叶"));
        otherUnit = unit(otherClerk, ZILIUJING, "仲权");
        applications = units.stream().map(unit -> applied(clerk, unit)).toList();
        otherApplication = applied(otherClerk, otherUnit);
    }

    /** Lets the groups score. */
    EvidenceFixture reviewing() {
        step("closeApplications");
        form("自流井组", ZILIUJING, List.of("e-leader", "e-inspector"));
        form("贡井组", GONGJING, List.of("e-stranger"));
        var version = manager.ask("query($c: ID!) { campaign(id: $c) { version } }", "c", campaign)
                .at("/campaign/version")
                .asInt();
        manager.ask(
                "mutation($i: DrawInput!) { drawGroups(input: $i) { id } }",
                "i",
                Map.of("campaign", campaign, "version", version));
        step("startReview");
        return this;
    }

    void step(String mutation) {
        var version = manager.ask("query($c: ID!) { campaign(id: $c) { version } }", "c", campaign)
                .at("/campaign/version")
                .asInt();
        manager.ask(
                "mutation($c: ID!, $v: Int!) { " + mutation + "(campaign: $c, version: $v) { id } }",
                "c",
                campaign,
                "v",
                version);
    }

    private void form(String name, String home, List<String> logins) {
        manager.ask(
                "mutation($i: FormGroupInput!) { formGroup(input: $i) { id } }",
                "i",
                Map.of(
                        "campaign",
                        campaign,
                        "name",
                        name,
                        "home",
                        home,
                        "members",
                        logins.stream()
                                .map(login -> Map.of("login", login, "leader", login.equals(logins.getFirst())))
                                .toList()));
    }

    static Map<String, Object> phase(String kind, @Nullable String opens, @Nullable String closes, String late) {
        var phase = new HashMap<String, Object>(Map.of("kind", kind, "late", late));
        if (opens != null) {
            phase.put("opens", opens);
        }
        if (closes != null) {
            phase.put("closes", closes);
        }
        return phase;
    }

    static String unit(Api clerk, String division, String name) {
        return clerk.ask(
                        "mutation($i: CreateUnitInput!) { createUnit(input: $i) { id } }",
                        "i",
                        Map.of("kind", "TOWNSHIP_CENTRE", "name", name + "便民服务中心", "division", division))
                .at("/createUnit/id")
                .asString();
    }

    private String applied(Api clerk, String unit) {
        clerk.ask(
                "mutation($u: ID!) { draftCatalogue(unit: $u, items: [{code: \"a\", name: \"社保卡申领\"}]) { id }"
                        + " publishCatalogue(unit: $u) { id } }",
                "u",
                unit);
        return clerk.ask(
                        "mutation($i: ApplyInput!) { applyToCampaign(input: $i) { id } }",
                        "i",
                        Map.of("organiser", CITY, "campaign", campaign, "title", "centre", "unit", unit))
                .at("/applyToCampaign/id")
                .asString();
    }

    /** Sends a file whole; answers its id. */
    String uploaded(Api by, Map<String, String> about, String name, byte[] content) {
        var link = by.ask(
                        "mutation($i: StartEvidenceUploadsInput!) { startEvidenceUploads(input: $i) { fileId url } }",
                        "i",
                        Map.of("about", about, "uploads", List.of(Map.of("fileName", name, "size", content.length))))
                .at("/startEvidenceUploads/0");
        assertThat(put(link.get("url").asString(), content)).isBetween(200, 204);
        return link.get("fileId").asString();
    }

    int put(String url, byte[] content) {
        return send(HttpRequest.newBuilder(URI.create(url.startsWith("/") ? address + url : url))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                        .build())
                .statusCode();
    }

    HttpResponse<byte[]> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url.startsWith("/") ? address + url : url))
                .build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Evidence of a unit that consists of something. */
    static JsonNode made(Api by, String unit, String title, Map<String, Object> content) {
        return by.ask(
                        "mutation($i: CreateEvidenceInput!) { createEvidence(input: $i) {" + EVIDENCE + "} }",
                        "i",
                        Map.of("about", Map.of("unit", unit), "title", title, "content", content))
                .get("createEvidence");
    }

    static JsonNode link(Api by, String unit, String title) {
        return made(by, unit, title, Map.of("link", Map.of("address", "https://example.gov.cn/a")));
    }

    JsonNode photo(Api by, String unit, String title, byte[] content) {
        return made(by, unit, title, Map.of("photo", uploaded(by, Map.of("unit", unit), "现场.jpg", content)));
    }

    static final String HAND_IN = "mutation($i: HandInEvidenceInput!) { handInEvidence(input: $i) {" + EVIDENCE + "} }";

    static Map<String, Object> handIn(JsonNode evidence, String application, String... criteria) {
        return handIn(
                evidence,
                application,
                Arrays.stream(criteria)
                        .map(criterion -> Map.<String, Object>of("criterion", criterion))
                        .toList());
    }

    static Map<String, Object> handIn(JsonNode evidence, String application, List<Map<String, Object>> findings) {
        return Map.of(
                "evidence",
                evidence.get("id").asString(),
                "version",
                evidence.get("version").asInt(),
                "organiser",
                CITY,
                "application",
                application,
                "findings",
                findings);
    }

    static JsonNode handedIn(Api by, JsonNode evidence, String application, String... criteria) {
        return by.ask(HAND_IN, "i", handIn(evidence, application, criteria)).get("handInEvidence");
    }

    /** What reviewers see of an application. */
    static List<JsonNode> received(Api by, String application) {
        return by.ask(
                        "query($a: ID!) { handedInEvidence(application: $a, first: 100) { edges { node {" + HANDED_IN
                                + "} } } }",
                        "a",
                        application)
                .at("/handedInEvidence/edges")
                .valueStream()
                .map(edge -> edge.get("node"))
                .toList();
    }

    static JsonNode found(Api by, JsonNode evidence) {
        return by.ask(
                        "query($e: ID!) { evidenceById(id: $e) {" + EVIDENCE + "} }",
                        "e",
                        evidence.get("id").asString())
                .get("evidenceById");
    }

    /** A picture with enough in it to be told from others. */
    static BufferedImage picture(long seed, int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var drawing = picture.createGraphics();
        var random = new Random(seed);
        drawing.setPaint(new GradientPaint(
                0,
                0,
                new Color(random.nextInt(0xffffff)),
                width,
                (float) height * random.nextInt(2),
                new Color(random.nextInt(0xffffff))));
        drawing.fillRect(0, 0, width, height);
        for (var i = 0; i < 24; i++) {
            drawing.setColor(new Color(random.nextInt(0xffffff)));
            drawing.fillOval(
                    (int) (random.nextDouble() * width),
                    (int) (random.nextDouble() * height),
                    (int) (width * (0.1 + random.nextDouble() / 4)),
                    (int) (height * (0.1 + random.nextDouble() / 4)));
        }
        drawing.dispose();
        return picture;
    }

    static byte[] jpeg(BufferedImage picture, float quality) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.setOutput(output);
            writer.write(null, new IIOImage(picture, null, null), how);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static BufferedImage resized(BufferedImage picture, int width, int height) {
        var smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var drawing = smaller.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        drawing.drawImage(picture, 0, 0, width, height, null);
        drawing.dispose();
        return smaller;
    }
}
