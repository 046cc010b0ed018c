package cn.zhengping.region.sichuan;

import static java.util.Objects.requireNonNull;

import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.scoring.ScoringContext.Period;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Incident;
import cn.zhengping.spi.answer.Answer.Member;
import cn.zhengping.spi.staff.EmploymentType;
import cn.zhengping.spi.staff.StaffPolicy;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Rule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The evaluation of one person in the fourth quarter of 2023, in which nothing has happened yet. */
final class StaffSheet {

    private static final LocalDate LAST_DAY = LocalDate.of(2023, 12, 31);
    private static final Period FOURTH_QUARTER = period("2023-10-01", "2024-01-01");

    private final StaffPolicy policy;
    private final Scorer scorer;
    private ScoringContext context;
    private final Map<String, Answer> answers = new HashMap<>();

    StaffSheet(String policy, UnitKind unitKind) {
        this.policy = ByHand.policy(policy);
        scorer = Scorer.of(this.policy, List.of());
        context = ScoringContext.of(LAST_DAY, unitKind).in(FOURTH_QUARTER);
        this.policy
                .rules()
                .criteria()
                .forEach(criterion -> answers.put(
                        criterion.id(),
                        criterion.rule() instanceof Rule.Deduct
                                ? new Answer.Incidents(List.of())
                                : new Answer.Members(List.of())));
    }

    private static Period period(String from, String until) {
        return new Period(LocalDate.parse(from), LocalDate.parse(until));
    }

    static Incident incident(String date, @Nullable String variant) {
        return incident(date, variant, null);
    }

    static Incident incident(String date, @Nullable String variant, @Nullable String multiple) {
        return new Incident(LocalDate.parse(date), variant, multiple, null, null, null, null);
    }

    static Incident raised(String date, @Nullable String variant, String points) {
        return new Incident(
                LocalDate.parse(date), variant, null, Points.of(new BigDecimal(points)), "造成不良影响", null, null);
    }

    static Incident proving(String date, String criterion, @Nullable String variant) {
        return new Incident(LocalDate.parse(date), null, null, null, null, criterion, variant);
    }

    /** So many different ones of the quarter. */
    static Member[] many(String memberClass, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> ByHand.member(memberClass, "2023-11-0" + i, "deed-" + i, null))
                .toArray(Member[]::new);
    }

    /** Makes it the evaluation of other days; the second one is no longer part of it. */
    void about(String from, String until) {
        context = context.in(period(from, until));
    }

    void happened(String criterion, Incident... incidents) {
        answers.put(criterion, new Answer.Incidents(List.of(incidents)));
    }

    void earned(String criterion, Member... members) {
        answers.put(criterion, ByHand.members(members));
    }

    ScoreResult result() {
        return scorer.score(answers, context);
    }

    Score total() {
        return requireNonNull(result().total(), "incomplete");
    }

    List<String> deducting() {
        return policy.rules()
                .criteria()
                .filter(criterion -> criterion.rule() instanceof Rule.Deduct)
                .map(Criterion::id)
                .toList();
    }

    String row(String criterion) {
        return policy.rules().criterion(criterion).orElseThrow().source().row();
    }

    /** Kinds of what follows from the incidents of a criterion. */
    String consequences(String criterion) {
        return ByHand.of(result(), criterion).consequences().stream()
                .map(due -> due.consequence().kind().name())
                .collect(Collectors.joining(" "));
    }

    String grade(EmploymentType employment, Score total) {
        return policy.grade(employment, total::reaches).orElseThrow().label().zh();
    }
}
