package cn.zhengping.region.henan;

import static cn.zhengping.region.henan.Luoshan.CENTRE;
import static cn.zhengping.region.henan.Luoshan.COUNTY;
import static cn.zhengping.region.henan.Luoshan.INDUSTRY;
import static cn.zhengping.region.henan.Luoshan.POLICE;
import static cn.zhengping.region.henan.Luoshan.STATION;
import static cn.zhengping.region.henan.Luoshan.TOWNSHIP;
import static cn.zhengping.region.henan.Luoshan.notApplicable;
import static cn.zhengping.region.henan.Luoshan.notMet;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.testkit.BestAnswers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shares of points met, with the fraction written out. */
class LuoshanSharesTest {

    @Test
    void of_a_department() {
        var sheet = allMet(COUNTY, POLICE);
        sheet.put("one-thing.process", notApplicable());
        sheet.put("figures.six", notMet());
        sheet.put("intermediaries.monthly", notMet());
        sheet.put("catch-all.cleared", notMet());

        // 19 points, 1 not applicable: 18. 3 not met: 15. 15 / 18 = 5 / 6
        assertThat(share(COUNTY, POLICE, sheet)).isEqualTo(Score.parse("5/6"));
    }

    @Test
    void of_the_lead_of_indicator_1() {
        var sheet = allMet(COUNTY, INDUSTRY);
        sheet.put("benefits.published", notMet());

        // 19 points, 1 not met: 18 / 19
        assertThat(share(COUNTY, INDUSTRY, sheet)).isEqualTo(Score.parse("18/19"));
    }

    @Test
    void of_a_township_by_annex_1() {
        var sheet = allMet(COUNTY, CENTRE);
        sheet.put("townships.funds", notMet());
        sheet.put("townships.ratings", notMet());

        // 6 points, 2 not met: 4 / 6 = 2 / 3
        assertThat(share(COUNTY, CENTRE, sheet)).isEqualTo(Score.parse("2/3"));
    }

    @Test
    void of_a_township_by_annex_2() {
        var sheet = allMet(TOWNSHIP, CENTRE);
        sheet.put("online.networks", notApplicable());
        sheet.put("departments.pilot-stations", notApplicable());
        sheet.put("location.area", notMet());
        sheet.put("windows.zones", notMet());
        sheet.put("systems.established", notMet());
        sheet.put("systems.guides", notMet());
        sheet.put("ratings.mobile", notMet());

        // 22 points, 2 not applicable: 20. 5 not met: 15. 15 / 20 = 3 / 4
        assertThat(share(TOWNSHIP, CENTRE, sheet)).isEqualTo(Score.parse("3/4"));
    }

    @Test
    void what_is_not_applicable_is_neither_met_nor_missed() {
        var missed = allMet(TOWNSHIP, STATION);
        missed.put("staff.posts", notMet());
        missed.put("departments.pilot-stations", notMet());
        var without = allMet(TOWNSHIP, STATION);
        without.put("staff.posts", notApplicable());
        without.put("departments.pilot-stations", notApplicable());

        // 20 / 22 = 10 / 11, and 20 / 20 = 1
        assertThat(share(TOWNSHIP, STATION, missed)).isEqualTo(Score.parse("10/11"));
        assertThat(share(TOWNSHIP, STATION, without)).isEqualTo(Score.parse("1"));
    }

    @Test
    void where_nothing_applies_there_is_no_share() {
        var sheet = allMet(TOWNSHIP, STATION);
        sheet.replaceAll((_, _) -> notApplicable());

        assertThat(result(TOWNSHIP, STATION, sheet).shareMet()).isNull();
    }

    @Test
    void what_nobody_has_answered_is_a_gap_and_not_met_so_far() {
        var sheet = allMet(COUNTY, POLICE);
        sheet.remove("catch-all.cleared");
        var result = result(COUNTY, POLICE, sheet);

        assertThat(result.gaps()).containsExactly("catch-all.cleared");
        assertThat(result.shareMet()).isEqualTo(Score.parse("18/19"));
    }

    @Test
    void shares_that_look_alike_rank_by_the_exact_fraction() {
        var department = allMet(COUNTY, POLICE);
        COUNTY.toAnswer(POLICE).subList(0, 6).forEach(id -> department.put(id, notMet()));
        var station = allMet(TOWNSHIP, STATION);
        TOWNSHIP.toAnswer(STATION).subList(0, 7).forEach(id -> station.put(id, notMet()));

        // (19 − 6) / 19 = 13 / 19 = 0.6842…, (22 − 7) / 22 = 15 / 22 = 0.6818…
        var higher = share(COUNTY, POLICE, department);
        var lower = share(TOWNSHIP, STATION, station);
        assertThat(higher).isEqualTo(Score.parse("13/19"));
        assertThat(lower).isEqualTo(Score.parse("15/22"));
        assertThat(higher.display()).isEqualTo(lower.display()).isEqualTo("0.68");
        assertThat(higher).isGreaterThan(lower);
    }

    private static Map<String, Answer> allMet(Scorer scorer, ScoringContext unit) {
        return new HashMap<>(BestAnswers.of(scorer, unit).answers());
    }

    private static Score share(Scorer scorer, ScoringContext unit, Map<String, Answer> answers) {
        var result = result(scorer, unit, answers);
        assertThat(result.gaps()).isEmpty();
        var share = result.shareMet();
        if (share == null) {
            throw new AssertionError("no point applies");
        }
        return share;
    }

    private static ScoreResult result(Scorer scorer, ScoringContext unit, Map<String, Answer> answers) {
        return scorer.score(answers, unit);
    }
}
