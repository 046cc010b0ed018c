package cn.zhengping.region.sichuan;

import static cn.zhengping.region.sichuan.ByHand.grants;
import static cn.zhengping.region.sichuan.ByHand.points;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.packs.PackFiles;
import cn.zhengping.scoring.CriterionScore.Verdict;
import cn.zhengping.scoring.InvalidStandardException;
import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.GateFinding;
import cn.zhengping.spi.answer.Answer.Quantity;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Qingshen's composite of 80 + 10 + 10, its slot filled with a rubric of the test's own. */
class FiveStarTest {

    private static final String OPEN = "        open: {wording: true, criteria: true}\n";

    /** 50 + 30 = 80. */
    private static final String RUBRIC = OPEN + """
                    criteria:
                      - id: creation.rubric.premises
                        text: 场地
                        points: 50
                        rule: {met: {}}
                        source: {document: qingshen-2013, row: 某某县自定}
                      - id: creation.rubric.services
                        text: 服务
                        points: 30
                        rule: {judged: {}}
                        source: {document: qingshen-2013, row: 某某县自定}
            """;

    private static final Scorer SCORER = scorer();

    private final Map<String, Answer> sheet = new HashMap<>();

    private static Scorer scorer() {
        try {
            var region = Files.readAllBytes(ByHand.FILES.resolve("region.yaml"));
            var standard = Files.readString(ByHand.FILES.resolve("standards/five-star.yaml"));
            assertThat(standard).contains(OPEN);
            var filled = standard.replace(OPEN, RUBRIC).getBytes(StandardCharsets.UTF_8);
            var pack = ByHand.READER.read(PackFiles.of(Map.of("region.yaml", region, "standards/own.yaml", filled)));
            return Scorer.of(ByHand.standard(pack, "five-star"), List.of());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void rubric(boolean premises, String services) {
        sheet.put(
                "creation.rubric.premises",
                new Answer.Met(premises ? Answer.Met.Verdict.MET : Answer.Met.Verdict.NOT_MET, null));
        sheet.put("creation.rubric.services", judged(services));
    }

    private static Answer judged(String points) {
        return new Answer.Judged(Points.of(new BigDecimal(points)), "考评小组意见");
    }

    private void rates(String onTime, String onTheSpot, String satisfied) {
        sheet.put(
                "norms.services.rates",
                new Answer.Gated(Map.of(
                        "on-time", percent(onTime),
                        "on-the-spot", percent(onTheSpot),
                        "satisfied", percent(satisfied))));
    }

    private static GateFinding percent(String value) {
        return new GateFinding(true, new Quantity(new BigDecimal(value), "%"), null);
    }

    private ScoreResult result(UnitKind unitKind, Map<String, Score> inputs) {
        return SCORER.score(sheet, new ScoringContext(LocalDate.of(2013, 12, 20), unitKind, Set.of(), null, inputs));
    }

    /** Of a window, whose premises have no norm. */
    private Score total(String services, String share, String group) {
        rates("100", "100", "98");
        rubric(true, services);
        sheet.put("group.assessment.points", judged(group));
        return requireNonNull(
                result(UnitKind.WINDOW, Map.of("survey-share", points(share))).total(), "incomplete");
    }

    private static List<String> stars(Score total) {
        return grants("qingshen-five-star", "window", total);
    }

    @Test
    void without_a_rubric_of_80_points_it_is_unfinished() {
        var standard = ByHand.standard(ByHand.PACK, "five-star");

        assertThat(standard.unfinished()).containsExactly("creation.rubric");
        assertThatExceptionOfType(InvalidStandardException.class)
                .isThrownBy(() -> Scorer.of(standard, List.of()))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(InvalidStandardException.Code.UNFINISHED));
        assertThat(SCORER.standard().unfinished()).isEmpty();
    }

    @Test
    void all_of_it_makes_100() {
        // (50 + 30) + 1×10 + 10
        assertThat(total("30", "1", "10")).isEqualTo(points("100"));
    }

    /** (50 + services) + share×10 + group. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            28,     0.98, 7.2,   95,     five-star
            28,     0.98, 7.199, 94.999, four-star
            25,     0.85, 6.5,   90,     four-star
            24.999, 0.85, 6.5,   89.999, three-star
            20,     0.8,  7,     85,     three-star
            20,     0.7999, 7,   84.999, ''
            16,     0.7,  7,     80,     ''
            15.999, 0.7,  7,     79.999, ''
            """)
    void a_thousandth_decides_the_stars(String services, String share, String group, String total, String stars) {
        var reached = total(services, share, group);

        assertThat(reached).isEqualTo(points(total));
        assertThat(String.join(" ", stars(reached))).isEqualTo(stars);
    }

    @Test
    void a_share_that_no_decimal_can_say_stays_exact() {
        // 50 + 30 + (2/3)×10 + 10 = 96.666…
        assertThat(total("30", "2/3", "10")).isEqualTo(points("290/3"));
        // a share above 1 gives the 10 and no more
        assertThat(total("30", "1.2", "10")).isEqualTo(points("100"));
    }

    @Test
    void without_the_survey_there_is_no_total() {
        total("30", "1", "10");

        var result = result(UnitKind.WINDOW, Map.of());

        // 80 + 10
        assertThat(result.total()).isNull();
        assertThat(result.soFar()).isEqualTo(points("90"));
        assertThat(result.gaps()).containsExactly("survey.satisfaction.share");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GOVERNMENT_CENTRE, norms.premises.county-centre, 4000, PASSED
            GOVERNMENT_CENTRE, norms.premises.county-centre, 3999.999, FAILED
            TOWNSHIP_CENTRE, norms.premises.township-centre, 300, PASSED
            TOWNSHIP_CENTRE, norms.premises.township-centre, 299.999, FAILED
            """)
    void an_area_is_a_gate_without_points(UnitKind unitKind, String criterion, String area, Verdict verdict) {
        total("30", "1", "10");
        sheet.put(
                criterion,
                new Answer.Gated(
                        Map.of("area", new GateFinding(true, new Quantity(new BigDecimal(area), "平方米"), null))));

        var result = result(unitKind, Map.of("survey-share", points("1")));

        assertThat(result.total()).isEqualTo(points("100"));
        assertThat(result.verdicts()).containsEntry(criterion, verdict);
    }

    @ParameterizedTest
    @CsvSource({"100, 100, 98, PASSED", "99.999, 100, 98, FAILED", "100, 99.999, 98, FAILED", "100, 100, 97.999, FAILED"
    })
    void the_rates_are_a_gate_without_points(String onTime, String onTheSpot, String satisfied, Verdict verdict) {
        total("30", "1", "10");
        rates(onTime, onTheSpot, satisfied);

        for (var unitKind : List.of(UnitKind.WINDOW, UnitKind.VILLAGE_STATION)) {
            var result = result(unitKind, Map.of("survey-share", points("1")));

            assertThat(result.total()).isEqualTo(points("100"));
            assertThat(result.verdicts()).containsOnly(Map.entry("norms.services.rates", verdict));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "county-centre, GOVERNMENT_CENTRE, ASSESS",
        "township-centre, TOWNSHIP_CENTRE, ASSESS APPROVE",
        "window, WINDOW, ASSESS APPROVE",
        "agency-point, VILLAGE_STATION, ASSESS FILE"
    })
    void each_kind_of_unit_has_its_title_and_its_way_to_it(String id, UnitKind unitKind, String acts) {
        var title = ByHand.title("qingshen-five-star", id);

        assertThat(title.unitKind()).isEqualTo(unitKind);
        assertThat(title.acts().stream().map(act -> act.kind().name()).toList()).containsExactly(acts.split(" "));
    }
}
