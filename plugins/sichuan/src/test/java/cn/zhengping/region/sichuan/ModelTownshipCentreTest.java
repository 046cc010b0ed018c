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
import cn.zhengping.spi.answer.Answer.Quantity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Baolin, annex 1. */
class ModelTownshipCentreTest {

    private static final LocalDate DAY = LocalDate.of(2023, 11, 20);
    private static final Scorer SCORER = ByHand.scorer("model-township-centre");
    private static final ScoringContext CONTEXT =
            new ScoringContext(DAY, UnitKind.TOWNSHIP_CENTRE, Set.of(), matters(20), Map.of());

    /** Everything is there. */
    private final Map<String, Answer> sheet = allMet(SCORER.standard());

    ModelTownshipCentreTest() {
        area("first");
        missing(0);
        kinds("water", "electricity", "gas", "television", "telecommunications", "finance");
        sheet.put("matters.process.one-thing-at-once", new Answer.Tier("streamlined"));
        sheet.put("matters.dynamic.mechanism", new Answer.Tier("maintained"));
        trainings("4");
        systems(1);
        sheet.put(
                "innovation.measures.deeds",
                members(
                        member("province-or-higher", "2023-05-04", "a", "某某创新"),
                        member("level-not-stated", "2022-05-04", "b", "某某创新")));
    }

    private static Set<String> matters(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj("matter-%02d"::formatted)
                .collect(Collectors.toSet());
    }

    private void area(String tier) {
        sheet.put("premises.area.tier", new Answer.Tier(tier));
    }

    private void missing(int count) {
        sheet.put("matters.all-in.present", new Answer.Missing(matters(count)));
    }

    private void kinds(String... kinds) {
        sheet.put(
                "matters.extended.kinds",
                new Answer.Members(List.of(kinds).stream()
                        .map(kind -> member(kind, null, null, kind.equals("other") ? "某某服务" : null))
                        .toList()));
    }

    private void trainings(String count) {
        sheet.put(
                "staff.training.regular",
                new Answer.Measured(Map.of("trainings", new Quantity(new BigDecimal(count), "次"))));
    }

    /** The seven that are named, and so many others. */
    private void systems(int others) {
        var named = List.of(
                "first-inquiry",
                "time-limit",
                "accountability",
                "told-at-once",
                "two-posts",
                "whereabouts",
                "complaints");
        var members =
                named.stream().map(system -> member(system, null, null, null)).collect(Collectors.toList());
        IntStream.rangeClosed(1, others).forEach(i -> members.add(member("other", null, null, "延时服务" + i)));
        sheet.put("norms.systems.established", new Answer.Members(members));
    }

    private ScoreResult result() {
        return SCORER.score(sheet, CONTEXT);
    }

    private Score total() {
        return requireNonNull(result().total(), "incomplete");
    }

    private static List<String> titles(Score total) {
        return grants("suining-acceptance", "model-centre", total);
    }

    @Test
    void everything_that_the_paper_asks_for_makes_100() {
        assertThat(ByHand.sections(result()))
                .isEqualTo(Map.of(
                        "organisation", "6", // 1 + (2 + 1) + 2
                        "premises", "21", // 1 + 4×0.5 + 3 + 2 + (4 + 2 + 1) + (1 + 1) + 2 + 1 + 1
                        "matters", "23", // 2 + (10 − 0) + 6×0.5 + 6 + 2
                        "disclosure", "10", // 3 + 3 + 2 + 2
                        "staff", "13", // (3 + 2) + (2 + 1) + 3 + (1 + 1)
                        "norms", "18", // 7×0.5 + 0.5 + (2 + 2 + 2) + (2 + 1) + (1 + 1 + 1) + 2
                        "online", "6", // (1 + 1) + (2 + 2)
                        "innovation", "3")); // 2 + 1
        // 6 + 21 + 23 + 10 + 13 + 18 + 6 + 3
        assertThat(total()).isEqualTo(points("100"));
    }

    /** The points as the paper prints them. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            organisation.body.lead-group, 1
            organisation.duties.matters, 2
            organisation.duties.stations, 1
            organisation.papers.studied, 2
            premises.location.convenient, 1
            premises.sign.name, 0.5
            premises.sign.building, 0.5
            premises.sign.notice-board, 0.5
            premises.sign.road-signs, 0.5
            premises.zones.functional, 2
            premises.windows.integrated, 4
            premises.windows.unresolved-matters, 2
            premises.windows.approachable, 1
            premises.office-equipment.provided, 1
            premises.office-equipment.labels-and-rating, 1
            premises.elderly.facilities, 2
            premises.amenities.provided, 1
            premises.fire-safety.equipment-and-exits, 1
            matters.catalogue.issued, 2
            disclosure.matters.posted, 3
            disclosure.guides.laid-out, 3
            disclosure.affairs.published, 2
            disclosure.staff.post-plates, 2
            staff.allocation.a-year-at-the-window, 3
            staff.allocation.enough, 2
            staff.training.induction, 1
            staff.management.appraisal, 3
            staff.appearance.badges, 1
            staff.appearance.uniform, 1
            norms.seals.special-seal, 2
            norms.seals.internal-use, 2
            norms.seals.electronic, 2
            norms.supervision.cameras, 2
            norms.supervision.open-to-superiors, 1
            norms.venue.maintenance, 1
            norms.venue.archives, 1
            norms.venue.emergency-plan, 1
            norms.epidemic.measures, 2
            online.one-network.provincial-platform, 1
            online.one-network.ratings, 1
            online.channels.choice, 2
            online.channels.self-service, 2
            """)
    void what_is_not_met_costs_its_points(String criterion, String points) {
        sheet.put(criterion, notMet());

        assertThat(total()).isEqualTo(points("100").minus(points(points)));
    }

    @ParameterizedTest
    @CsvSource({"first, 100", "second, 99", "third, 98", "none, 97"})
    void the_area_gives_3_or_2_or_1_or_nothing(String tier, String total) {
        area(tier);

        assertThat(total()).isEqualTo(points(total));
    }

    @ParameterizedTest
    @CsvSource({"streamlined, 100", "published, 97", "not-published, 94"})
    void the_process_gives_6_or_3_or_nothing(String tier, String total) {
        sheet.put("matters.process.one-thing-at-once", new Answer.Tier(tier));

        assertThat(total()).isEqualTo(points(total));
    }

    /** 100 − 10 + (10 − missing), the latter not below 0. */
    @ParameterizedTest
    @CsvSource({"1, 99", "9, 91", "10, 90", "11, 90", "20, 90"})
    void each_missing_matter_costs_1_of_10(int missing, String total) {
        missing(missing);

        assertThat(total()).isEqualTo(points(total));
    }

    @Test
    void six_kinds_reach_the_3_points_and_more_kinds_give_no_more() {
        kinds("water", "electricity", "gas", "television", "telecommunications"); // 5×0.5 = 2.5
        assertThat(total()).isEqualTo(points("99.5"));

        kinds("water", "electricity", "gas", "television", "telecommunications", "other"); // 6×0.5 = 3
        assertThat(total()).isEqualTo(points("100"));

        kinds("water", "electricity", "gas", "television", "telecommunications", "finance", "other"); // 7×0.5 = 3.5 > 3
        assertThat(total()).isEqualTo(points("100"));

        kinds("water", "water", "water", "electricity"); // a kind once: 2×0.5 = 1
        assertThat(total()).isEqualTo(points("98"));
    }

    @Test
    void eight_systems_reach_the_4_points_and_a_ninth_gives_no_more() {
        systems(0); // 7×0.5 = 3.5
        assertThat(total()).isEqualTo(points("99.5"));

        systems(1); // 3.5 + 0.5 = 4
        assertThat(total()).isEqualTo(points("100"));

        systems(2); // 3.5 + 1 = 4.5 > 4
        assertThat(total()).isEqualTo(points("100"));
    }

    @ParameterizedTest
    @CsvSource({"4, 100", "5, 100", "3, 98", "0, 98"})
    void four_trainings_give_2_points_and_three_give_none(String trainings, String total) {
        trainings(trainings);

        assertThat(total()).isEqualTo(points(total));
    }

    @Test
    void innovation_reaches_3_exactly_and_no_more() {
        var deeds = "innovation.measures.deeds";
        sheet.put(
                deeds,
                members(
                        member("county", "2023-01-01", "a", "甲"),
                        member("county", "2023-02-01", "b", "乙"),
                        member("city", "2023-03-01", "c", "丙"),
                        member("level-not-stated", "2023-04-01", "d", "丁"))); // 0.5 + 0.5 + 1 + 1 = 3
        assertThat(total()).isEqualTo(points("100"));

        sheet.put(
                deeds,
                members(
                        member("county", "2023-01-01", "a", "甲"),
                        member("city", "2023-03-01", "c", "丙"),
                        member("province-or-higher", "2023-04-01", "d", "丁"))); // 0.5 + 1 + 2 = 3.5 > 3
        assertThat(total()).isEqualTo(points("100"));
    }

    @Test
    void the_same_deed_at_two_levels_counts_at_both() {
        sheet.put(
                "innovation.measures.deeds",
                members(
                        member("county", "2023-01-01", "same", "甲"),
                        member("city", "2023-03-01", "same", "甲"))); // 0.5 + 1 = 1.5
        // 97 + 1.5
        assertThat(total()).isEqualTo(points("98.5"));
    }

    @Test
    void two_years_are_counted_back_from_the_day_of_scoring() {
        sheet.put("innovation.measures.deeds", members(member("city", "2021-11-20", "a", "甲"))); // 97 + 1
        assertThat(total()).isEqualTo(points("98"));

        sheet.put("innovation.measures.deeds", members(member("city", "2021-11-19", "a", "甲"))); // 97 + 0
        assertThat(total()).isEqualTo(points("97"));
    }

    @Test
    void exactly_90_is_the_city_s_title_and_the_nomination_and_half_a_point_less_is_the_title() {
        missing(5);
        area("second");
        trainings("3");
        sheet.put("norms.epidemic.measures", notMet());
        // 100 − 5 − (3 − 2) − 2 − 2
        assertThat(total()).isEqualTo(points("90"));
        assertThat(titles(total())).containsExactly("city-title", "province-nomination");

        sheet.put("premises.sign.name", notMet());
        // 90 − 0.5
        assertThat(total()).isEqualTo(points("89.5"));
        assertThat(titles(total())).containsExactly("city-title");
    }

    @Test
    void exactly_85_is_the_city_s_title_and_half_a_point_less_the_county_s() {
        missing(10);
        sheet.put("matters.process.one-thing-at-once", new Answer.Tier("published"));
        area("second");
        sheet.put("staff.appearance.uniform", notMet());
        // 100 − 10 − (6 − 3) − (3 − 2) − 1
        assertThat(total()).isEqualTo(points("85"));
        assertThat(titles(total())).containsExactly("city-title");

        systems(0);
        // 85 − (4 − 3.5)
        assertThat(total()).isEqualTo(points("84.5"));
        assertThat(titles(total())).containsExactly("county-title");
    }

    @Test
    void exactly_80_is_the_county_s_title_and_half_a_point_less_is_none() {
        missing(12);
        sheet.put("matters.process.one-thing-at-once", new Answer.Tier("not-published"));
        sheet.put("premises.windows.integrated", notMet());
        // 100 − 10 − 6 − 4
        assertThat(total()).isEqualTo(points("80"));
        assertThat(titles(total())).containsExactly("county-title");

        kinds("water", "electricity", "gas", "television", "telecommunications");
        // 80 − (3 − 2.5)
        assertThat(total()).isEqualTo(points("79.5"));
        assertThat(titles(total())).isEmpty();
    }

    @Test
    void a_mean_is_compared_exactly() {
        // (79.5 + 80 + 80.5) / 3 = 240 / 3
        assertThat(titles(Score.average(List.of(points("79.5"), points("80"), points("80.5")))))
                .containsExactly("county-title");
        // (79.5 + 80 + 80) / 3 = 79.8333…
        assertThat(titles(Score.average(List.of(points("79.5"), points("80"), points("80")))))
                .isEmpty();
        // (90 + 90 + 89.5) / 3 = 89.8333…, shown as 89.83
        assertThat(titles(Score.average(List.of(points("90"), points("90"), points("89.5")))))
                .containsExactly("city-title");
    }

    @ParameterizedTest
    @CsvSource({
        "79.999, ''",
        "80, county-title",
        "84.999, county-title",
        "85, city-title",
        "89.999, city-title",
        "90, city-title province-nomination"
    })
    void a_thousandth_decides(String total, String titles) {
        assertThat(String.join(" ", titles(points(total)))).isEqualTo(titles);
    }

    /** Suining's other two titles, whose rubric the tenant brings. */
    @ParameterizedTest
    @CsvSource({
        "park-centre, 79.999, ''",
        "park-centre, 80, city-title",
        "park-centre, 89.999, city-title",
        "park-centre, 90, city-title province-nomination",
        "star-centre, 79.999, ''",
        "star-centre, 80, two-stars",
        "star-centre, 84.999, two-stars",
        "star-centre, 85, star-nomination"
    })
    void so_it_does_for_park_and_star_centres(String title, String total, String titles) {
        assertThat(String.join(" ", grants("suining-acceptance", title, points(total))))
                .isEqualTo(titles);
    }
}
