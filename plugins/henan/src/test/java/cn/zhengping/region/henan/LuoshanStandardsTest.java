package cn.zhengping.region.henan;

import static cn.zhengping.region.henan.Luoshan.CENTRE;
import static cn.zhengping.region.henan.Luoshan.COUNTY;
import static cn.zhengping.region.henan.Luoshan.INDUSTRY;
import static cn.zhengping.region.henan.Luoshan.JUSTICE;
import static cn.zhengping.region.henan.Luoshan.POLICE;
import static cn.zhengping.region.henan.Luoshan.STATION;
import static cn.zhengping.region.henan.Luoshan.TOWNSHIP;
import static cn.zhengping.region.henan.Luoshan.measured;
import static cn.zhengping.region.henan.Luoshan.met;
import static cn.zhengping.region.henan.Luoshan.notMet;
import static cn.zhengping.region.henan.Luoshan.present;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.scoring.InvalidAnswerException;
import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.answer.Answer.Checked.Method;
import cn.zhengping.spi.answer.Answer.PartFinding;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.Standard;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two tables, counted and answered by hand. */
class LuoshanStandardsTest {

    @Nested
    class Count {

        @Test
        void the_county_has_12_indicators_with_26_points() {
            // 2 + 1 + 1 + 3 + 2 + 6 + 2 + 3 + 2 + 1 + 2 + 1 = 26
            assertThat(points(COUNTY.standard())).containsExactly(2, 1, 1, 3, 2, 6, 2, 3, 2, 1, 2, 1);
            assertThat(COUNTY.standard().criteria()).hasSize(26).allMatch(each -> each.rule() instanceof Rule.Check);
        }

        @Test
        void the_townships_have_8_indicators_with_22_points() {
            // 2 + 2 + 1 + 3 + 3 + 5 + 2 + 4 = 22
            assertThat(points(TOWNSHIP.standard())).containsExactly(2, 2, 1, 3, 3, 5, 2, 4);
            assertThat(TOWNSHIP.standard().criteria()).hasSize(22).allMatch(each -> each.rule() instanceof Rule.Check);
        }

        private static List<Integer> points(Standard standard) {
            return standard.sections().stream()
                    .map(Section::items)
                    .map(items -> items.stream()
                            .mapToInt(item -> item.criteria().size())
                            .sum())
                    .toList();
        }
    }

    @Nested
    class Duties {

        @Test
        void a_department_answers_19_of_the_26() {
            // 26 − 6 of the townships − 1 of the two of indicator 1 = 19
            assertThat(COUNTY.toAnswer(INDUSTRY)).hasSize(19);
            assertThat(COUNTY.toAnswer(JUSTICE)).hasSize(19);
            assertThat(COUNTY.toAnswer(POLICE)).hasSize(19);
        }

        @Test
        void the_lead_of_indicator_1_publishes_and_the_others_apply() {
            assertThat(COUNTY.toAnswer(INDUSTRY)).contains("benefits.published").doesNotContain("benefits.applied");
            assertThat(COUNTY.toAnswer(JUSTICE)).contains("benefits.applied").doesNotContain("benefits.published");
            assertThat(COUNTY.toAnswer(POLICE)).contains("benefits.applied").doesNotContain("benefits.published");
        }

        @Test
        void indicators_2_and_3_are_for_the_lead_and_the_others() {
            for (var department : List.of(INDUSTRY, JUSTICE, POLICE)) {
                assertThat(COUNTY.toAnswer(department)).contains("proofs.cancelled", "commitment.mechanism");
            }
        }

        @Test
        void a_township_answers_indicator_6_and_nothing_else_of_the_county() {
            assertThat(COUNTY.toAnswer(CENTRE)).hasSize(6).allMatch(id -> id.startsWith("townships."));
        }

        @Test
        void what_is_not_for_a_unit_cannot_be_answered_for_it() {
            assertThat(codeOf(COUNTY, INDUSTRY, "benefits.applied", met(Map.of())))
                    .isEqualTo(Code.DOES_NOT_APPLY);
            assertThat(codeOf(COUNTY, POLICE, "townships.funds", met(Map.of()))).isEqualTo(Code.DOES_NOT_APPLY);
        }

        @Test
        void centres_and_stations_answer_all_22() {
            assertThat(TOWNSHIP.toAnswer(CENTRE)).hasSize(22);
            assertThat(TOWNSHIP.toAnswer(STATION)).hasSize(22);
        }
    }

    @Nested
    class Bounds {

        @Test
        void an_area_of_exactly_150_is_enough() {
            assertThat(finding(TOWNSHIP, CENTRE, "location.area", area("150"))).isEqualTo(Finding.MET);
            assertThat(finding(TOWNSHIP, STATION, "location.area", area("150"))).isEqualTo(Finding.MET);
        }

        @Test
        void a_thousandth_of_a_square_metre_less_is_not() {
            assertThat(codeOf(TOWNSHIP, CENTRE, "location.area", area("149.999")))
                    .isEqualTo(Code.PART_DOES_NOT_HOLD);

            var notMet =
                    new Answer.Checked(Finding.NOT_MET, Method.ON_SITE, Map.of("area", measured("149.999", "平方米")));
            assertThat(reasons(TOWNSHIP, CENTRE, "location.area", notMet))
                    .containsExactly("未达到要求", "“使用面积”为149.999平方米，要求不少于150平方米");
        }

        @Test
        void an_area_in_another_unit_is_refused() {
            assertThat(codeOf(TOWNSHIP, CENTRE, "location.area", met(Map.of("area", measured("150", "亩")))))
                    .isEqualTo(Code.UNIT_MISMATCH);
        }

        private static Answer area(String squareMetres) {
            return met(Map.of("area", measured(squareMetres, "平方米")));
        }

        @Test
        void two_windows_and_four_zones() {
            assertThat(finding(
                            TOWNSHIP,
                            CENTRE,
                            "windows.zones",
                            windows("2", "window", "self-service", "advice", "waiting")))
                    .isEqualTo(Finding.MET);
            assertThat(finding(
                            TOWNSHIP,
                            CENTRE,
                            "windows.zones",
                            windows("3", "window", "self-service", "advice", "waiting")))
                    .isEqualTo(Finding.MET);
            assertThat(codeOf(
                            TOWNSHIP,
                            CENTRE,
                            "windows.zones",
                            windows("1", "window", "self-service", "advice", "waiting")))
                    .isEqualTo(Code.PART_DOES_NOT_HOLD);
            assertThat(codeOf(TOWNSHIP, CENTRE, "windows.zones", windows("2", "window", "self-service", "advice")))
                    .isEqualTo(Code.PART_DOES_NOT_HOLD);
        }

        private static Answer windows(String windows, String... zones) {
            return met(Map.of("windows", measured(windows, "个"), "zones", present(zones)));
        }

        @Test
        void ten_systems_with_the_five_named_on_the_wall() {
            assertThat(finding(
                            TOWNSHIP,
                            CENTRE,
                            "systems.established",
                            systems("10", "agency", "told-at-once", "first-inquiry", "appointment", "time-limit")))
                    .isEqualTo(Finding.MET);
            assertThat(codeOf(
                            TOWNSHIP,
                            CENTRE,
                            "systems.established",
                            systems("10", "agency", "told-at-once", "first-inquiry", "appointment")))
                    .isEqualTo(Code.PART_DOES_NOT_HOLD);
            assertThat(codeOf(
                            TOWNSHIP,
                            CENTRE,
                            "systems.established",
                            systems("9", "agency", "told-at-once", "first-inquiry", "appointment", "time-limit")))
                    .isEqualTo(Code.PART_DOES_NOT_HOLD);
        }

        private static Answer systems(String systems, String... onTheWall) {
            return met(Map.of("systems", measured(systems, "项"), "on-the-wall", present(onTheWall)));
        }

        @Test
        void six_figures_hold_at_their_limits() {
            assertThat(figures()).hasSize(6);
            assertThat(finding(COUNTY, POLICE, "figures.six", met(figures()))).isEqualTo(Finding.MET);
        }

        @ParameterizedTest
        @CsvSource({
            "stars, 2.999, 星",
            "on-the-spot, 59.999, %",
            "on-the-spot-days, 1.001, 天",
            "promised-days, 2.001, 天",
            "online, 79.999, %",
            "used, 99.999, %"
        })
        void one_of_the_six_just_missed_is_enough_to_miss_the_point(String figure, String value, String unit) {
            var figures = figures();
            figures.put(figure, measured(value, unit));

            assertThat(codeOf(COUNTY, POLICE, "figures.six", met(figures))).isEqualTo(Code.PART_DOES_NOT_HOLD);
        }

        @Test
        void none_of_the_six_can_be_left_out() {
            var figures = figures();
            figures.remove("used");

            assertThat(codeOf(COUNTY, POLICE, "figures.six", met(figures))).isEqualTo(Code.PART_MISSING);
        }

        private static Map<String, PartFinding> figures() {
            return new HashMap<>(Map.of(
                    "stars", measured("3", "星"),
                    "on-the-spot", measured("60", "%"),
                    "on-the-spot-days", measured("1", "天"),
                    "promised-days", measured("2", "天"),
                    "online", measured("80", "%"),
                    "used", measured("100", "%")));
        }

        @Test
        void one_matter_in_each_month() {
            assertThat(finding(COUNTY, POLICE, "intermediaries.monthly", matters(1, 1, 1)))
                    .isEqualTo(Finding.MET);
        }

        @Test
        void a_month_without_a_matter_misses_the_point_however_many_the_others_have() {
            assertThat(codeOf(COUNTY, POLICE, "intermediaries.monthly", matters(7, 0, 9)))
                    .isEqualTo(Code.PART_DOES_NOT_HOLD);

            var notMet = new Answer.Checked(
                    Finding.NOT_MET, Method.CONSULTATION, ((Answer.Checked) matters(7, 0, 9)).parts());
            assertThat(reasons(COUNTY, POLICE, "intermediaries.monthly", notMet))
                    .containsExactly("未达到要求", "“中介超市办理的中介服务”2021-02为0件，要求每月不少于1件");
        }

        private static Answer matters(int january, int february, int march) {
            return met(Map.of(
                    "matters",
                    new PartFinding.Counts(Map.of(
                            YearMonth.of(2021, 1), january,
                            YearMonth.of(2021, 2), february,
                            YearMonth.of(2021, 3), march))));
        }

        @Test
        void everybody_is_asked_for_a_rating() {
            assertThat(finding(COUNTY, CENTRE, "townships.ratings", met(Map.of("invited", measured("100", "%")))))
                    .isEqualTo(Finding.MET);
            assertThat(codeOf(COUNTY, CENTRE, "townships.ratings", met(Map.of("invited", measured("99.999", "%")))))
                    .isEqualTo(Code.PART_DOES_NOT_HOLD);
        }
    }

    @Test
    void what_is_not_met_needs_no_figures() {
        assertThat(finding(COUNTY, POLICE, "figures.six", notMet())).isEqualTo(Finding.NOT_MET);
    }

    @Test
    void every_point_may_be_not_applicable_by_finding_or_by_reason() {
        for (var scorer : List.of(COUNTY, TOWNSHIP)) {
            for (var unit : scorer == COUNTY ? List.of(INDUSTRY, POLICE, CENTRE) : List.of(CENTRE, STATION)) {
                for (var id : scorer.toAnswer(unit)) {
                    assertThat(finding(scorer, unit, id, Luoshan.notApplicable()))
                            .isEqualTo(Finding.NOT_APPLICABLE);
                    assertThat(finding(scorer, unit, id, new Answer.NotApplicable("无此类事项")))
                            .isEqualTo(Finding.NOT_APPLICABLE);
                }
            }
        }
    }

    private static Finding finding(Scorer scorer, ScoringContext unit, String criterion, Answer answer) {
        var finding = score(scorer, unit, criterion, answer).criteria().stream()
                .filter(each -> each.criterion().equals(criterion))
                .findFirst()
                .orElseThrow()
                .finding();
        if (finding == null) {
            throw new AssertionError("no finding for " + criterion);
        }
        return finding;
    }

    private static List<String> reasons(Scorer scorer, ScoringContext unit, String criterion, Answer answer) {
        return score(scorer, unit, criterion, answer).criteria().stream()
                .filter(each -> each.criterion().equals(criterion))
                .flatMap(each -> each.reasons().stream())
                .map(reason -> reason.in(Locale.CHINESE))
                .toList();
    }

    private static ScoreResult score(Scorer scorer, ScoringContext unit, String criterion, Answer answer) {
        return scorer.score(Map.of(criterion, answer), unit);
    }

    private static Code codeOf(Scorer scorer, ScoringContext unit, String criterion, Answer answer) {
        var refused = new Code[1];
        assertThatExceptionOfType(InvalidAnswerException.class)
                .isThrownBy(() -> score(scorer, unit, criterion, answer))
                .satisfies(e -> refused[0] = e.code());
        return refused[0];
    }
}
