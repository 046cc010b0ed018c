package cn.zhengping.region.sichuan;

import static cn.zhengping.region.sichuan.ByHand.allMet;
import static cn.zhengping.region.sichuan.ByHand.grants;
import static cn.zhengping.region.sichuan.ByHand.member;
import static cn.zhengping.region.sichuan.ByHand.members;
import static cn.zhengping.region.sichuan.ByHand.notMet;
import static cn.zhengping.region.sichuan.ByHand.points;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Baolin, annex 2. */
class ModelVillageStationTest {

    private static final Scorer SCORER = ByHand.scorer("model-village-station");
    private static final ScoringContext CONTEXT =
            ScoringContext.of(LocalDate.of(2023, 12, 1), UnitKind.VILLAGE_STATION);
    private static final String DEEDS = "innovation.measures.deeds";

    /** Everything is there. */
    private final Map<String, Answer> sheet = allMet(SCORER.standard());

    ModelVillageStationTest() {
        innovations("2023-01-01", "2022-01-01");
    }

    private void innovations(String... dates) {
        sheet.put(
                DEEDS,
                new Answer.Members(List.of(dates).stream()
                        .map(date -> member("innovation", date, date, "某某创新"))
                        .toList()));
    }

    private ScoreResult result() {
        return SCORER.score(sheet, CONTEXT);
    }

    private Score total() {
        return requireNonNull(result().total(), "incomplete");
    }

    private static List<String> titles(Score total) {
        return grants("county-station-acceptance", "model-station", total);
    }

    @Test
    void everything_that_the_paper_asks_for_makes_100() {
        assertThat(ByHand.sections(result()))
                .isEqualTo(Map.of(
                        "premises", "18", // 2 + 5 + 3 + 4 + 4
                        "matters", "10",
                        "disclosure", "13", // 2 + 3 + 2 + 2 + 2 + 2
                        "staff", "15", // 5 + 5 + 5
                        "norms", "10", // 5 + (3 + 2)
                        "agency", "20", // (10 + 5) + 5
                        "support", "8",
                        "innovation", "6")); // 3 + 3
        // 18 + 10 + 13 + 15 + 10 + 20 + 8 + 6
        assertThat(total()).isEqualTo(points("100"));
    }

    /** The points as the paper prints them. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            premises.sign.name, 2
            premises.windows.approachable, 5
            premises.office-equipment.provided, 3
            premises.amenities.provided, 4
            premises.elderly.facilities, 4
            matters.agency-catalogue.drawn-up, 10
            disclosure.matters.posted, 2
            disclosure.agency-rules.posted, 3
            disclosure.process.posted, 2
            disclosure.guides.laid-out, 2
            disclosure.affairs.published, 2
            disclosure.staff.post-plates, 2
            staff.allocation.agents, 5
            staff.training.regular, 5
            staff.management.daily, 5
            norms.agency-rules.established, 5
            norms.supervision.open-to-superiors, 3
            norms.supervision.hotline, 2
            agency.targeted.list-of-people, 10
            agency.targeted.home-visits, 5
            agency.flexible.ways, 5
            support.funding.in-the-budget, 8
            """)
    void what_is_not_met_costs_its_points(String criterion, String points) {
        sheet.put(criterion, notMet());

        assertThat(total()).isEqualTo(points("100").minus(points(points)));
    }

    @Test
    void a_station_in_a_party_centre_needs_no_sign() {
        sheet.put("premises.sign.name", new Answer.Met(Answer.Met.Verdict.EXEMPT, "party-centre"));

        assertThat(total()).isEqualTo(points("100"));
    }

    @Test
    void two_innovations_reach_the_6_points_and_a_third_gives_no_more() {
        innovations(); // 94 + 0
        assertThat(total()).isEqualTo(points("94"));

        innovations("2023-01-01"); // 94 + 3
        assertThat(total()).isEqualTo(points("97"));

        innovations("2023-01-01", "2023-02-01"); // 94 + 6
        assertThat(total()).isEqualTo(points("100"));

        innovations("2023-01-01", "2023-02-01", "2023-03-01"); // 9 > 6
        assertThat(total()).isEqualTo(points("100"));

        innovations("2021-12-01", "2021-11-30"); // 94 + 3, the other one is a day too old
        assertThat(total()).isEqualTo(points("97"));
    }

    @Test
    void the_same_deed_twice_counts_twice() {
        sheet.put(
                DEEDS,
                members(
                        member("innovation", "2023-01-01", "same", "甲"),
                        member("innovation", "2023-02-01", "same", "甲")));
        // 94 + 3 + 3
        assertThat(total()).isEqualTo(points("100"));
    }

    @Test
    void exactly_80_is_the_title_and_a_point_less_is_none() {
        sheet.put("matters.agency-catalogue.drawn-up", notMet());
        sheet.put("staff.training.regular", notMet());
        sheet.put("norms.agency-rules.established", notMet());
        // 100 − 10 − 5 − 5
        assertThat(total()).isEqualTo(points("80"));
        assertThat(titles(total())).containsExactly("county-title");

        sheet.put("staff.training.regular", allMet(SCORER.standard()).get("staff.training.regular"));
        sheet.put("premises.amenities.provided", notMet());
        sheet.put("norms.supervision.hotline", notMet());
        // 80 + 5 − 4 − 2
        assertThat(total()).isEqualTo(points("79"));
        assertThat(titles(total())).isEmpty();
        assertThat(titles(points("79.999"))).isEmpty();
    }
}
