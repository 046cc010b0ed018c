package cn.zhengping.scoring;

import static cn.zhengping.scoring.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.zhengping.scoring.CriterionScore.DueConsequence;
import cn.zhengping.scoring.ScoringContext.Period;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Rule.Consequence;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sheets about a period: 乐至县's staff are judged by the quarter. */
class PeriodTest {

    private static final ScoringContext LATER = ScoringContext.of(LocalDate.of(2024, 1, 5), UnitKind.TOWNSHIP_CENTRE);
    private static final Criterion LATE = criterion("late", null, deduct("3"));
    private static final Consequence FROM_THE_SECOND =
            new Consequence(Consequence.Kind.NO_COMMENDATION_THIS_YEAR, text("取消年度评优资格"), 2, false);
    private static final Criterion ABSENT =
            criterion("absent", null, new Rule.Deduct(variants("5"), List.of(), null, List.of(FROM_THE_SECOND), false));
    private static final Criterion PRAISE = criterion(
            "praise",
            null,
            new Rule.Each(List.of(memberClass("county", "2"), memberClass("city", "3")), null, false, 4));

    private static ScoringContext quarter(int quarter) {
        var from = LocalDate.of(2023, 3 * quarter - 2, 1);
        return LATER.in(new Period(from, from.plusMonths(3)));
    }

    @ParameterizedTest
    @CsvSource({"2023-06-30, 0", "2023-07-01, -3", "2023-09-30, -3", "2023-10-01, 0"})
    void an_incident_costs_something_from_the_first_day_to_the_last(String date, String points) {
        assertThat(scored(LATE, incidents(incident(date, null)), quarter(3)).points())
                .isEqualTo(score(points));
    }

    @Test
    void an_incident_outside_says_so() {
        assertThat(reasons(scored(LATE, incidents(incident("2023-06-30", null)), quarter(3))))
                .containsExactly("“情形1”（2023-06-30）不在考评周期2023-07-01至2023-09-30内，不计分");
    }

    @Test
    void an_incident_outside_uses_up_no_points() {
        // 5 − 3 = 2, June left out
        assertThat(scored(
                                criterion("late", "5", deduct("3")),
                                incidents(incident("2023-06-30", null), incident("2023-07-03", null)),
                                quarter(3))
                        .points())
                .isEqualTo(score("2"));
    }

    @Test
    void an_incident_outside_is_checked_all_the_same() {
        assertThatExceptionOfType(InvalidAnswerException.class)
                .isThrownBy(() -> scored(LATE, incidents(incident("2023-06-30", "v9")), quarter(3)));
    }

    @Test
    void an_earlier_incident_of_the_year_counts_toward_a_consequence() {
        var score = scored(ABSENT, incidents(incident("2023-02-01", null), incident("2023-08-01", null)), quarter(3));

        // −5, February costs nothing here
        assertThat(score.points()).isEqualTo(score("-5"));
        assertThat(score.consequences()).containsExactly(new DueConsequence(2023, FROM_THE_SECOND));
    }

    @Test
    void an_incident_of_another_year_or_after_the_period_does_not() {
        assertThat(scored(ABSENT, incidents(incident("2022-12-31", null), incident("2023-08-01", null)), quarter(3))
                        .consequences())
                .isEmpty();
        assertThat(scored(ABSENT, incidents(incident("2023-08-01", null), incident("2023-10-01", null)), quarter(3))
                        .consequences())
                .isEmpty();
    }

    @Test
    void a_consequence_set_in_where_its_incidents_were() {
        assertThat(scored(ABSENT, incidents(incident("2023-02-01", null), incident("2023-03-01", null)), quarter(3))
                        .consequences())
                .isEmpty();
    }

    @Test
    void a_member_outside_gives_nothing_and_one_without_a_date_does() {
        var reports = criterion("reports", null, new Rule.Each(List.of(memberClass("report", "1")), null, false, null));
        var score = scored(
                reports,
                members(member("report", "2023-06-30"), member("report", "2023-07-01"), member("report", null)),
                quarter(3));

        // 1 + 1
        assertThat(score.points()).isEqualTo(score("2"));
        assertThat(reasons(score)).contains("“类report”（2023-06-30）不在考评周期2023-07-01至2023-09-30内，不计分");
    }

    @Test
    void a_year_is_recognised_once_at_its_highest_in_the_quarter_that_is_named() {
        var answer =
                members(member("county", "2023-02-01"), member("city", "2023-05-01"), member("county", "2023-11-01"));

        // 3, the county's two left out
        assertThat(scored(PRAISE, answer, quarter(4)).points()).isEqualTo(score("3"));
        assertThat(reasons(scored(PRAISE, answer, quarter(4)))).contains("“类county”与2023年的“类city”一年只按最高的计一次");
        assertThat(scored(PRAISE, answer, quarter(2)).points()).isEqualTo(Score.ZERO);
        assertThat(reasons(scored(PRAISE, answer, quarter(2))))
                .contains("“类city”（2023-05-01）在含2023-12-31的考评周期内认定，本期不计分");
    }

    @Test
    void each_year_of_a_sheet_without_a_period_is_recognised_once() {
        // 3 of 2022 and 2 of 2023
        assertThat(scored(
                                PRAISE,
                                members(
                                        member("city", "2022-02-01"),
                                        member("county", "2022-02-01"),
                                        member("county", "2023-02-01")),
                                LATER)
                        .points())
                .isEqualTo(score("5"));
    }

    @Test
    void what_is_recognised_once_a_year_needs_a_date() {
        assertThatExceptionOfType(InvalidAnswerException.class)
                .isThrownBy(() -> scored(PRAISE, members(member("city", null)), LATER))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(InvalidAnswerException.Code.DATE_MISSING));
    }

    @Test
    void what_is_recognised_in_a_quarter_counts_toward_the_cap_of_that_quarter() {
        var other = criterion("other", null, new Rule.Each(List.of(memberClass("report", "4")), null, false, null));
        var scorer = Scorer.of(
                standard(
                        "100",
                        null,
                        List.of(section("s", PRAISE, other)),
                        List.of(cap("cap", Cap.Scope.QUARTER, "5", "praise", "other"))),
                List.of());
        Map<String, Answer> answers = Map.of(
                "praise", members(member("city", "2023-02-01")),
                "other", members(member("report", "2023-12-01")));

        // 100 + 3 + 4, of which 5
        assertThat(scorer.score(answers, quarter(4)).total()).isEqualTo(score("105"));
    }

    @Test
    void a_period_has_a_day() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Period(LATER.asOf(), LATER.asOf()));
    }
}
