package cn.zhengping.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What the centres of two districts hand in to the campaign of the demo, all of it invented, one photo handed in twice. */
final class Materials {

    private enum Kind {
        FILE,
        PHOTO,
        LINK,
        REASON
    }

    /**
     * A piece of evidence.
     *
     * @param unit its place among those of the district that apply
     * @param fileName as the clerk calls it
     * @param content a file in {@code evidence/}, an address, or words
     */
    private record Piece(
            String tenant, int unit, String title, Kind kind, String fileName, String content, List<String> criteria) {}

    private static final List<Piece> PIECES = List.of(
            new Piece(
                    "510903",
                    0,
                    "窗口工作制度和值班安排",
                    Kind.FILE,
                    "窗口工作制度和值班安排.pdf",
                    "duty-roster.pdf",
                    List.of("staff.allocation.enough", "norms.systems.established")),
            new Piece(
                    "510903",
                    0,
                    "窗口人员培训台账",
                    Kind.FILE,
                    "培训台账.xlsx",
                    "trainings.xlsx",
                    List.of("staff.training.regular", "staff.training.induction")),
            new Piece(
                    "510903",
                    0,
                    "大厅综合窗口现场照片",
                    Kind.PHOTO,
                    "IMG_0916.jpg",
                    "hall.jpg",
                    List.of("premises.windows.integrated")),
            new Piece(
                    "510903",
                    0,
                    "四川政务服务网网上办事入口",
                    Kind.LINK,
                    "",
                    "https://www.sczwfw.gov.cn/",
                    List.of("online.one-network.provincial-platform")),
            new Piece(
                    "510903",
                    1,
                    "“办不成事”反映窗口工作规程",
                    Kind.FILE,
                    "办不成事反映窗口工作规程.docx",
                    "unresolved-matters.docx",
                    List.of("premises.windows.unresolved-matters")),
            new Piece(
                    "510903",
                    1,
                    "综合窗口照片",
                    Kind.PHOTO,
                    "微信图片.jpg",
                    "hall-resent.jpg",
                    List.of("premises.windows.integrated")),
            new Piece(
                    "510903",
                    1,
                    "电子印章未启用的说明",
                    Kind.REASON,
                    "",
                    "省一体化政务服务平台的电子印章正由县级统一申领，本中心尚未启用，目前以审批服务专用章办理。",
                    List.of("norms.seals.electronic")),
            new Piece(
                    "510904",
                    0,
                    "窗口人员配备和值班表",
                    Kind.FILE,
                    "窗口人员配备.xlsx",
                    "window-staff.xlsx",
                    List.of("staff.allocation.a-year-at-the-window", "staff.allocation.enough")));

    /** Where pieces are from. */
    static final List<String> TENANTS =
            PIECES.stream().map(Piece::tenant).distinct().toList();

    private Materials() {}

    /**
     * Lets a clerk hand in what is not there yet.
     *
     * @param units of the clerk's tenant that have applied
     */
    static void handIn(Person clerk, String tenant, List<String> units, String organiser, String campaign) {
        var applications = clerk.ask(
                        "query($o: String!, $c: ID!) { ownApplications(organiser: $o, campaign: $c) { id unitId } }",
                        "o",
                        organiser,
                        "c",
                        campaign)
                .get("ownApplications");
        for (var i = 0; i < units.size(); i++) {
            var unit = units.get(i);
            var place = i;
            for (var application : applications) {
                if (application.get("unitId").asString().equals(unit)) {
                    PIECES.stream()
                            .filter(piece -> piece.tenant().equals(tenant) && piece.unit() == place)
                            .forEach(piece -> handIn(
                                    clerk,
                                    piece,
                                    unit,
                                    organiser,
                                    application.get("id").asString()));
                }
            }
        }
    }

    private static void handIn(Person clerk, Piece piece, String unit, String organiser, String application) {
        var evidence = made(clerk, piece, unit);
        if (evidence.get("attachments").isEmpty()) {
            clerk.ask(
                    "mutation($i: HandInEvidenceInput!) { handInEvidence(input: $i) { id } }",
                    "i",
                    Map.of(
                            "evidence",
                            evidence.get("id").asString(),
                            "version",
                            evidence.get("version").asInt(),
                            "organiser",
                            organiser,
                            "application",
                            application,
                            "findings",
                            piece.criteria().stream()
                                    .map(criterion -> Map.of("criterion", criterion))
                                    .toList()));
        }
    }

    /** The one that is there, or a new one. */
    private static JsonNode made(Person clerk, Piece piece, String unit) {
        for (var edge : clerk.ask(
                        "query($u: ID!) { evidence(filter: {unit: $u}, first: 100) { edges { node { id version title attachments { id } } } } }",
                        "u",
                        unit)
                .at("/evidence/edges")) {
            if (edge.at("/node/title").asString().equals(piece.title())) {
                return edge.get("node");
            }
        }
        return clerk.ask(
                        "mutation($i: CreateEvidenceInput!) { createEvidence(input: $i) { id version attachments { id } } }",
                        "i",
                        Map.of(
                                "about",
                                Map.of("unit", unit),
                                "title",
                                piece.title(),
                                "content",
                                content(clerk, piece, unit)))
                .get("createEvidence");
    }

    private static Map<String, Object> content(Person clerk, Piece piece, String unit) {
        return switch (piece.kind()) {
            case FILE -> Map.of("file", uploaded(clerk, piece, unit));
            case PHOTO -> Map.of("photo", uploaded(clerk, piece, unit));
            case LINK -> Map.of("link", Map.of("address", piece.content()));
            case REASON -> Map.of("reason", Map.of("words", piece.content()));
        };
    }

    private static String uploaded(Person clerk, Piece piece, String unit) {
        var bytes = bytes(piece.content());
        var link = clerk.ask(
                        "mutation($i: StartEvidenceUploadsInput!) { startEvidenceUploads(input: $i) { fileId url } }",
                        "i",
                        Map.of(
                                "about",
                                Map.of("unit", unit),
                                "uploads",
                                List.of(Map.of("fileName", piece.fileName(), "size", bytes.length))))
                .at("/startEvidenceUploads/0");
        clerk.send(link.get("url").asString(), bytes);
        return link.get("fileId").asString();
    }

    private static byte[] bytes(String file) {
        try (var content = Materials.class.getResourceAsStream("evidence/" + file)) {
            return Objects.requireNonNull(content, file).readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
