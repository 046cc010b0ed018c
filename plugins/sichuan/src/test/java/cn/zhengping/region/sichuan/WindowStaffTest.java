package cn.zhengping.region.sichuan;

import static cn.zhengping.region.sichuan.ByHand.member;
import static cn.zhengping.region.sichuan.ByHand.points;
import static cn.zhengping.region.sichuan.StaffSheet.incident;
import static cn.zhengping.region.sichuan.StaffSheet.proving;
import static cn.zhengping.region.sichuan.StaffSheet.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.scoring.InvalidAnswerException;
import cn.zhengping.scoring.Score;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.staff.EmploymentType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Baolin, annexes 3, 5 and 6. */
class WindowStaffTest extends StaffPeriods {

    WindowStaffTest() {
        super(new StaffSheet("window-staff", UnitKind.TOWNSHIP_CENTRE));
    }

    @Test
    void a_clean_quarter_is_100() {
        assertThat(sheet.total()).isEqualTo(points("100"));
    }

    /** Rule, variant where it has several, and the amount as the paper prints it. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            1, conduct.punctuality, , 3
            2, conduct.absence, absent, 10
            2, conduct.absence, leave-not-registered, 10
            3, conduct.leaving-the-post, , 2
            4, conduct.idle, devices, 20
            4, conduct.idle, idling, 20
            5, conduct.noise, , 10
            6, conduct.presence, , 2
            7, conduct.badge, , 5
            8, conduct.smoking, , 5
            9, conduct.language, , 2
            10, conduct.meetings, late-or-early, 3
            10, conduct.meetings, absent, 5
            11, conduct.data, , 40
            12, conduct.violence, , 20
            13, conduct.exposed, , 40
            14, conduct.integrity, , 40
            15, conduct.obedience, , 15
            16, conduct.visitors, , 2
            17, conduct.manners, , 5
            18, business.systems, , 10
            19, business.refused, , 5
            20, business.falsified, , 20
            21, business.evaded, , 5
            22, business.errors, , 10
            23, business.guides, , 10
            24, business.procedure, , 10
            25, business.overdue, , 20
            26, business.cooperation, , 20
            28, order.tidiness, , 3
            """)
    void each_rule_takes_its_amount_off_and_twice_for_two(
            String rule, String criterion, String variant, String points) {
        assertThat(sheet.row(criterion)).endsWith(" / " + rule);

        sheet.happened(criterion, incident("2023-10-09", variant));
        assertThat(sheet.total()).isEqualTo(points("100").minus(points(points)));

        sheet.happened(criterion, incident("2023-10-09", variant), incident("2023-10-09", variant));
        assertThat(sheet.total()).isEqualTo(points("100").minus(points(points)).minus(points(points)));
    }

    /** Rules 4, 8, 12, 16 to 21, 23 to 25; the amount is replaced, not added to. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            conduct.idle, devices, 25, 40
            conduct.smoking, , 10, 20
            conduct.violence, , 20, 40
            conduct.visitors, , 10, 20
            conduct.manners, , 10, 20
            business.systems, , 15, 40
            business.refused, , 10, 40
            business.falsified, , 25, 40
            business.evaded, , 10, 40
            business.guides, , 15, 40
            business.procedure, , 15, 40
            business.overdue, , 40, 40
            """)
    void a_raised_range_holds_at_both_ends_and_nowhere_outside(
            String criterion, String variant, String least, String most) {
        for (var end : List.of(least, most)) {
            sheet.happened(criterion, raised("2023-10-09", variant, end));
            assertThat(sheet.total()).isEqualTo(points("100").minus(points(end)));
        }
        for (var outside :
                List.of(points(least).minus(points("0.001")), points(most).plus(points("0.001")))) {
            sheet.happened(criterion, raised("2023-10-09", variant, outside.exact()));
            assertRefused(InvalidAnswerException.Code.RAISED_OUT_OF_RANGE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "conduct.punctuality",
        "conduct.leaving-the-post",
        "conduct.noise",
        "conduct.presence",
        "conduct.badge",
        "conduct.language",
        "conduct.data",
        "conduct.exposed",
        "conduct.integrity",
        "conduct.obedience",
        "business.errors",
        "business.cooperation",
        "order.tidiness"
    })
    void where_no_range_is_printed_nothing_is_raised(String criterion) {
        sheet.happened(criterion, raised("2023-10-09", null, "40"));

        assertRefused(InvalidAnswerException.Code.RAISED_NOT_ALLOWED);
    }

    private void assertRefused(InvalidAnswerException.Code code) {
        assertThatExceptionOfType(InvalidAnswerException.class)
                .isThrownBy(sheet::total)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void a_whole_day_absent_is_two_half_days() {
        sheet.happened("conduct.absence", incident("2023-10-09", "absent", "whole-day"));
        // 100 − 2×10
        assertThat(sheet.total()).isEqualTo(points("80"));

        sheet.happened("conduct.absence", incident("2023-10-09", "absent"), incident("2023-10-09", "absent"));
        // 100 − 10 − 10
        assertThat(sheet.total()).isEqualTo(points("80"));

        sheet.happened(
                "conduct.absence",
                incident("2023-10-09", "leave-not-registered", "whole-day"),
                incident("2023-10-10", "absent"));
        // 100 − 2×10 − 10
        assertThat(sheet.total()).isEqualTo(points("70"));
    }

    @Test
    void late_costs_3_and_absent_5_and_one_of_them_has_to_be_named() {
        sheet.happened("conduct.meetings", incident("2023-10-09", "late-or-early"), incident("2023-10-16", "absent"));
        // 100 − 3 − 5
        assertThat(sheet.total()).isEqualTo(points("92"));

        sheet.happened("conduct.meetings", incident("2023-10-09", null));
        assertRefused(InvalidAnswerException.Code.VARIANT_MISSING);
    }

    @Test
    void a_proved_complaint_is_booked_under_the_rule_that_it_proves() {
        sheet.happened("business.call-back", proving("2023-10-09", "business.refused", null));
        // 100 − 5
        assertThat(sheet.total()).isEqualTo(points("95"));

        sheet.happened("business.call-back", proving("2023-10-09", "conduct.meetings", "absent"));
        // 100 − 5
        assertThat(sheet.total()).isEqualTo(points("95"));

        sheet.happened("business.call-back", incident("2023-10-09", null));
        assertRefused(InvalidAnswerException.Code.PROVED_MISSING);
    }

    /** All 28 rules once, rule 27 proving rule 9. */
    @Test
    void nothing_keeps_a_score_from_falling_below_zero() {
        for (var criterion : sheet.deducting()) {
            switch (criterion) {
                case "conduct.absence" -> sheet.happened(criterion, incident("2023-10-09", "absent"));
                case "conduct.idle" -> sheet.happened(criterion, incident("2023-10-09", "devices"));
                case "conduct.meetings" -> sheet.happened(criterion, incident("2023-10-09", "absent"));
                case "business.call-back" -> sheet.happened(criterion, proving("2023-10-09", "conduct.language", null));
                default -> sheet.happened(criterion, incident("2023-10-09", null));
            }
        }
        assertThat(sheet.deducting()).hasSize(28);
        // 1 to 17: 3 + 10 + 2 + 20 + 10 + 2 + 5 + 5 + 2 + 5 + 40 + 20 + 40 + 40 + 15 + 2 + 5 = 226
        // 18 to 27: 10 + 5 + 20 + 5 + 10 + 10 + 10 + 20 + 20 + 2 = 112
        // 28: 3
        // 100 − 226 − 112 − 3
        assertThat(sheet.total()).isEqualTo(points("-241"));
    }

    /** Rules 11 to 14 cost the commendation at once. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            conduct.data, NO_COMMENDATION_THIS_YEAR REFERRED_TO_DISCIPLINE
            conduct.violence, NO_COMMENDATION_THIS_YEAR
            conduct.exposed, NO_COMMENDATION_THIS_YEAR HANDLED_SEPARATELY
            conduct.integrity, NO_COMMENDATION_THIS_YEAR ORGANISATIONAL_MEASURE
            business.falsified, ''
            business.evaded, ''
            business.refused, ''
            """)
    void what_follows_beyond_points(String criterion, String consequences) {
        sheet.happened(criterion, incident("2023-10-09", null));

        assertThat(sheet.consequences(criterion)).isEqualTo(consequences);
    }

    @Test
    void a_grave_case_is_handled_separately_too() {
        sheet.happened("business.evaded", raised("2023-10-09", null, "10"));

        assertThat(sheet.consequences("business.evaded")).isEqualTo("HANDLED_SEPARATELY");
    }

    @Test
    void the_second_error_of_a_year_costs_the_commendation() {
        sheet.happened("business.errors", incident("2023-10-09", null));
        assertThat(sheet.consequences("business.errors")).isEmpty();

        sheet.happened("business.errors", incident("2023-10-09", null), incident("2023-12-29", null));
        // 100 − 10 − 10
        assertThat(sheet.total()).isEqualTo(points("80"));
        assertThat(sheet.consequences("business.errors")).isEqualTo("NO_COMMENDATION_THIS_YEAR");
    }

    @Test
    void an_error_proved_by_a_call_back_counts_in_the_year() {
        sheet.happened("business.errors", incident("2023-10-09", null));
        sheet.happened("business.call-back", proving("2023-12-29", "business.errors", null));

        // 100 − 10 − 10
        assertThat(sheet.total()).isEqualTo(points("80"));
        assertThat(sheet.consequences("business.errors")).isEqualTo("NO_COMMENDATION_THIS_YEAR");
    }

    @Test
    void the_same_deed_at_two_levels_counts_once_at_the_higher() {
        sheet.earned(
                "bonus.media",
                member("local", "2023-10-09", "rescue", null),
                member("province", "2023-11-09", "rescue", null));
        // 100 + 16, not 4 + 16
        assertThat(sheet.total()).isEqualTo(points("116"));

        sheet.earned(
                "bonus.media",
                member("local", "2023-10-09", "rescue", null),
                member("province", "2023-11-09", "another", null));
        // 100 + 4 + 16
        assertThat(sheet.total()).isEqualTo(points("120"));
    }

    @ParameterizedTest
    @CsvSource({
        "bonus.media, local, 4",
        "bonus.media, city, 12",
        "bonus.media, province, 16",
        "bonus.media, national, 20",
        "bonus.articles, local-press, 4",
        "bonus.articles, city-bulletin, 8",
        "bonus.articles, province, 16",
        "bonus.articles, national, 20",
        "bonus.thanks, banner, 2",
        "bonus.thanks, letter, 2",
        "bonus.commendations, local, 8",
        "bonus.commendations, city, 12",
        "bonus.commendations, province, 16",
        "bonus.commendations, national, 20",
        "bonus.overtime, overtime, 1",
        "bonus.activities-joined, joined, 0.5",
        "bonus.activities-excelled, excelled, 0.5",
        "bonus.proposals, centre, 1",
        "bonus.proposals, county, 2",
        "bonus.proposals, city, 3",
        "bonus.proposals, province, 4",
        "bonus.special-work, special-work, 1"
    })
    void each_bonus_adds_its_amount(String criterion, String memberClass, String points) {
        sheet.earned(criterion, member(memberClass, "2023-10-09", "a", null));

        assertThat(sheet.total()).isEqualTo(points("100").plus(points(points)));
    }

    @Test
    void thanks_count_once_per_matter_and_reach_10() {
        sheet.earned(
                "bonus.thanks",
                member("banner", "2023-10-09", "one", null),
                member("letter", "2023-10-09", "one", null));
        // 100 + 2
        assertThat(sheet.total()).isEqualTo(points("102"));

        sheet.earned("bonus.thanks", StaffSheet.many("letter", 5));
        // 100 + 5×2 = 110: the limit of 10 reached exactly
        assertThat(sheet.total()).isEqualTo(points("110"));

        sheet.earned("bonus.thanks", StaffSheet.many("letter", 6));
        // 6×2 = 12 > 10
        assertThat(sheet.total()).isEqualTo(points("110"));
    }

    @Test
    void all_bonuses_together_reach_30_and_no_more() {
        sheet.earned("bonus.media", member("national", "2023-10-09", "a", null));
        sheet.earned("bonus.thanks", StaffSheet.many("banner", 5));
        // 100 + 20 + 10: the 30 reached exactly
        assertThat(sheet.total()).isEqualTo(points("130"));

        sheet.earned("bonus.overtime", StaffSheet.many("overtime", 1));
        // 20 + 10 + 1 = 31 > 30
        assertThat(sheet.total()).isEqualTo(points("130"));

        sheet.happened("conduct.punctuality", incident("2023-10-09", null));
        // 100 − 3 + 30: what is deducted is not made good by what is over the 30
        assertThat(sheet.total()).isEqualTo(points("127"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            bonus.activities-joined, joined, 2, 1
            bonus.activities-joined, joined, 3, 1
            bonus.activities-excelled, excelled, 2, 1
            bonus.activities-excelled, excelled, 3, 1
            bonus.proposals, province, 2, 8
            bonus.proposals, province, 3, 8
            bonus.special-work, special-work, 2, 2
            bonus.special-work, special-work, 3, 2
            """)
    void the_limit_of_a_quarter_is_reached_and_not_passed(
            String criterion, String memberClass, int count, String points) {
        sheet.earned(criterion, StaffSheet.many(memberClass, count));

        assertThat(sheet.total()).isEqualTo(points("100").plus(points(points)));
    }

    @Test
    void joining_and_doing_well_are_limited_apart() {
        sheet.earned("bonus.activities-joined", StaffSheet.many("joined", 3));
        sheet.earned("bonus.activities-excelled", StaffSheet.many("excelled", 3));

        // 100 + 1 + 1, not 100 + 1.5 + 1.5
        assertThat(sheet.total()).isEqualTo(points("102"));
    }

    /** Annex 6, whose thresholds belong to the grade above. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            130, 优秀, 优秀
            100, 优秀, 优秀
            99.999, 称职, 合格
            90, 称职, 合格
            89.999, 基本称职, 基本合格
            80, 基本称职, 基本合格
            79.999, 不称职, 不合格
            -241, 不称职, 不合格
            """)
    void a_thousandth_decides_the_grade(String total, String civilServant, String others) {
        assertThat(sheet.grade(EmploymentType.CIVIL_SERVANT, points(total))).isEqualTo(civilServant);
        assertThat(List.of(EmploymentType.PUBLIC_INSTITUTION, EmploymentType.TEMPORARY, EmploymentType.VILLAGE_AGENT))
                .allSatisfy(employment ->
                        assertThat(sheet.grade(employment, points(total))).isEqualTo(others));
    }

    @Test
    void a_quarter_of_exactly_90_and_a_year_just_below_80() {
        sheet.happened("conduct.noise", incident("2023-10-09", null));
        // 100 − 10
        assertThat(sheet.total()).isEqualTo(points("90"));
        assertThat(sheet.grade(EmploymentType.CIVIL_SERVANT, sheet.total())).isEqualTo("称职");

        sheet.happened("conduct.punctuality", incident("2023-10-09", null));
        sheet.happened("conduct.badge", incident("2023-10-09", null));
        sheet.happened("order.tidiness", incident("2023-10-09", null));
        sheet.earned("bonus.activities-joined", StaffSheet.many("joined", 1));
        // 100 − 10 − 3 − 5 − 3 + 0.5
        assertThat(sheet.total()).isEqualTo(points("79.5"));

        // (80 + 80 + 80 + 79.5) / 4 = 319.5 / 4 = 79.875
        var year = Score.average(List.of(points("80"), points("80"), points("80"), sheet.total()));
        assertThat(year).isEqualTo(points("79.875"));
        assertThat(sheet.grade(EmploymentType.CIVIL_SERVANT, year)).isEqualTo("不称职");
        // (80.5 + 80 + 80 + 79.5) / 4 = 320 / 4
        assertThat(sheet.grade(
                        EmploymentType.CIVIL_SERVANT,
                        Score.average(List.of(points("80.5"), points("80"), points("80"), sheet.total()))))
                .isEqualTo("基本称职");
    }
}
