package cn.zhengping.region.sichuan;

import static cn.zhengping.region.sichuan.ByHand.member;
import static cn.zhengping.region.sichuan.ByHand.points;
import static cn.zhengping.region.sichuan.StaffSheet.incident;
import static cn.zhengping.region.sichuan.StaffSheet.raised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.scoring.InvalidAnswerException;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.staff.EmploymentType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Baolin, annexes 4, 5 and 6. */
class StationStaffTest extends StaffPeriods {

    StationStaffTest() {
        super(new StaffSheet("station-staff", UnitKind.VILLAGE_STATION));
    }

    /** The amounts as the paper prints them. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            1, conduct.presence, 5
            2, conduct.idle, 20
            3, conduct.badge, 5
            4, conduct.language, 2
            5, conduct.meetings, 5
            6, conduct.data, 40
            7, conduct.violence, 20
            8, conduct.exposed, 40
            9, conduct.integrity, 40
            10, conduct.obedience, 15
            11, business.systems, 10
            12, business.refused, 5
            13, business.falsified, 20
            14, business.evaded, 5
            15, business.errors, 10
            16, order.tidiness, 3
            """)
    void each_rule_takes_its_amount_off(String rule, String criterion, String points) {
        assertThat(sheet.row(criterion)).endsWith(" / " + rule);

        sheet.happened(criterion, incident("2023-10-09", null));

        assertThat(sheet.total()).isEqualTo(points("100").minus(points(points)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            conduct.idle, 25, 40
            conduct.violence, 20, 40
            business.systems, 15, 40
            business.refused, 10, 40
            business.falsified, 25, 40
            business.evaded, 10, 40
            """)
    void a_raised_range_holds_at_both_ends_and_nowhere_outside(String criterion, String least, String most) {
        for (var end : List.of(least, most)) {
            sheet.happened(criterion, raised("2023-10-09", null, end));
            assertThat(sheet.total()).isEqualTo(points("100").minus(points(end)));
        }
        for (var outside :
                List.of(points(least).minus(points("0.001")), points(most).plus(points("0.001")))) {
            sheet.happened(criterion, raised("2023-10-09", null, outside.exact()));
            assertThatExceptionOfType(InvalidAnswerException.class)
                    .isThrownBy(sheet::total)
                    .satisfies(refused ->
                            assertThat(refused.code()).isEqualTo(InvalidAnswerException.Code.RAISED_OUT_OF_RANGE));
        }
    }

    @Test
    void all_16_rules_once() {
        sheet.deducting().forEach(criterion -> sheet.happened(criterion, incident("2023-10-09", null)));

        assertThat(sheet.deducting()).hasSize(16);
        // 1 to 10: 5 + 20 + 5 + 2 + 5 + 40 + 20 + 40 + 40 + 15 = 192
        // 11 to 15: 10 + 5 + 20 + 5 + 10 = 50
        // 16: 3
        // 100 − 192 − 50 − 3
        assertThat(sheet.total()).isEqualTo(points("-145"));
    }

    /** Rules 6 to 9 at once, rule 15 with the second of the year. */
    @Test
    void what_follows_beyond_points() {
        var atOnce = List.of("conduct.data", "conduct.violence", "conduct.exposed", "conduct.integrity");
        atOnce.forEach(criterion -> sheet.happened(criterion, incident("2023-10-09", null)));
        sheet.happened("business.errors", incident("2023-10-09", null));

        assertThat(atOnce)
                .allSatisfy(
                        criterion -> assertThat(sheet.consequences(criterion)).startsWith("NO_COMMENDATION_THIS_YEAR"));
        assertThat(sheet.consequences("business.errors")).isEmpty();

        sheet.happened("business.errors", incident("2023-10-09", null), incident("2023-10-10", null));
        assertThat(sheet.consequences("business.errors")).isEqualTo("NO_COMMENDATION_THIS_YEAR");
    }

    @Test
    void bonuses_are_those_of_window_staff() {
        sheet.happened("conduct.violence", incident("2023-10-09", null));
        sheet.earned("bonus.articles", member("city-bulletin", "2023-10-09", "a", null));
        sheet.earned("bonus.proposals", StaffSheet.many("city", 3));
        sheet.earned("bonus.special-work", StaffSheet.many("special-work", 2));
        // 100 − 20 + 8 + 8 (3×3 = 9 > 8) + 2
        assertThat(sheet.total()).isEqualTo(points("98"));

        sheet.earned("bonus.media", member("city", "2023-10-09", "a", null));
        // 8 + 8 + 2 + 12 = 30, reached exactly: 100 − 20 + 30
        assertThat(sheet.total()).isEqualTo(points("110"));
        assertThat(sheet.grade(EmploymentType.VILLAGE_AGENT, sheet.total())).isEqualTo("优秀");

        sheet.earned("bonus.activities-joined", StaffSheet.many("joined", 1));
        // 30.5 > 30
        assertThat(sheet.total()).isEqualTo(points("110"));
    }

    @Test
    void exactly_80_is_the_third_grade_and_half_a_point_less_the_last() {
        sheet.happened("conduct.violence", incident("2023-10-09", null));
        // 100 − 20
        assertThat(sheet.grade(EmploymentType.VILLAGE_AGENT, sheet.total())).isEqualTo("基本合格");

        sheet.happened("order.tidiness", incident("2023-10-09", null));
        sheet.earned("bonus.activities-joined", StaffSheet.many("joined", 2));
        sheet.earned("bonus.activities-excelled", StaffSheet.many("excelled", 2));
        sheet.earned("bonus.overtime", StaffSheet.many("overtime", 1));
        // 100 − 20 − 3 + 1 + 1 + 1
        assertThat(sheet.total()).isEqualTo(points("80"));

        sheet.earned("bonus.activities-excelled", StaffSheet.many("excelled", 1));
        // 80 − 0.5
        assertThat(sheet.total()).isEqualTo(points("79.5"));
        assertThat(sheet.grade(EmploymentType.VILLAGE_AGENT, sheet.total())).isEqualTo("不合格");
    }
}
