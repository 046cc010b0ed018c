package cn.zhengping.app.reviews;

import cn.zhengping.app.campaigns.GroupMember;
import cn.zhengping.app.reviews.Settlement.Mode;
import cn.zhengping.app.reviews.SheetView.AdjustmentView;
import cn.zhengping.scoring.CriterionScore.Verdict;
import cn.zhengping.scoring.RuleKind;
import cn.zhengping.spi.Message;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A group's sheet, as GraphQL shows it. */
record ConsolidatedView(
        UUID id,
        int version,
        UUID applicationId,
        int round,
        ConsolidationState state,
        String standard,
        @Nullable LocalDate asOf,
        Points spreadBound,
        boolean late,
        boolean returned,
        @Nullable ScoreView total,
        @Nullable ShareView share,
        Points base,
        List<LineView> criteria,
        List<AdjustmentView> adjustments,
        List<String> unsettled,
        List<GroupMember> missing,
        List<Excuse> excused,
        @Nullable Signature signature,
        List<VoidedSignature> voidedSignatures) {

    record LineView(
            String criterionId,
            RuleKind rule,
            Mode mode,
            @Nullable ScoreView points,
            @Nullable Points most,
            @Nullable ScoreView lost,
            @Nullable Finding finding,
            @Nullable Verdict verdict,
            @Nullable ScoreView spread,
            boolean flagged,
            boolean settled,
            @Nullable AnswerView agreed,
            @Nullable String words,
            List<FoundView> members) {}

    record FoundView(
            UUID accountId,
            String name,
            @Nullable AnswerView answer,
            @Nullable ScoreView points,
            @Nullable Finding finding,
            @Nullable Verdict verdict,
            List<Message> reasons,
            @Nullable String note,
            List<SheetEvidence> evidence) {}

    static ConsolidatedView of(Consolidated consolidated, Collection<Points> thresholds) {
        var sheet = consolidated.sheet();
        var result = consolidated.result();
        return new ConsolidatedView(
                sheet.id(),
                sheet.version(),
                sheet.applicationId(),
                sheet.round(),
                sheet.state(),
                sheet.standard().toString(),
                result == null ? null : SheetScoring.Gathered.scoringDay(consolidated.sheets()),
                sheet.spreadBound(),
                sheet.late(),
                sheet.returned(),
                result == null || !result.givesPoints() ? null : ScoreView.ofNullable(result.total(), thresholds),
                result == null ? null : ShareView.of(result.share()),
                result == null ? Points.ZERO : result.base(),
                result == null
                        ? List.of()
                        : result.criteria().stream()
                                .map(line -> line(line, consolidated.sheets()))
                                .toList(),
                result == null
                        ? List.of()
                        : result.adjustments().entrySet().stream()
                                .map(entry -> new AdjustmentView(
                                        entry.getKey(), ScoreView.of(entry.getValue(), List.of()), null))
                                .toList(),
                result == null ? List.of() : result.unsettled(),
                consolidated.missing(),
                sheet.excuses(),
                sheet.signature(),
                consolidated.voided());
    }

    private static LineView line(Consolidation.Line line, List<ScoreSheet> sheets) {
        var settlement = line.settlement();
        return new LineView(
                line.criterionId(),
                line.rule(),
                line.mode(),
                ScoreView.ofNullable(line.points(), List.of()),
                line.most(),
                ScoreView.ofNullable(line.lost(), List.of()),
                line.finding(),
                line.verdict(),
                ScoreView.ofNullable(line.spread(), List.of()),
                line.flagged(),
                line.settled(),
                settlement == null || settlement.agreed() == null ? null : AnswerView.of(settlement.agreed()),
                settlement == null ? null : settlement.words(),
                line.members().stream().map(found -> found(found, sheets)).toList());
    }

    private static FoundView found(Consolidation.Found found, List<ScoreSheet> sheets) {
        var score = found.score();
        var given = sheets.stream()
                .filter(sheet -> sheet.accountId().equals(found.accountId()))
                .findFirst()
                .map(sheet -> sheet.answers().get(score.criterion()))
                .orElse(null);
        return new FoundView(
                found.accountId(),
                found.name(),
                score.answer() == null ? null : AnswerView.of(score.answer()),
                ScoreView.ofNullable(score.points(), List.of()),
                score.finding(),
                score.verdict(),
                score.reasons(),
                given == null ? null : given.note(),
                given == null ? List.of() : given.evidence());
    }
}
