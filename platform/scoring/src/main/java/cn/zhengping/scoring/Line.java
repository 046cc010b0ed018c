package cn.zhengping.scoring;

import cn.zhengping.scoring.CriterionScore.DueConsequence;
import cn.zhengping.scoring.CriterionScore.Verdict;
import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.spi.Message;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A criterion while its sheet is being scored. */
final class Line {

    final Prepared prepared;
    final @Nullable Answer answer;
    final ScoringContext context;

    /** What it gives; null while it is open and where it gives no points. */
    @Nullable
    Score points;

    /** Nobody answered, an input is missing, or it waits for another that is open. */
    boolean open;

    /** Of those that are open: its own answer or input is what is missing. */
    boolean gap;

    /** It has left the sheet as not applicable, and the others are scaled up. */
    boolean leftTheSheet;

    @Nullable
    Finding finding;

    @Nullable
    Verdict verdict;

    List<DueConsequence> consequences = List.of();

    /** By date, of a criterion under a cap over a period; else empty. */
    List<Dated> amounts = List.of();

    private List<Message> reasons = List.of();

    Line(Prepared prepared, @Nullable Answer answer, ScoringContext context) {
        this.prepared = prepared;
        this.answer = answer;
        this.context = context;
    }

    /** Part of a line's points, from a member or an incident of a day. */
    static final class Dated {
        final LocalDate date;
        long thousandths;

        Dated(LocalDate date, long thousandths) {
            this.date = date;
            this.thousandths = thousandths;
        }
    }

    void say(Reason reason, Object... arguments) {
        if (reasons.isEmpty()) {
            reasons = new ArrayList<>(2);
        }
        reasons.add(reason.with(arguments));
    }

    InvalidAnswerException invalid(Code code, Object... details) {
        return new InvalidAnswerException(code, prepared.id(), details);
    }

    /** All of the criterion's points or none, or for a criterion without points only the finding. */
    void allOrNothing(boolean met) {
        finding = met ? Finding.MET : Finding.NOT_MET;
        if (prepared.most() != null) {
            points = met ? prepared.most() : Score.ZERO;
        }
    }

    /** So many points, but not more than the criterion has. */
    void limited(Score reached) {
        var most = prepared.most();
        if (most != null && reached.compareTo(most) > 0) {
            say(Reason.LIMIT, reached.exact(), most.exact());
            points = most;
        } else {
            points = reached;
        }
    }

    /** The criterion's points less so many, but not less than zero. */
    void less(Score most, long thousandthsOff) {
        var rest = most.minus(Score.ofThousandths(thousandthsOff));
        if (rest.isNegative()) {
            say(Reason.FLOOR, Score.ofThousandths(thousandthsOff).exact(), most.exact());
            rest = Score.ZERO;
        }
        points = rest;
    }

    String required(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw invalid(Code.REASON_MISSING);
        }
        return reason;
    }

    /** Whether this day is among those that the sheet is about; if not, the line says so. */
    boolean inPeriod(Object name, LocalDate date) {
        var period = context.period();
        if (period == null || period.contains(date)) {
            return true;
        }
        say(
                Reason.OUTSIDE_PERIOD,
                name,
                date.toString(),
                period.from().toString(),
                period.lastDay().toString());
        return false;
    }

    void requireNotAfterScoring(LocalDate date) {
        if (date.isAfter(context.asOf())) {
            throw invalid(
                    Code.DATE_AFTER_SCORING, date.toString(), context.asOf().toString());
        }
    }

    /** Keeps numbers of a million digits, which a dozen characters can write, out of what is computed and stored. */
    void requireReasonable(String id, BigDecimal value) {
        if (!isReasonable(value)) {
            throw invalid(Code.NUMBER_TOO_LONG, id);
        }
    }

    static boolean isReasonable(BigDecimal value) {
        return value.scale() <= 9 && (long) value.precision() - value.scale() <= 15;
    }

    CriterionScore score() {
        return new CriterionScore(
                prepared.id(),
                prepared.kind(),
                answer,
                points,
                prepared.criterion().points(),
                lost(),
                finding,
                verdict,
                reasons,
                consequences);
    }

    private @Nullable Score lost() {
        if (points == null) {
            return null;
        }
        if (leftTheSheet) {
            return Score.ZERO;
        }
        if (prepared.most() != null) {
            return prepared.most().minus(points);
        }
        return prepared.kind() == RuleKind.DEDUCT ? points.negate() : null;
    }
}
