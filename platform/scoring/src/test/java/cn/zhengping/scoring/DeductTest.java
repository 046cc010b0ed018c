package cn.zhengping.scoring;

import static cn.zhengping.scoring.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.scoring.CriterionScore.DueConsequence;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Incident;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Rule.Consequence;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeductTest {

    private static final Consequence AT_ONCE =
            new Consequence(Consequence.Kind.NO_COMMENDATION_THIS_YEAR, text("取消年度评优资格"), 1, false);
    private static final Consequence FROM_THE_SECOND =
            new Consequence(Consequence.Kind.NO_COMMENDATION_THIS_YEAR, text("取消年度评优资格"), 2, false);

    @Test
    void what_follows_only_grave_cases_counts_only_those() {
        var onlyGrave = new Consequence(Consequence.Kind.HANDLED_SEPARATELY, text("造成不良影响的，另行处理"), 2, true);
        var rule = new Rule.Deduct(
                variants("5"),
                List.of(),
                new Rule.Raised(text("造成不良影响"), Points.of(10), Points.of(40)),
                List.of(onlyGrave),
                false);
        var grave = new Incident(LocalDate.of(2023, 2, 6), null, null, Points.of(10), "被通报", null, null);

        assertThat(scored(criterion("evaded", null, rule), incidents(incident("2023-01-09", null), grave))
                        .consequences())
                .isEmpty();
        assertThat(scored(criterion("evaded", null, rule), incidents(incident("2023-01-09", null), grave, grave))
                        .consequences())
                .extracting(CriterionScore.DueConsequence::consequence)
                .containsExactly(onlyGrave);
    }

    @Test
    void nothing_happened_takes_nothing_off() {
        var score = scored(criterion("late", null, deduct("3")), incidents());

        assertThat(score.points()).isEqualTo(Score.ZERO);
        assertThat(score.lost()).isEqualTo(Score.ZERO);
    }

    @Test
    void each_incident_takes_its_variant_off() {
        // −3 − 3 − 5 = −11
        var score = scored(
                criterion("meeting", null, deduct("3", "5")),
                incidents(incident("2023-01-09", "v1"), incident("2023-02-06", "v1"), incident("2023-03-06", "v2")));

        assertThat(score.points()).isEqualTo(score("-11"));
        assertThat(score.lost()).isEqualTo(score("11"));
        assertThat(reasons(score)).containsExactly("2023-01-09：情形1，扣3分", "2023-02-06：情形1，扣3分", "2023-03-06：情形2，扣5分");
    }

    @Test
    void the_only_variant_need_not_be_named() {
        assertThat(scored(criterion("late", null, deduct("3")), incidents(incident("2023-01-09", null)))
                        .points())
                .isEqualTo(score("-3"));
    }

    @Test
    void a_criterion_with_points_is_used_up_and_no_more() {
        // 5 − 3 − 3 = −1, which is 0
        var score = scored(
                criterion("late", "5", deduct("3")),
                incidents(incident("2023-01-09", null), incident("2023-01-10", null)));

        assertThat(score.points()).isEqualTo(Score.ZERO);
        assertThat(reasons(score)).contains("应扣6分，本项共5分，扣完为止");
        // 5 − 3 = 2
        assertThat(scored(criterion("late", "5", deduct("3")), incidents(incident("2023-01-09", null)))
                        .points())
                .isEqualTo(score("2"));
    }

    @Test
    void a_whole_day_is_two_half_days() {
        var absence = new Rule.Deduct(
                variants("10"), List.of(new Rule.Multiple("day", text("旷工1天"), 2)), null, List.of(), false);

        // −10 × 2 − 10 = −30
        var score = scored(
                criterion("absence", null, absence),
                incidents(
                        new Incident(LocalDate.of(2023, 1, 9), null, "day", null, null, null, null),
                        incident("2023-01-10", null)));

        assertThat(score.points()).isEqualTo(score("-30"));
        assertThat(reasons(score)).first().isEqualTo("2023-01-09：情形1（旷工1天），扣20分");
    }

    @Test
    void the_raised_amount_replaces_the_ordinary_one() {
        var phone = new Rule.Deduct(
                variants("20"),
                List.of(),
                new Rule.Raised(text("造成不良影响"), Points.of(25), Points.of(40)),
                List.of(),
                false);
        var criterion = criterion("phone", null, phone);

        assertThat(scored(criterion, incidents(raised("25"))).points()).isEqualTo(score("-25"));
        assertThat(scored(criterion, incidents(raised("40"))).points()).isEqualTo(score("-40"));
        assertThat(reasons(scored(criterion, incidents(raised("30")))))
                .containsExactly("2023-01-09：情形1，造成不良影响（被通报），扣30分");
    }

    @Test
    void a_consequence_sets_in_at_once_or_with_a_later_incident_of_the_same_calendar_year() {
        var atOnce = criterion("a", null, with(AT_ONCE));
        var later = criterion("b", null, with(FROM_THE_SECOND));

        assertThat(scored(atOnce, incidents()).consequences()).isEmpty();
        assertThat(scored(atOnce, incidents(incident("2023-01-09", null))).consequences())
                .containsExactly(new DueConsequence(2023, AT_ONCE));
        assertThat(scored(later, incidents(incident("2022-12-31", null), incident("2023-01-01", null)))
                        .consequences())
                .isEmpty();
        assertThat(scored(later, incidents(incident("2023-01-01", null), incident("2023-11-20", null)))
                        .consequences())
                .containsExactly(new DueConsequence(2023, FROM_THE_SECOND));
    }

    @Test
    void a_complaint_costs_what_the_rule_costs_that_it_proves() {
        var scorer = scorer(
                null,
                criterion("rude", null, deduct("15", "20")),
                criterion("complaint", null, new Rule.Deduct(List.of(), List.of(), null, List.of(), true)));

        // the complaint proves the second variant: −20
        var result = scorer.score(
                Map.of("rude", incidents(), "complaint", incidents(proving("2023-03-01", "rude", "v2"))), CONTEXT);

        assertThat(result.total()).isEqualTo(score("-20"));
        assertThat(criterion(result, "complaint").points()).isEqualTo(score("-20"));
        assertThat(reasons(criterion(result, "complaint")))
                .containsExactly("2023-03-01：查实属于rude“条文rude”，按该条扣分", "2023-03-01：情形2，扣20分");
    }

    @Test
    void what_follows_from_a_proved_rule_follows_from_its_own_incidents_and_the_proved_ones_together() {
        var scorer = scorer(
                null,
                criterion("rude", null, with(FROM_THE_SECOND)),
                criterion("complaint", null, new Rule.Deduct(List.of(), List.of(), null, List.of(), true)));
        Map<String, Answer> answers = Map.of(
                "rude", incidents(incident("2023-02-01", null)),
                "complaint", incidents(proving("2023-03-01", "rude", null)));

        assertThat(criterion(scorer.score(answers, CONTEXT), "rude").consequences())
                .containsExactly(new DueConsequence(2023, FROM_THE_SECOND));
    }

    @Test
    void deductions_come_off_the_base() {
        var standard = standard("100", "100", List.of(section("s", criterion("late", null, deduct("3")))), List.of());

        // 100 − 3 × 2 = 94
        var result = Scorer.of(standard, List.of())
                .score(Map.of("late", incidents(incident("2023-01-09", null), incident("2023-01-10", null))), CONTEXT);

        assertThat(result.total()).isEqualTo(score("94"));
        assertThat(result.maximum()).isEqualTo(score("100"));
    }

    private static Rule.Deduct with(Consequence consequence) {
        return new Rule.Deduct(variants("20"), List.of(), null, List.of(consequence), false);
    }

    private static Incident raised(String to) {
        return new Incident(LocalDate.of(2023, 1, 9), null, null, Points.parse(to), "被通报", null, null);
    }

    private static Incident proving(String date, String criterion, @Nullable String variant) {
        return new Incident(LocalDate.parse(date), null, null, null, null, criterion, variant);
    }
}
