package cn.zhengping.region.sichuan;

import static cn.zhengping.region.sichuan.ByHand.member;
import static cn.zhengping.region.sichuan.ByHand.points;
import static cn.zhengping.region.sichuan.StaffSheet.incident;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.spi.answer.Answer.Member;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the months, quarters, halves and the year of 2023 make of the same deeds, by either policy. */
abstract class StaffPeriods {

    final StaffSheet sheet;

    StaffPeriods(StaffSheet sheet) {
        this.sheet = sheet;
    }

    /** 8 in March and 12 in October: recognised once, at the higher, where 31 December is. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            2023-01-01, 2023-04-01, 100
            2023-03-01, 2023-04-01, 100
            2023-01-01, 2023-07-01, 100
            2023-07-01, 2023-10-01, 100
            2023-10-01, 2023-11-01, 100
            2023-11-01, 2023-12-01, 100
            2023-12-01, 2024-01-01, 112
            2023-10-01, 2024-01-01, 112
            2023-07-01, 2024-01-01, 112
            2023-01-01, 2024-01-01, 112
            """)
    void commendations_count_once_a_year_at_the_highest_level(String from, String until, String total) {
        sheet.about(from, until);
        sheet.earned(
                "bonus.commendations",
                member("local", "2023-03-08", "a", null),
                member("city", "2023-10-09", "b", null));

        assertThat(sheet.total()).isEqualTo(points(total));
    }

    @Test
    void a_commendation_of_the_year_before_is_not_recognised_again() {
        sheet.earned(
                "bonus.commendations",
                member("national", "2022-12-31", "a", null),
                member("local", "2023-01-01", "b", null));
        // 100 + 8, the 20 were recognised in 2022
        assertThat(sheet.total()).isEqualTo(points("108"));
    }

    @Test
    void an_incident_costs_points_in_its_own_period_only() {
        sheet.happened("order.tidiness", incident("2023-09-30", null), incident("2023-10-01", null));
        // 100 − 3
        assertThat(sheet.total()).isEqualTo(points("97"));

        sheet.about("2023-07-01", "2024-01-01");
        // 100 − 3 − 3
        assertThat(sheet.total()).isEqualTo(points("94"));
    }

    @Test
    void two_errors_of_a_year_in_two_quarters_cost_the_commendation_with_the_second() {
        sheet.happened("business.errors", incident("2023-02-01", null), incident("2023-11-01", null));
        // 100 − 10, the other one was deducted in the first quarter
        assertThat(sheet.total()).isEqualTo(points("90"));
        assertThat(sheet.consequences("business.errors")).isEqualTo("NO_COMMENDATION_THIS_YEAR");

        sheet.about("2023-01-01", "2023-04-01");
        assertThat(sheet.total()).isEqualTo(points("90"));
        assertThat(sheet.consequences("business.errors")).isEmpty();
    }

    @Test
    void an_error_in_each_of_two_years_is_not_two_in_a_year() {
        sheet.about("2023-01-01", "2023-04-01");
        sheet.happened("business.errors", incident("2022-12-31", null), incident("2023-01-01", null));

        // 100 − 10
        assertThat(sheet.total()).isEqualTo(points("90"));
        assertThat(sheet.consequences("business.errors")).isEmpty();
    }

    @Test
    void limits_of_a_quarter_hold_in_each_quarter_of_a_half_year() {
        sheet.about("2023-07-01", "2024-01-01");
        sheet.earned("bonus.activities-joined", inBothQuarters("joined"));
        sheet.earned("bonus.special-work", inBothQuarters("special-work"));
        sheet.earned("bonus.proposals", inBothQuarters("province"));
        // three in each quarter: (1 + 1) of 3, (2 + 2) of 6, (8 + 8) of 24
        // 100 + 2 + 4 + 16
        assertThat(sheet.total()).isEqualTo(points("122"));

        sheet.earned("bonus.media", member("city", "2023-08-01", "a", null));
        // 2 + 4 + 16 + 12 = 34 > 30: a half-year is one evaluation
        assertThat(sheet.total()).isEqualTo(points("130"));
    }

    private static Member[] inBothQuarters(String memberClass) {
        return Stream.of("2023-07-03", "2023-08-01", "2023-09-30", "2023-10-01", "2023-11-01", "2023-12-31")
                .map(date -> member(memberClass, date, date, null))
                .toArray(Member[]::new);
    }
}
