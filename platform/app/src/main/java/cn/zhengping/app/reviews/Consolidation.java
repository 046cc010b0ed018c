package cn.zhengping.app.reviews;

import cn.zhengping.app.reviews.Settlement.Mode;
import cn.zhengping.scoring.AnswerJson;
import cn.zhengping.scoring.CriterionScore;
import cn.zhengping.scoring.CriterionScore.Verdict;
import cn.zhengping.scoring.RuleKind;
import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.ScoreResult.Adjustment;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.Message;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.standard.NotApplicable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * 汇总: what the members of a group found, made one. Where they agreed on an answer it takes the place of each member's own,
 * and every sheet is scored again with it, so that caps, scaling and limits are the engine's; then each criterion, and the
 * total, is the exact mean of the members'.
 *
 * @param base what each sheet starts with
 * @param criteria in the order of the standard
 * @param adjustments to the sum of the criteria, by kind
 * @param total base, criteria and adjustments together; null while a member's sheet is not complete
 * @param share mean of the members' shares of checks met, which are the same once all is settled; null where none applies
 */
record Consolidation(
        Points base,
        List<Line> criteria,
        Map<Adjustment.Kind, Score> adjustments,
        @Nullable Score total,
        @Nullable Score share) {

    /** A member with the answers of the own sheet, by criterion. */
    record Member(UUID accountId, String name, Map<String, Answer> answers) {}

    /** What a member found by the own sheet. */
    record Found(UUID accountId, String name, CriterionScore score) {}

    /**
     * One criterion.
     *
     * @param points null for a criterion without points
     * @param most the most that it can give
     * @param lost mean of what the members' sheets lose
     * @param finding common to all; null where there is none
     * @param verdict common to all; null where there is none
     * @param spread from the lowest to the highest of the members' points; null for a criterion without points
     * @param differs whether there is something to settle
     * @param contradiction whether the difference has no mean: findings or verdicts, not points
     * @param flagged whether it has to be settled in words
     * @param settled whether nothing more has to be done about it
     * @param settlement as far as it still holds
     * @param reasons why it has the points that it has, agreed answers in place of the members' own
     * @param over what a settlement would be over
     * @param members in the order of their accounts
     */
    record Line(
            String criterionId,
            RuleKind rule,
            Mode mode,
            @Nullable Score points,
            @Nullable Points most,
            @Nullable Score lost,
            @Nullable Finding finding,
            @Nullable Verdict verdict,
            @Nullable Score spread,
            boolean differs,
            boolean contradiction,
            boolean flagged,
            boolean settled,
            @Nullable Settlement settlement,
            List<Message> reasons,
            String over,
            List<Found> members) {}

    /**
     * Consolidates.
     *
     * @param members at least one
     * @param settlements by criterion; one over other answers than the members now have is passed over
     * @param spreadBound a spread over it is flagged
     * @throws cn.zhengping.scoring.InvalidAnswerException if an answer does not fit the standard
     */
    static Consolidation of(
            Scorer scorer,
            ScoringContext context,
            Collection<Member> members,
            Map<String, Settlement> settlements,
            Points spreadBound) {
        var sorted = members.stream()
                .sorted(Comparator.comparing(member -> member.accountId().toString()))
                .toList();
        var own = sorted.stream()
                .map(member -> scorer.score(member.answers(), context))
                .toList();
        var standing = new HashMap<String, Settlement>();
        settlements.forEach((criterion, settlement) -> {
            if (settlement.over().equals(over(criterion, sorted))) {
                standing.put(criterion, settlement);
            }
        });
        var common = sorted.stream()
                .map(member -> scorer.score(withAgreed(member.answers(), standing), context))
                .toList();
        var lines = new ArrayList<Line>();
        for (var at = 0; at < own.getFirst().criteria().size(); at++) {
            lines.add(line(scorer, at, sorted, own, common, standing, spreadBound));
        }
        return new Consolidation(
                scorer.standard().base(),
                List.copyOf(lines),
                adjustments(common),
                mean(common, ScoreResult::total),
                mean(common, ScoreResult::shareMet));
    }

    private static Line line(
            Scorer scorer,
            int at,
            List<Member> members,
            List<ScoreResult> own,
            List<ScoreResult> common,
            Map<String, Settlement> standing,
            Points spreadBound) {
        var found = new ArrayList<Found>();
        for (var i = 0; i < members.size(); i++) {
            found.add(new Found(
                    members.get(i).accountId(),
                    members.get(i).name(),
                    own.get(i).criteria().get(at)));
        }
        var scores = found.stream().map(Found::score).toList();
        var result = common.stream().map(sheet -> sheet.criteria().get(at)).toList();
        var first = scores.getFirst();
        var criterion = first.criterion();
        var derived = first.rule() == RuleKind.DERIVED;
        var spread = spread(scores);
        var contradiction = !derived && contradicts(scorer, scores);
        var differs = !derived && (contradiction || (spread != null && !spread.equals(Score.ZERO)));
        var flagged = differs && (contradiction || (spread != null && spread.compareTo(Score.of(spreadBound)) > 0));
        var settlement = standing.get(criterion);
        return new Line(
                criterion,
                first.rule(),
                settlement != null
                        ? settlement.mode()
                        : spread == null || spread.equals(Score.ZERO) ? Mode.UNANIMOUS : Mode.AVERAGE,
                mean(result, CriterionScore::points),
                first.most(),
                mean(result, CriterionScore::lost),
                common(result, CriterionScore::finding),
                common(result, CriterionScore::verdict),
                spread,
                differs,
                contradiction,
                flagged,
                !flagged
                        || (settlement != null
                                && settlement.words() != null
                                && (!contradiction || settlement.mode() == Mode.AGREED)),
                settlement,
                result.stream()
                        .flatMap(score -> score.reasons().stream())
                        .distinct()
                        .toList(),
                over(criterion, members),
                found);
    }

    /** Findings and verdicts have no mean, nor has whether a criterion is on the sheet at all. */
    private static boolean contradicts(Scorer scorer, List<CriterionScore> scores) {
        var first = scores.getFirst();
        if (scores.stream().anyMatch(score -> score.points() == null)) {
            return scores.stream()
                    .anyMatch(score -> score.finding() != first.finding()
                            || score.verdict() != first.verdict()
                            || (score.points() == null) != (first.points() == null));
        }
        var policy =
                scorer.standard().criterion(first.criterion()).orElseThrow().notApplicable();
        return policy == NotApplicable.SCALED && scores.stream().anyMatch(score -> leaves(score) != leaves(first));
    }

    private static boolean leaves(CriterionScore score) {
        return score.answer() instanceof Answer.NotApplicable;
    }

    private static @Nullable Score spread(List<CriterionScore> scores) {
        if (scores.stream().anyMatch(score -> score.points() == null)) {
            return null;
        }
        var points = scores.stream()
                .map(CriterionScore::points)
                .filter(Objects::nonNull)
                .toList();
        return points.stream()
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .minus(points.stream().min(Comparator.naturalOrder()).orElseThrow());
    }

    private static <T> @Nullable Score mean(List<T> of, Function<T, @Nullable Score> score) {
        var scores = new ArrayList<Score>();
        for (var each : of) {
            var one = score.apply(each);
            if (one == null) {
                return null;
            }
            scores.add(one);
        }
        return Score.average(scores);
    }

    private static <T> @Nullable T common(List<CriterionScore> scores, Function<CriterionScore, @Nullable T> property) {
        var first = property.apply(scores.getFirst());
        return scores.stream().allMatch(score -> Objects.equals(property.apply(score), first)) ? first : null;
    }

    private static Map<Adjustment.Kind, Score> adjustments(List<ScoreResult> sheets) {
        var sums = new EnumMap<Adjustment.Kind, Score>(Adjustment.Kind.class);
        for (var sheet : sheets) {
            for (var adjustment : sheet.adjustments()) {
                sums.merge(adjustment.kind(), adjustment.amount(), Score::plus);
            }
        }
        sums.replaceAll((kind, sum) -> sum.dividedBy(sheets.size()));
        return sums;
    }

    private static Map<String, Answer> withAgreed(Map<String, Answer> answers, Map<String, Settlement> settlements) {
        var all = new HashMap<>(answers);
        settlements.forEach((criterion, settlement) -> {
            if (settlement.agreed() != null) {
                all.put(criterion, settlement.agreed());
            }
        });
        return all;
    }

    private static String over(String criterion, List<Member> members) {
        var text = new StringBuilder();
        for (var member : members) {
            var answer = member.answers().get(criterion);
            text.append(member.accountId())
                    .append(answer == null ? "" : AnswerJson.write(answer))
                    .append('\n');
        }
        return DigestUtils.sha256Hex(text.toString());
    }

    /** Whether anything on the sheet is about points; a total says something only then. */
    boolean givesPoints() {
        return !base.equals(Points.ZERO) || criteria.stream().anyMatch(line -> line.points() != null);
    }

    Optional<Line> line(String criterionId) {
        return criteria.stream()
                .filter(line -> line.criterionId().equals(criterionId))
                .findFirst();
    }

    /** Criteria that have to be settled in words and are not. */
    List<String> unsettled() {
        return criteria.stream()
                .filter(line -> !line.settled())
                .map(Line::criterionId)
                .toList();
    }
}
