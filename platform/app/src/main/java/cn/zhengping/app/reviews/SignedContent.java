package cn.zhengping.app.reviews;

import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.reviews.SignedSheet.CriterionResult;
import cn.zhengping.scoring.CriterionScore;
import cn.zhengping.scoring.Score;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.tenants.TenantCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The canonical JSON that a signature is over: all that counts, and whatever it was found by. Written anew from the rows it
 * gives the same text as long as nothing has changed, and a digest of that text is the signature's.
 */
final class SignedContent {

    /** To be raised when the form changes; what was signed in an older form is then to be verified by it. */
    private static final int FORMAT = 4;

    /** Without evidence that was handed in or made on the spot; still written where no answer rests on any. */
    private static final int FORMAT_WITHOUT_EVIDENCE = 3;

    /** Without the unit's duties, too; still written where it has none. */
    private static final int FORMAT_WITHOUT_DUTIES = 2;

    /** Without what was recorded from outside the sheets, too; still written where there is nothing of it. */
    private static final int FORMAT_WITHOUT_INPUTS = 1;

    private SignedContent() {}

    /** Who signs, and when. */
    record Signer(UUID account, String name, Instant at, boolean late) {}

    /**
     * Writes it.
     *
     * @param pluginDigest SHA-256 of the plugin that the standard is in
     * @param sheets those that count
     * @param inputs those that count, by name
     */
    static String write(
            TenantCode tenant,
            ConsolidatedSheet sheet,
            Application application,
            String pluginDigest,
            List<ScoreSheet> sheets,
            Collection<RecordedInput> inputs,
            Consolidation consolidation,
            Signer signer) {
        var root = StoredJson.MAPPER.createObjectNode();
        root.put("format", format(application, sheets, inputs))
                .put("tenant", tenant.value())
                .put("campaign", sheet.campaignId().toString())
                .put("application", sheet.applicationId().toString())
                .put("group", sheet.groupId().toString())
                .put("round", sheet.round());
        var unit = root.putObject("unit")
                .put("id", application.unitId().toString())
                .put("tenant", application.applicant().value())
                .put("kind", application.unitKind().name())
                .put("name", application.unitName())
                .put("division", application.division());
        if (!application.duties().isEmpty()) {
            var duties = unit.putArray("duties");
            application.duties().forEach(duties::add);
        }
        root.put("title", application.titleId())
                .put("standard", sheet.standard().toString())
                .put("plugin", pluginDigest)
                .put("asOf", SheetScoring.Gathered.scoringDay(sheets).toString())
                .put("spreadBound", sheet.spreadBound().toString());
        var members = root.putArray("members");
        sheets.stream()
                .sorted(Comparator.comparing(each -> each.accountId().toString()))
                .forEach(each -> members.addObject()
                        .put("account", each.accountId().toString())
                        .put("name", each.reviewer())
                        .put("late", each.late())
                        .set("answers", StoredJson.answers(each.answers())));
        if (!inputs.isEmpty()) {
            var recorded = root.putArray("inputs");
            inputs.forEach(input -> recorded.addObject()
                    .put("name", input.name())
                    .put("value", input.exact())
                    .put("source", input.source())
                    .put("account", input.recordedBy().toString())
                    .put("by", input.recordedByName())
                    .put("at", input.recordedAt().toString()));
        }
        var excused = root.putArray("excused");
        sheet.excuses().stream()
                .sorted(Comparator.comparing(excuse -> excuse.accountId().toString()))
                .forEach(excuse -> excused.addObject()
                        .put("account", excuse.accountId().toString())
                        .put("name", excuse.name())
                        .put("reason", excuse.reason()));
        var criteria = root.putArray("criteria");
        consolidation.criteria().forEach(line -> write(criteria.addObject(), line));
        var adjustments = root.putObject("adjustments");
        consolidation.adjustments().forEach((kind, amount) -> adjustments.put(kind.name(), amount.exact()));
        root.put("base", consolidation.base().toString())
                .put("total", Objects.requireNonNull(consolidation.total()).exact());
        root.putObject("signer")
                .put("account", signer.account().toString())
                .put("name", signer.name())
                .put("at", signer.at().toString())
                .put("late", signer.late());
        return root.toString();
    }

    private static int format(Application application, List<ScoreSheet> sheets, Collection<RecordedInput> inputs) {
        if (sheets.stream().anyMatch(sheet -> sheet.restsOn().findAny().isPresent())) {
            return FORMAT;
        }
        if (!application.duties().isEmpty()) {
            return FORMAT_WITHOUT_EVIDENCE;
        }
        return inputs.isEmpty() ? FORMAT_WITHOUT_INPUTS : FORMAT_WITHOUT_DUTIES;
    }

    private static void write(ObjectNode entry, Consolidation.Line line) {
        entry.put("id", line.criterionId()).put("mode", line.mode().name());
        if (line.settlement() != null) {
            StoredJson.put(entry, line.settlement());
        }
        put(entry, line.points(), line.finding(), line.verdict());
        StoredJson.put(entry, "most", line.most());
        StoredJson.put(entry, "lost", line.lost());
        StoredJson.put(entry, "spread", line.spread());
        var members = entry.putArray("members");
        for (var found : line.members()) {
            put(
                    members.addObject().put("account", found.accountId().toString()),
                    found.score().points(),
                    found.score().finding(),
                    found.score().verdict());
        }
    }

    private static void put(
            ObjectNode entry,
            @Nullable Score points,
            @Nullable Object finding,
            CriterionScore.@Nullable Verdict verdict) {
        StoredJson.put(entry, "points", points);
        StoredJson.put(entry, "finding", finding);
        StoredJson.put(entry, "verdict", verdict);
    }

    /**
     * What was signed, as far as results are made of it.
     *
     * @param standing what the rows give now, if that still is what was signed; otherwise null
     */
    static SignedSheet read(ConsolidatedSheet sheet, Signature signature, @Nullable Consolidation standing) {
        var root = StoredJson.MAPPER.readTree(signature.content());
        var criteria = new ArrayList<CriterionResult>();
        for (var entry : root.required("criteria")) {
            var id = entry.required("id").stringValue();
            var most = StoredJson.text(entry, "most");
            var finding = StoredJson.text(entry, "finding");
            criteria.add(new CriterionResult(
                    id,
                    score(entry, "points"),
                    most == null ? null : Points.parse(most),
                    score(entry, "lost"),
                    finding == null ? null : Finding.valueOf(finding),
                    standing == null
                            ? List.of()
                            : standing.line(id).map(Consolidation.Line::reasons).orElse(List.of())));
        }
        return new SignedSheet(
                sheet.applicationId(),
                sheet.campaignId(),
                standing == null || standing.givesPoints()
                        ? Score.parse(root.required("total").stringValue())
                        : null,
                standing == null ? null : standing.share(),
                signature.digest(),
                standing != null,
                sheet.late(),
                criteria);
    }

    private static @Nullable Score score(JsonNode entry, String name) {
        var exact = StoredJson.text(entry, name);
        return exact == null ? null : Score.parse(exact);
    }
}
