package cn.zhengping.packs.adjust;

import static cn.zhengping.spi.LocalizedText.ofChinese;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.zhengping.packs.Pack;
import cn.zhengping.packs.PackFiles;
import cn.zhengping.packs.PackReader;
import cn.zhengping.packs.PackWriter;
import cn.zhengping.packs.adjust.Adjustment.Outcome;
import cn.zhengping.packs.adjust.Change.AddedCriterion;
import cn.zhengping.packs.adjust.Change.AddedSource;
import cn.zhengping.packs.adjust.Change.AddedWording;
import cn.zhengping.packs.adjust.Change.ItemPoints;
import cn.zhengping.packs.adjust.Problem.Code;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.standard.AppliesTo;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.EvidenceBasis;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.Lineage;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.SourceRef;
import cn.zhengping.spi.standard.Standard;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdjustmentTest {

    private static final PackReader READER = new PackReader((_, _) -> Optional.empty());
    private static final Lineage LINEAGE = new Lineage("sichuan", "1.0.0", "stars", "0".repeat(64), "512022");
    private static final Pack PACK = READER.read(PackFiles.of(Map.of(
            "region.yaml", "{region: \"510000\", name: 四川省}".getBytes(UTF_8), "standards/stars.yaml", """
            standard: stars
            version: "2023"
            title: 星级评定
            unitKinds: [VILLAGE_STATION]
            total: 100
            sources: [{id: plan, title: 方案, issuer: 某某县}]
            sections:
              - id: work
                title: 工作情况
                points: 80
                items:
                  - {id: slot, title: 由乡镇制定, points: 80, open: {criteria: true}}
              - id: hall
                title: 大厅
                points: 20
                items:
                  - id: sign
                    title: 标识
                    points: 5
                    open: {points: {least: 3, most: 7}, wording: true, criteria: true}
                    criteria:
                      - {id: sign.name, text: {zh: 有标识, en: There is a sign}, points: 5, rule: {met: {}}, source: &row {document: plan, row: "1"}}
                  - id: clean
                    title: 整洁
                    points: 5
                    open: {points: {least: 1, most: 7}}
                    criteria:
                      - {id: clean.all, text: 整洁, points: 3, rule: {judged: {step: 0.5}}, source: *row}
                      - {id: clean.wall, text: 上墙, points: 2, rule: {met: {}}, source: *row}
                  - id: area
                    title: 面积
                    points: 4
                    open: {points: {least: 3, most: 5}}
                    criteria:
                      - {id: area.tier, text: 面积, points: 4, rule: {tiers: [{id: large, text: 大, points: 4}]}, source: *row}
                  - id: closed
                    title: 制度
                    points: 6
                    criteria:
                      - {id: closed.rule, text: 制度, points: 6, rule: {met: {}}, source: *row}
            """.getBytes(
                            UTF_8))));
    private static final Standard STANDARD = PACK.standards().getFirst();

    private static final Change FILLED = filled("80");

    private static Change filled(String points) {
        return new AddedCriterion("slot", criterion("slot.work", points, new Rule.Judged(null), "plan"));
    }

    private static Criterion criterion(String id, @Nullable String points, Rule rule, String paper) {
        return new Criterion(
                id,
                ofChinese("条文"),
                points == null ? null : Points.parse(points),
                rule,
                new EvidenceBasis(null, false),
                AppliesTo.ALL,
                NotApplicable.REFUSED,
                new SourceRef(paper, null, "一"));
    }

    private static ItemPoints points(String item, String points) {
        return new ItemPoints(item, Points.parse(points), Map.of());
    }

    private static Outcome apply(Change... changes) {
        return new Adjustment("2024", LINEAGE, List.of(changes)).applyTo(STANDARD, READER);
    }

    private static Standard adjusted(Change... changes) {
        var outcome = apply(changes);
        assertThat(outcome).isInstanceOf(Outcome.Adjusted.class);
        return ((Outcome.Adjusted) outcome).standard();
    }

    private static Item item(Standard standard, String id) {
        return standard.sections().stream()
                .flatMap(section -> section.items().stream())
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_slot_is_filled_and_the_result_says_where_it_comes_from() {
        var standard = adjusted(FILLED);

        assertThat(standard.unfinished()).isEmpty();
        assertThat(standard.id()).isEqualTo("stars");
        assertThat(standard.version()).isEqualTo("2024");
        assertThat(standard.lineage()).isEqualTo(LINEAGE);
        assertThat(standard.total()).isEqualTo(Points.of(100));
        assertThat(standard.sections().getLast()).isEqualTo(STANDARD.sections().getLast());
    }

    @Test
    void what_one_item_gets_another_one_gives() {
        var standard = adjusted(
                FILLED,
                points("sign", "7"),
                new ItemPoints("clean", Points.of(3), Map.of("clean.all", Points.of(2), "clean.wall", Points.of(1))));

        assertThat(item(standard, "sign").points()).isEqualTo(Points.of(7));
        assertThat(standard.criterion("sign.name").orElseThrow().points()).isEqualTo(Points.of(7));
        assertThat(standard.criterion("clean.all").orElseThrow().points()).isEqualTo(Points.of(2));
        assertThat(standard.sections()).extracting(Section::points).containsExactly(Points.of(80), Points.of(20));
    }

    @Test
    void a_criterion_takes_its_points_from_the_one_that_is_there() {
        var standard = adjusted(
                FILLED,
                points("sign", "5"),
                new AddedCriterion("sign", criterion("sign.light", "1.5", new Rule.Met(List.of()), "plan")));

        // 5 − 1.5 = 3.5
        assertThat(standard.criterion("sign.name").orElseThrow().points()).isEqualTo(Points.parse("3.5"));
        assertThat(item(standard, "sign").criteria())
                .extracting(Criterion::id)
                .containsExactly("sign.name", "sign.light");
    }

    @Test
    void wording_is_appended_in_both_languages() {
        var standard = adjusted(
                FILLED,
                new AddedWording("sign.name", new LocalizedText("须中英文对照", "In two languages")),
                new AddedWording("sign.name", ofChinese("须发光")));

        assertThat(standard.criterion("sign.name").orElseThrow().text())
                .isEqualTo(new LocalizedText("有标识\n须中英文对照\n须发光", "There is a sign\nIn two languages\n须发光"));
    }

    @Test
    void a_criterion_may_come_from_a_paper_of_the_tenants_own() {
        var own = new SourceDocument("own", "本县细则", null, "某某县", null);

        assertThat(adjusted(
                                new AddedSource(own),
                                new AddedCriterion("slot", criterion("slot.work", "80", new Rule.Judged(null), "own")))
                        .sources())
                .contains(own);
    }

    @Test
    void what_comes_out_can_be_written_and_read() {
        var standard = adjusted(
                FILLED, points("sign", "6"), new ItemPoints("clean", Points.of(4), Map.of("clean.all", Points.of(2))));
        var pack = new Pack(
                PACK.region(), List.of(standard), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

        assertThat(READER.read(PackFiles.of(PackWriter.write(pack)))).isEqualTo(pack);
    }

    @Test
    void the_bounds_themselves_are_allowed() {
        assertThat(item(
                                adjusted(
                                        FILLED,
                                        points("sign", "3"),
                                        new ItemPoints("clean", Points.of(7), Map.of("clean.all", Points.of(5)))),
                                "sign")
                        .points())
                .isEqualTo(Points.of(3));
    }

    /** Changes with one thing wrong. */
    record Wrong(Code code, OptionalInt at, List<Change> changes) {}

    private static Wrong wrong(Code code, int at, Change... changes) {
        return new Wrong(code, OptionalInt.of(at), List.of(changes));
    }

    private static Wrong together(Code code, Change... changes) {
        return new Wrong(code, OptionalInt.empty(), List.of(changes));
    }

    static Stream<Wrong> wrongs() {
        return Stream.of(
                together(Code.NOTHING_CHANGED),
                wrong(Code.UNKNOWN_ITEM, 1, FILLED, points("signs", "5")),
                wrong(
                        Code.UNKNOWN_ITEM,
                        1,
                        FILLED,
                        new AddedCriterion("signs", criterion("x", "1", new Rule.Met(List.of()), "plan"))),
                wrong(Code.UNKNOWN_CRITERION, 1, FILLED, new AddedWording("sign", ofChinese("补充"))),
                wrong(
                        Code.UNKNOWN_CRITERION,
                        1,
                        FILLED,
                        new ItemPoints("sign", Points.of(5), Map.of("clean.all", Points.of(5)))),
                wrong(Code.POINTS_NOT_OPEN, 1, FILLED, points("closed", "6")),
                wrong(Code.POINTS_NOT_OPEN, 1, FILLED, points("slot", "80")),
                wrong(Code.POINTS_OUT_OF_BOUNDS, 1, FILLED, points("sign", "7.001")),
                wrong(Code.POINTS_OUT_OF_BOUNDS, 1, FILLED, points("sign", "2.999")),
                wrong(Code.POINTS_GIVEN_TWICE, 2, FILLED, points("sign", "5"), points("sign", "6")),
                wrong(Code.WORDING_NOT_OPEN, 1, FILLED, new AddedWording("clean.all", ofChinese("补充"))),
                wrong(Code.BLANK_WORDING, 1, FILLED, new AddedWording("sign.name", ofChinese(" "))),
                wrong(
                        Code.CRITERIA_NOT_OPEN,
                        1,
                        FILLED,
                        new AddedCriterion("clean", criterion("x", "1", new Rule.Met(List.of()), "plan"))),
                wrong(Code.ID_TAKEN, 1, FILLED, filled("1")),
                wrong(
                        Code.ID_TAKEN,
                        1,
                        FILLED,
                        new AddedCriterion("sign", criterion("hall", "1", new Rule.Met(List.of()), "plan"))),
                wrong(
                        Code.SOURCE_TAKEN,
                        1,
                        FILLED,
                        new AddedSource(STANDARD.sources().getFirst())),
                together(Code.ITEM_DOES_NOT_ADD_UP, filled("79.999")),
                together(Code.ITEM_DOES_NOT_ADD_UP, FILLED, points("sign", "6"), points("clean", "4")),
                together(
                        Code.ITEM_DOES_NOT_ADD_UP,
                        FILLED,
                        new AddedCriterion("sign", criterion("x", "1", new Rule.Met(List.of()), "plan"))),
                together(Code.TOTAL_CHANGED, FILLED, points("sign", "5.001")),
                together(Code.STILL_UNFINISHED, points("sign", "5")),
                // a tier says what the highest gives
                together(Code.UNSOUND, FILLED, points("sign", "4"), points("area", "5")),
                // nobody could give 2.75 in halves
                together(
                        Code.UNSOUND,
                        FILLED,
                        points("sign", "5.25"),
                        new ItemPoints("clean", Points.parse("4.75"), Map.of("clean.all", Points.parse("2.75")))),
                together(
                        Code.UNSOUND,
                        new AddedCriterion("slot", criterion("slot.work", "80", new Rule.Judged(null), "nowhere"))));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void what_is_wrong_is_told_in_both_languages(Wrong wrong) {
        var outcome = apply(wrong.changes().toArray(Change[]::new));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        var problems = ((Outcome.Refused) outcome).problems();
        assertThat(problems)
                .extracting(Problem::code, Problem::change)
                .containsExactly(tuple(wrong.code(), wrong.at()));
        var message = problems.getFirst().message();
        assertThat(message.in(Locale.CHINESE)).containsPattern("\\p{IsHan}").doesNotContainPattern("\\{\\d");
        assertThat(message.in(Locale.ENGLISH)).containsPattern("[a-z]").doesNotContainPattern("\\{\\d");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        var outcome = (Outcome.Refused) apply(points("closed", "5"), points("signs", "5"));

        assertThat(outcome.problems())
                .extracting(Problem::code)
                .containsExactly(Code.POINTS_NOT_OPEN, Code.UNKNOWN_ITEM);
    }

    @Test
    void every_code_is_seen_above() {
        assertThat(wrongs().map(Wrong::code).collect(Collectors.toCollection(() -> EnumSet.noneOf(Code.class))))
                .isEqualTo(EnumSet.allOf(Code.class));
    }
}
