package cn.zhengping.app.titles;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.scoring.Score;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.campaign.CampaignTemplate.Ranking;
import cn.zhengping.spi.campaign.Grant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.test.util.ReflectionTestUtils;

class StatisticsTest {

    private static final Grant CITY =
            new Grant("city", Grant.Kind.TITLE, Grant.Level.CITY, LocalizedText.ofChinese("市级示范"), null);

    private static Result result(String unit, String area, String total, Grant... grants) {
        try {
            var result = BeanUtils.instantiateClass(Result.class.getDeclaredConstructor());
            ReflectionTestUtils.setField(result, "id", new UUID(0, unit.hashCode()));
            ReflectionTestUtils.setField(result, "titleId", "centre");
            ReflectionTestUtils.setField(result, "unitName", unit);
            ReflectionTestUtils.setField(result, "area", area);
            ReflectionTestUtils.setField(result, "total", total);
            ReflectionTestUtils.setField(result, "grants", List.of(grants));
            return result;
        } catch (NoSuchMethodException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }

    private static List<String> ranks(String... totals) {
        var results = Arrays.stream(totals)
                .map(total -> result("unit " + total, "510903", total))
                .toList();
        return Ranked.of(results, Ranking.TOTAL).stream()
                .map(ranked -> ranked.rank() + ": " + ranked.result().total())
                .toList();
    }

    @Test
    void equal_totals_share_a_rank_and_the_next_is_counted_on() {
        assertThat(ranks("85", "90", "90.000")).containsExactly("1: 90", "1: 90", "3: 85");
        assertThat(ranks("90", "85", "85", "85", "80")).containsExactly("1: 90", "2: 85", "2: 85", "2: 85", "5: 80");
    }

    @Test
    void fractions_are_ranked_by_what_they_are_and_not_by_what_is_shown() {
        assertThat(ranks("269999/3000", "89.99", "90")).containsExactly("1: 90", "2: 269999/3000", "3: 89.99");
        assertThat(ranks("180/2", "270/3")).containsExactly("1: 90", "1: 90");
    }

    @Test
    void units_of_the_same_rank_come_by_name() {
        assertThat(Ranked.of(List.of(result("乙", "510903", "90"), result("丙", "510903", "90")), Ranking.TOTAL))
                .extracting(ranked -> ranked.result().unitName())
                .containsExactly("丙", "乙");
    }

    @Test
    void by_share_the_exact_fraction_counts_and_what_has_none_comes_last() {
        var results = Stream.of("2/3", "6/9", "3/4", "199/300")
                .map(share -> shared(share, share))
                .collect(Collectors.toCollection(ArrayList::new));
        results.add(shared("none", null));

        assertThat(Ranked.of(results, Ranking.SHARE_MET))
                .extracting(ranked -> ranked.rank() + ": " + ranked.result().unitName())
                .containsExactly("1: 3/4", "2: 2/3", "2: 6/9", "4: 199/300", "5: none");
    }

    private static Result shared(String unit, @Nullable String share) {
        var result = result(unit, "510903", "0");
        ReflectionTestUtils.setField(result, "share", share);
        return result;
    }

    private static CriterionOutcome found(String criterion, Finding finding) {
        return new CriterionOutcome(criterion, null, null, null, finding, List.of());
    }

    @Test
    void without_points_criteria_come_by_the_share_of_units_that_miss_them() {
        var lost = LostCriterion.of(
                Stream.of("list", "hall", "sign", "area"),
                List.of(
                        List.of(
                                found("list", Finding.NOT_MET),
                                found("hall", Finding.NOT_MET),
                                found("sign", Finding.MET),
                                lost("area", "1")),
                        List.of(found("list", Finding.MET), found("hall", Finding.NOT_APPLICABLE), lost("area", "0"))));

        assertThat(lost)
                .containsExactly(
                        new LostCriterion("area", Score.parse("0.5"), 1, 2),
                        new LostCriterion("hall", null, 1, 1),
                        new LostCriterion("list", null, 1, 2));
    }

    private static CriterionOutcome lost(String criterion, @Nullable String lost) {
        return new CriterionOutcome(criterion, "1", "10", lost, null, List.of());
    }

    @Test
    void criteria_come_by_the_exact_average_of_what_is_lost_there() {
        var lost = LostCriterion.of(
                Stream.of("sign", "area", "order", "check"),
                List.of(
                        List.of(lost("sign", "0"), lost("area", "1"), lost("order", "2"), lost("check", null)),
                        List.of(lost("sign", "0"), lost("area", "0"), lost("order", "2")),
                        List.of(lost("sign", "0"), lost("area", "0"))));

        assertThat(lost)
                .containsExactly(
                        new LostCriterion("order", Score.parse("2"), 2, 2),
                        new LostCriterion("area", Score.parse("1/3"), 1, 3));
    }

    @Test
    void areas_count_what_stands_in_them_and_what_they_reached() {
        var areas = AreaResults.of(
                List.of("510904", "510903", "510903", "510921"),
                List.of(
                        result("甲", "510903", "90", CITY),
                        result("乙", "510903", "271/3", CITY),
                        result("丙", "510904", "70")));

        assertThat(areas)
                .containsExactly(
                        new AreaResults(
                                "510903",
                                2,
                                2,
                                Score.parse("541/6"),
                                null,
                                List.of(new AreaResults.GrantCount("centre", CITY, 2))),
                        new AreaResults("510904", 1, 1, Score.parse("70"), null, List.of()),
                        new AreaResults("510921", 1, 0, null, null, List.of()));
    }
}
