package cn.zhengping.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cn.zhengping.scoring.CriterionScore;
import cn.zhengping.scoring.CriterionScore.Verdict;
import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.code.CodedRule;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.Standard;
import cn.zhengping.spi.standard.Variable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FilledSheetTest {

    private static final Set<String> CATALOGUE =
            IntStream.range(0, 12).mapToObj(i -> "service-" + i).collect(Collectors.toSet());

    @Test
    void the_best_answers_reach_all_points_of_every_rule() {
        var result = best("points", UnitKind.TOWNSHIP_CENTRE);
        assertThat(result.total()).isEqualTo(Score.of(Points.of(100)));
        assertThat(result.criteria())
                .allSatisfy(score -> assertThat(score.lost()).isEqualTo(Score.ZERO));
    }

    @Test
    void the_worst_answers_leave_what_a_short_list_cannot_take_off() {
        var result = worst("points", UnitKind.TOWNSHIP_CENTRE);
        assertThat(result.total()).isEqualTo(Score.of(Points.of(7)));
        assertThat(result.criteria())
                .filteredOn(score -> !Score.ZERO.equals(score.points()))
                .extracting(CriterionScore::criterion)
                .containsExactly("services.named");
    }

    @Test
    void without_incidents_the_base_is_left() {
        assertThat(best("staff", UnitKind.VILLAGE_STATION).total()).isEqualTo(Score.of(Points.of(100)));
    }

    @Test
    void the_worst_incident_is_the_costliest_raised_multiplied_or_proved() {
        var result = worst("staff", UnitKind.VILLAGE_STATION);
        assertThat(result.criteria())
                .extracting(CriterionScore::points)
                .containsExactly(points(-40), points(-10), points(-40));
        assertThat(result.total()).isEqualTo(points(10));
    }

    @Test
    void checks_and_gates_are_passed_by_the_best_and_failed_by_the_worst() {
        var best = best("checks", UnitKind.TOWNSHIP_CENTRE);
        var worst = worst("checks", UnitKind.TOWNSHIP_CENTRE);
        assertThat(best.verdicts()).containsExactly(Map.entry("hall.norms", Verdict.PASSED));
        assertThat(worst.verdicts()).containsExactly(Map.entry("hall.norms", Verdict.FAILED));
        assertThat(findings(best)).containsExactly(Finding.MET, Finding.MET);
        assertThat(findings(worst)).containsExactly(Finding.NOT_MET, Finding.NOT_MET);
    }

    @Test
    void a_criterion_of_a_duty_is_answered_by_who_has_it() {
        var scorer = Scorer.of(SampleRegion.standard("checks"), List.of());
        assertThat(BestAnswers.of(scorer, context(UnitKind.TOWNSHIP_CENTRE, Set.of("lead")))
                        .answers())
                .containsKey("hall.lead");
        assertThat(BestAnswers.of(scorer, context(UnitKind.TOWNSHIP_CENTRE, Set.of()))
                        .answers())
                .doesNotContainKey("hall.lead");
    }

    @Test
    void a_coded_rule_is_tried_until_its_most_and_its_least_are_found() {
        var scorer = Scorer.of(
                coded(),
                List.of(function(values -> values.flags().getOrDefault("proved", false)
                        ? values.quantities()
                                .getOrDefault("share", BigDecimal.ZERO)
                                .multiply(BigDecimal.TEN)
                        : BigDecimal.ONE)));
        var context = context(UnitKind.TOWNSHIP_CENTRE, Set.of());
        assertThat(BestAnswers.of(scorer, context).scoredBy(scorer).total()).isEqualTo(points(10));
        assertThat(WorstAnswers.of(scorer, context).scoredBy(scorer).total()).isEqualTo(points(0));
    }

    @Test
    void a_coded_rule_that_takes_no_value_is_told() {
        var scorer = Scorer.of(coded(), List.of(function(_ -> new BigDecimal("11"))));
        assertThatIllegalStateException()
                .isThrownBy(() -> BestAnswers.of(scorer, context(UnitKind.TOWNSHIP_CENTRE, Set.of())))
                .withMessageContaining("staff.coded");
    }

    private static ScoreResult best(String standard, UnitKind unitKind) {
        var scorer = Scorer.of(SampleRegion.standard(standard), List.of());
        return BestAnswers.of(scorer, context(unitKind, Set.of())).scoredBy(scorer);
    }

    private static ScoreResult worst(String standard, UnitKind unitKind) {
        var scorer = Scorer.of(SampleRegion.standard(standard), List.of());
        return WorstAnswers.of(scorer, context(unitKind, Set.of())).scoredBy(scorer);
    }

    private static List<@Nullable Finding> findings(ScoreResult result) {
        return result.criteria().stream()
                .filter(score -> score.verdict() == null)
                .<@Nullable Finding>map(CriterionScore::finding)
                .toList();
    }

    private static ScoringContext context(UnitKind unitKind, Set<String> duties) {
        return new ScoringContext(LocalDate.of(2023, 12, 31), unitKind, duties, CATALOGUE, Map.of());
    }

    private static Score points(long whole) {
        return Score.of(Points.of(whole));
    }

    private static Standard coded() {
        var staff = SampleRegion.standard("points");
        var like = staff.criterion("staff.view").orElseThrow();
        var rule = new Rule.Coded(
                "share",
                List.of(
                        new Variable(
                                "share",
                                LocalizedText.ofChinese("比例"),
                                Variable.Type.QUANTITY,
                                null,
                                BigDecimal.ZERO,
                                BigDecimal.ONE),
                        new Variable("proved", LocalizedText.ofChinese("查实"), Variable.Type.FLAG, null, null, null)));
        var criterion = new Criterion(
                "staff.coded",
                like.text(),
                like.points(),
                rule,
                like.evidence(),
                like.appliesTo(),
                like.notApplicable(),
                like.source());
        var item = new Item("staff", like.text(), null, List.of(criterion), null);
        return new Standard(
                "coded",
                "2023",
                staff.title(),
                staff.unitKinds(),
                Points.ZERO,
                Points.of(10),
                List.of(new Section("all", like.text(), null, List.of(item))),
                List.of(),
                staff.sources(),
                List.of(),
                null);
    }

    private static CodedRule function(Function<Answer.Values, BigDecimal> points) {
        return new CodedRule() {
            @Override
            public String function() {
                return "share";
            }

            @Override
            public Result score(Criterion criterion, Answer.Values values) {
                return new Result(Points.of(points.apply(values)), LocalizedText.ofChinese("按比例"));
            }
        };
    }
}
