package cn.zhengping.scoring;

import static cn.zhengping.scoring.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer.Member;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EachTest {

    /** 创新亮点: county 0.5, city 1, province 2, of the last two years, the same deed once, at most 3. */
    private final Criterion innovation = criterion(
            "innovation",
            "3",
            new Rule.Each(
                    List.of(memberClass("county", "0.5"), memberClass("city", "1"), memberClass("province", "2")),
                    2,
                    true,
                    null));

    @Test
    void members_add_up() {
        // 0.5 + 1 = 1.5
        var score = scored(innovation, members(member("county", "2023-01-01"), member("city", "2023-02-01")));

        assertThat(score.points()).isEqualTo(score("1.5"));
        assertThat(score.lost()).isEqualTo(score("1.5"));
        assertThat(reasons(score)).containsExactly("计入2项，合计1.5分");
    }

    @Test
    void no_members_give_nothing() {
        assertThat(scored(innovation, members()).points()).isEqualTo(Score.ZERO);
    }

    @Test
    void together_they_give_no_more_than_the_criterion() {
        // 2 + 2 + 1 = 5, which is 3
        var score = scored(
                innovation,
                members(
                        member("province", "2023-01-01"),
                        member("province", "2023-01-02"),
                        member("city", "2023-01-03")));

        assertThat(score.points()).isEqualTo(score("3"));
        assertThat(reasons(score)).containsExactly("计入3项，合计5分", "合计5分，超过上限，按3分计");
    }

    @Test
    void without_points_of_its_own_only_the_classes_count() {
        var unlimited = criterion("bonus", null, new Rule.Each(List.of(memberClass("report", "4")), null, false, null));

        // 3 × 4 = 12
        assertThat(scored(unlimited, members(member("report", null), member("report", null), member("report", null)))
                        .points())
                .isEqualTo(score("12"));
    }

    @ParameterizedTest
    @CsvSource({"2021-11-20, 1", "2021-11-19, 0", "2023-11-20, 1"})
    void the_window_of_two_years_includes_the_day_two_years_ago_and_today(String date, String points) {
        assertThat(scored(innovation, members(member("city", date))).points()).isEqualTo(score(points));
    }

    @Test
    void what_is_too_old_is_named() {
        assertThat(reasons(scored(innovation, members(member("city", "2021-11-19")))))
                .containsExactly("“类city”的日期2021-11-19早于2021-11-20，不计分", "计入0项，合计0分");
    }

    @Test
    void the_same_deed_counts_once_at_its_highest() {
        var score = scored(
                innovation,
                members(
                        member("county", "2023-03-01", "deed"),
                        member("city", "2023-05-01", "deed"),
                        member("county", "2023-03-02", "other")));

        // 1 + 0.5 = 1.5, the deed's county recognition left out
        assertThat(score.points()).isEqualTo(score("1.5"));
        assertThat(reasons(score)).contains("“类county”（类county）与同一事项的“类city”重复，只按最高的计一次");
    }

    @Test
    void the_same_deed_counts_at_the_lower_level_where_the_higher_is_too_old() {
        // 0.5
        assertThat(scored(
                                innovation,
                                members(
                                        member("province", "2020-01-01", "deed"),
                                        member("county", "2023-01-01", "deed")))
                        .points())
                .isEqualTo(score("0.5"));
    }

    @Test
    void keys_count_for_nothing_where_the_rule_does_not_ask() {
        var plain = criterion("plain", "4", new Rule.Each(List.of(memberClass("system", "0.5")), null, false, null));

        // 0.5 + 0.5 = 1
        assertThat(scored(plain, members(member("system", null, "same"), member("system", null, "same")))
                        .points())
                .isEqualTo(score("1"));
    }

    @Test
    void a_class_counts_no_more_members_than_it_allows() {
        var systems = criterion(
                "systems",
                "4",
                new Rule.Each(
                        List.of(
                                new Rule.MemberClass("first-asked", text("首问负责制"), Points.parse("0.5"), 1, false),
                                new Rule.MemberClass("special", text("其它特色服务制度"), Points.parse("0.5"), null, true)),
                        null,
                        false,
                        null));

        // first-asked 0.5 once, special 0.5 + 0.5 = 1.5
        var score = scored(
                systems,
                members(
                        member("first-asked", null),
                        member("first-asked", null),
                        new Member("special", null, null, "延时服务"),
                        new Member("special", null, null, "上门服务")));

        assertThat(score.points()).isEqualTo(score("1.5"));
        assertThat(reasons(score)).contains("“首问负责制”最多计1项，另有1项不计分");
    }
}
