package cn.zhengping.packs;

import static cn.zhengping.packs.SamplePack.CAMPAIGN;
import static cn.zhengping.packs.SamplePack.FINDINGS;
import static cn.zhengping.packs.SamplePack.REGION;
import static cn.zhengping.packs.SamplePack.STANDARD;
import static cn.zhengping.spi.LocalizedText.ofChinese;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.zhengping.packs.PackError.Code;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.OutcomeBand;
import cn.zhengping.spi.campaign.PhaseKind;
import cn.zhengping.spi.campaign.PhaseTemplate;
import cn.zhengping.spi.campaign.PhaseTemplate.HandIn;
import cn.zhengping.spi.campaign.TitleTemplate;
import cn.zhengping.spi.campaign.TitleTemplate.Act;
import cn.zhengping.spi.campaign.TitleTemplate.Award;
import cn.zhengping.spi.campaign.TitleTemplate.Ground;
import cn.zhengping.spi.region.Region;
import cn.zhengping.spi.region.UnitLabel;
import cn.zhengping.spi.standard.AppliesTo;
import cn.zhengping.spi.standard.Bound;
import cn.zhengping.spi.standard.Bound.Comparison;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.EvidenceBasis;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Open;
import cn.zhengping.spi.standard.Option;
import cn.zhengping.spi.standard.Reading;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.SourceRef;
import cn.zhengping.spi.standard.Standard;
import cn.zhengping.spi.standard.Variable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PackReaderTest {

    private static final EvidenceBasis NO_EVIDENCE = new EvidenceBasis(null, false);
    private static final SourceRef ROW = new SourceRef("paper", "附件1", "场地建设 / 外部标识 / 1");

    @Test
    void a_sound_pack_says_exactly_what_its_files_say() {
        var pack = SamplePack.sound().read();

        assertThat(pack.region())
                .isEqualTo(new Region(
                        "510000",
                        new LocalizedText("四川省", "Sichuan"),
                        Map.of(
                                UnitKind.TOWNSHIP_CENTRE,
                                new UnitLabel(
                                        new LocalizedText("便民服务中心", "Township service centre"),
                                        List.of("便民中心", "乡镇中心")),
                                UnitKind.VILLAGE_STATION,
                                new UnitLabel(ofChinese("便民服务站"), List.of()))));
        assertThat(pack.standards()).extracting(Standard::id).containsExactly("everything", "findings", "open");
        assertThat(pack.standards().getFirst()).isEqualTo(everything());
        assertThat(pack.standards().get(1).total()).isNull();
        assertThat(pack.campaigns()).containsExactly(acceptance());
    }

    @Test
    void errors_of_several_files_and_several_errors_of_one_file_come_together_by_place() {
        var errors = SamplePack.sound()
                .replacing(REGION, "\"510000\"", "510000")
                .replacing(STANDARD, "total: 50", "total: 60")
                .replacing(STANDARD, "step: 0.5", "step: 0.3")
                .replacing(STANDARD, "least: 25", "least: 41")
                .replacing(FINDINGS, "title: 不打分的标准\n", "titel: 不打分的标准\n")
                .replacing(CAMPAIGN, "standard: everything", "standard: nothing")
                .replacing(CAMPAIGN, "row: 七", "row: 七, line: 1")
                .errors();

        assertThat(errors)
                .extracting(PackError::file, PackError::code)
                .containsExactly(
                        tuple(CAMPAIGN, Code.UNKNOWN_FIELD),
                        tuple(REGION, Code.WRONG_TYPE),
                        tuple(STANDARD, Code.POINTS_DO_NOT_ADD_UP),
                        tuple(STANDARD, Code.STEP_DOES_NOT_DIVIDE),
                        tuple(STANDARD, Code.RANGE_REVERSED),
                        tuple(FINDINGS, Code.MISSING_FIELD),
                        tuple(FINDINGS, Code.UNKNOWN_FIELD));
    }

    @Test
    void an_error_reads_like_a_compilers_in_either_language() {
        var error = SamplePack.sound()
                .replacing(REGION, "label: 便民服务站", "lable: 便民服务站")
                .errors()
                .getLast();

        assertThat(error)
                .hasToString(
                        "region.yaml:7:21 units.VILLAGE_STATION.lable: 不认识 lable，是不是 label？这里可以写：label, synonyms。");
        assertThat(error.in(Locale.ENGLISH))
                .isEqualTo("region.yaml:7:21 units.VILLAGE_STATION.lable: "
                        + "lable is unknown, did you mean label? Known here: label, synonyms.");
    }

    @Test
    void the_exception_lists_every_error_on_a_line_of_its_own() {
        var errors =
                SamplePack.sound().without(REGION).with("standards/x.yml", "").errors();

        assertThat(new PackRejectedException(errors)).hasMessage(errors.getFirst() + "\n" + errors.getLast());
    }

    @Test
    void a_pack_without_its_region_and_a_yaml_file_that_nobody_reads_are_refused() {
        var errors = SamplePack.sound()
                .without(REGION)
                .with("standards/deep/x.yaml", "a: 1")
                .with("standard.YAML", "a: 1")
                .errors();

        assertThat(errors)
                .extracting(PackError::code, PackError::file, PackError::line)
                .containsExactly(
                        tuple(Code.MISSING_FILE, REGION, 0),
                        tuple(Code.UNKNOWN_FILE, "standard.YAML", 0),
                        tuple(Code.UNKNOWN_FILE, "standards/deep/x.yaml", 0));
        errors.forEach(MistakesTest::assertSpeaks);
        assertThat(errors.getLast().message().in(Locale.ENGLISH)).contains("standards/*.yaml", "campaigns/*.yaml");
    }

    @Test
    void a_region_alone_is_a_pack() {
        var pack = new SamplePack(Map.of(REGION, SamplePack.sound().files().getOrDefault(REGION, ""))).read();

        assertThat(pack.standards()).isEmpty();
        assertThat(pack.campaigns()).isEmpty();
    }

    @Test
    void two_campaigns_of_one_id_are_refused_at_the_second() {
        var sound = SamplePack.sound();

        var errors = sound.with("campaigns/second.yaml", sound.files().getOrDefault(CAMPAIGN, ""))
                .errors();

        assertThat(errors)
                .extracting(PackError::code, PackError::file, PackError::line, PackError::path)
                .containsExactly(tuple(Code.DUPLICATE_CAMPAIGN, "campaigns/second.yaml", 1, "campaign"));
        assertThat(errors.getFirst().message().in(Locale.ENGLISH)).contains(CAMPAIGN);
    }

    @Test
    void a_standard_is_not_called_unknown_when_its_file_could_not_be_read() {
        var unshaped = SamplePack.sound().replacing(STANDARD, "total: 50", "total: fifty");
        var unread = SamplePack.sound().replacing(STANDARD, "total: 50", "total: ]");

        assertThat(unshaped.errors()).extracting(PackError::file).containsExactly(STANDARD);
        assertThat(unread.errors()).extracting(PackError::file).containsExactly(STANDARD);
    }

    @Test
    void an_author_may_write_the_tier_of_zero_points_and_it_is_kept() {
        var pack = SamplePack.sound()
                .replacing(STANDARD, "{id: second, text: 二类, points: 1.5}", "{id: none, text: 不足, points: 0}")
                .read();

        assertThat(criterion(pack, "hall.area.tier").rule())
                .isEqualTo(new Rule.Tiers(List.of(
                        new Rule.Tier("first", ofChinese("一类"), Points.of(3)),
                        new Rule.Tier("none", ofChinese("不足"), Points.ZERO))));
    }

    @Test
    void a_cap_on_the_sheet_lowers_what_its_criteria_add_up_to_from_the_level_that_holds_them_all() {
        var acrossSections = SamplePack.sound()
                .without(CAMPAIGN)
                .replacing(STANDARD, "[extra.bonus, extra.share]", "[hall.area.tier, extra.bonus, extra.share]")
                .replacing(STANDARD, "points: 24.5\n    items", "points: 26.5\n    items")
                .replacing(STANDARD, "points: 24.5\n        criteria", "points: 26.5\n        criteria")
                .replacing(STANDARD, "total: 50", "total: 47");
        var overAll = SamplePack.sound()
                .without(CAMPAIGN)
                .replacing(STANDARD, "scope: QUARTER, most: 20", "scope: SHEET, most: 20")
                .replacing(STANDARD, "total: 50", "total: 30");

        assertThat(acrossSections.read().standards().getFirst().total()).isEqualTo(Points.of(47));
        assertThat(overAll.read().standards().getFirst().total()).isEqualTo(Points.of(30));
    }

    @Test
    void two_files_of_a_folder_with_the_same_id_are_refused() {
        for (var name : List.of(SamplePack.HALL_PLAN, SamplePack.RATING, SamplePack.FORM, SamplePack.LANGUAGE)) {
            var sound = SamplePack.sound();
            var twin = name.replace("/", "/z-");

            assertThat(sound.with(twin, sound.files().getOrDefault(name, "")).errors())
                    .extracting(PackError::code, PackError::file, PackError::line)
                    .containsExactly(tuple(Code.DUPLICATE_IN_FOLDER, twin, 1));
        }
    }

    @Test
    void a_cycle_over_a_section_names_its_way() {
        var error = SamplePack.sound()
                .replacing(STANDARD, "{section: hall, times: 0.01}", "{section: extra, times: 0.01}")
                .errors()
                .getFirst();

        assertThat(error.message().in(Locale.ENGLISH)).contains("extra.share → extra → extra.share");
    }

    @Test
    void a_cycle_over_several_criteria_is_reported_once() {
        var errors = SamplePack.sound()
                .replacing(STANDARD, "rule: {judged: {step: 0.5}}", "rule: {derived: [{criterion: extra.share}]}")
                .replacing(STANDARD, "{criterion: extra.bonus}", "{criterion: extra.judged}")
                .errors();

        assertThat(errors).extracting(PackError::code).containsExactly(Code.DERIVED_CYCLE);
        assertThat(errors.getFirst().message().in(Locale.ENGLISH)).contains("extra.share → extra.judged → extra.share");
    }

    @Test
    void what_the_engine_says_of_a_formula_is_passed_on_in_both_languages() {
        var error = SamplePack.sound()
                .replacing(STANDARD, "done * 4000 / 1000", "4.5")
                .errors()
                .getFirst();

        assertThat(error.message().in(Locale.CHINESE)).isEqualTo("公式不能用：4.5 的小数太长，至多三位小数。");
        assertThat(error.message().in(Locale.ENGLISH))
                .isEqualTo("The formula cannot be used: 4.5 has too many decimals, three are allowed.");
    }

    @Test
    void an_alias_may_stand_as_often_as_an_author_likes() {
        var many = "readings:\n  - {id: first, text: &text 附件不全}\n"
                + IntStream.range(0, 500)
                        .mapToObj(i -> "  - {id: r" + i + ", text: *text}\n")
                        .collect(Collectors.joining());

        var pack = SamplePack.sound()
                .replacing(FINDINGS, "sections:\n", many + "sections:\n")
                .read();

        assertThat(pack.standards().get(1).readings()).hasSize(501);
    }

    private static Criterion criterion(Pack pack, String id) {
        return pack.standards().getFirst().criterion(id).orElseThrow();
    }

    private static Standard everything() {
        return new Standard(
                "everything",
                "2023",
                new LocalizedText("全部规则", "All rules"),
                Set.of(UnitKind.TOWNSHIP_CENTRE, UnitKind.VILLAGE_STATION),
                Points.of(10),
                Points.of(50),
                List.of(hall(), extra()),
                List.of(
                        new Cap("together", Cap.Scope.SHEET, Set.of("extra.bonus", "extra.share"), Points.of(6)),
                        new Cap("quarterly", Cap.Scope.QUARTER, Set.of(), Points.of(20))),
                List.of(new SourceDocument("paper", "评估验收标准", "测政发〔2023〕1号", "某某镇人民政府", LocalDate.of(2023, 8, 15))),
                List.of(
                        new Reading(
                                "windows",
                                "hall.windows",
                                new LocalizedText("窗口数按实有数计", "Windows are counted as they are")),
                        new Reading("whole", null, ofChinese("附件不全"))),
                null);
    }

    private static Section hall() {
        return new Section(
                "hall",
                new LocalizedText("场地建设", "The hall"),
                Points.parse("15.5"),
                List.of(
                        new Item(
                                "hall.sign",
                                ofChinese("外部标识"),
                                Points.parse("2.5"),
                                List.of(
                                        new Criterion(
                                                "hall.sign.name",
                                                ofChinese("悬挂标识标牌的,得0.5分"),
                                                Points.parse("0.5"),
                                                new Rule.Met(List.of(option("party-centre", "设在党群服务中心"))),
                                                new EvidenceBasis(ofChinese("现场查看标识标牌"), false),
                                                AppliesTo.ALL,
                                                NotApplicable.SCALED,
                                                ROW),
                                        criterion(
                                                "hall.sign.windows",
                                                "窗口达到四个的,得2分",
                                                "2",
                                                new Rule.Measured(List.of(
                                                        bound("windows", "窗口", "个", Comparison.AT_LEAST, "4"),
                                                        bound("distance", "距离", "米", Comparison.AT_MOST, "0.125"))))),
                                new Open(Points.of(2), Points.parse("2.5"), true, true)),
                        new Item(
                                "hall.area",
                                ofChinese("大厅建设面积"),
                                Points.of(3),
                                List.of(criterion(
                                        "hall.area.tier",
                                        "大厅面积",
                                        "3",
                                        new Rule.Tiers(List.of(
                                                new Rule.Tier("first", ofChinese("一类"), Points.of(3)),
                                                new Rule.Tier("second", ofChinese("二类"), Points.parse("1.5")),
                                                new Rule.Tier(
                                                        "none",
                                                        new LocalizedText("均未达到", "None reached"),
                                                        Points.ZERO))))),
                                null),
                        new Item(
                                "hall.windows",
                                ofChinese("窗口"),
                                null,
                                List.of(
                                        new Criterion(
                                                "hall.windows.catalogue",
                                                ofChinese("应进必进"),
                                                Points.of(10),
                                                new Rule.Missing(Points.of(1), List.of()),
                                                new EvidenceBasis(new LocalizedText("代办事项目录", "The catalogue"), true),
                                                new AppliesTo(Set.of(UnitKind.TOWNSHIP_CENTRE), Set.of("lead")),
                                                NotApplicable.REFUSED,
                                                ROW),
                                        criterion(
                                                "hall.windows.rules",
                                                "规章制度齐全",
                                                null,
                                                new Rule.Missing(
                                                        null,
                                                        List.of(
                                                                option("opening-hours", "作息"),
                                                                option("complaints", "投诉"))))),
                                null)));
    }

    private static Section extra() {
        return new Section(
                "extra",
                ofChinese("创新"),
                Points.parse("24.5"),
                List.of(new Item(
                        "extra.all",
                        ofChinese("创新亮点"),
                        Points.parse("24.5"),
                        List.of(
                                criterion(
                                        "extra.bonus",
                                        "县级0.5分,市级1分",
                                        "3",
                                        new Rule.Each(
                                                List.of(
                                                        new Rule.MemberClass(
                                                                "county",
                                                                ofChinese("县级"),
                                                                Points.parse("0.5"),
                                                                null,
                                                                false),
                                                        new Rule.MemberClass(
                                                                "other", ofChinese("其它"), Points.of(1), 2, true)),
                                                2,
                                                true,
                                                null)),
                                criterion(
                                        "extra.share",
                                        "满意度",
                                        "5",
                                        new Rule.Derived(List.of(
                                                new Rule.Term(
                                                        Rule.Term.From.INPUT,
                                                        "satisfaction",
                                                        BigDecimal.TEN,
                                                        Points.of(5)),
                                                new Rule.Term(
                                                        Rule.Term.From.SECTION, "hall", new BigDecimal("0.01"), null),
                                                new Rule.Term(
                                                        Rule.Term.From.CRITERION,
                                                        "extra.bonus",
                                                        BigDecimal.ONE,
                                                        null)))),
                                criterion("extra.judged", "评审给分", "10", new Rule.Judged(Points.parse("0.5"))),
                                criterion(
                                        "extra.formula",
                                        "办结率",
                                        "4",
                                        new Rule.Expression(
                                                "done * 4000 / 1000",
                                                List.of(
                                                        new Variable(
                                                                "done",
                                                                ofChinese("办结率"),
                                                                Variable.Type.QUANTITY,
                                                                "%",
                                                                BigDecimal.ZERO,
                                                                BigDecimal.ONE),
                                                        new Variable(
                                                                "on_time",
                                                                ofChinese("按时"),
                                                                Variable.Type.FLAG,
                                                                null,
                                                                null,
                                                                null)))),
                                criterion(
                                        "extra.coded",
                                        "加权",
                                        "4.5",
                                        new Rule.Coded(
                                                "weightedShare",
                                                List.of(new Variable(
                                                        "share",
                                                        ofChinese("占比"),
                                                        Variable.Type.QUANTITY,
                                                        null,
                                                        null,
                                                        null)))),
                                criterion(
                                        "extra.check",
                                        "制度上墙",
                                        null,
                                        new Rule.Check(List.of(
                                                new Rule.CheckPart.Quantity(
                                                        bound("area", "面积", "平方米", Comparison.AT_LEAST, "150")),
                                                new Rule.CheckPart.Listed(
                                                        "systems",
                                                        ofChinese("制度"),
                                                        List.of(option("first", "首问负责"), option("second", "限时办结")),
                                                        1),
                                                new Rule.CheckPart.Monthly("matters", ofChinese("办件"), "件", 1)))),
                                criterion(
                                        "extra.late",
                                        "迟到早退扣3分/次,旷工扣5分/次",
                                        null,
                                        new Rule.Deduct(
                                                List.of(
                                                        new Rule.Variant("late", ofChinese("迟到"), Points.of(3)),
                                                        new Rule.Variant("absent", ofChinese("旷工"), Points.of(5))),
                                                List.of(new Rule.Multiple("day", ofChinese("全天"), 2)),
                                                new Rule.Raised(ofChinese("造成不良影响"), Points.of(25), Points.of(40)),
                                                List.of(
                                                        new Rule.Consequence(
                                                                Rule.Consequence.Kind.NO_COMMENDATION_THIS_YEAR,
                                                                ofChinese("取消年度评优资格"),
                                                                2,
                                                                false),
                                                        new Rule.Consequence(
                                                                Rule.Consequence.Kind.REFERRED_TO_DISCIPLINE,
                                                                ofChinese("移交纪委"),
                                                                1,
                                                                true)),
                                                false)),
                                criterion(
                                        "extra.complaint",
                                        "投诉查实",
                                        null,
                                        new Rule.Deduct(List.of(), List.of(), null, List.of(), true)),
                                new Criterion(
                                        "extra.staff",
                                        ofChinese("窗口人员"),
                                        null,
                                        new Rule.Gate(
                                                List.of(new Rule.Requirement(
                                                        "age",
                                                        ofChinese("年龄45岁以下"),
                                                        true,
                                                        bound("age", "年龄45岁以下", "岁", Comparison.AT_MOST, "45"))),
                                                List.of(new Rule.Requirement(
                                                        "convicted", ofChinese("受过处分"), false, null))),
                                        NO_EVIDENCE,
                                        AppliesTo.ALL,
                                        NotApplicable.REFUSED,
                                        new SourceRef("paper", null, "三"))),
                        null)));
    }

    private static CampaignTemplate acceptance() {
        var cityTitle = new Grant("city-title", Grant.Kind.TITLE, Grant.Level.CITY, ofChinese("市级示范"), null);
        var nomination =
                new Grant("nomination", Grant.Kind.RECOMMENDATION, Grant.Level.PROVINCE, ofChinese("推荐省级"), null);
        var fiveStar = new Grant("five-star", Grant.Kind.TITLE, Grant.Level.TOWNSHIP, ofChinese("五星"), 5);
        return new CampaignTemplate(
                "acceptance",
                "2023",
                ofChinese("示范便民服务中心验收"),
                List.of(
                        new TitleTemplate(
                                "model-centre",
                                ofChinese("示范便民服务中心"),
                                UnitKind.TOWNSHIP_CENTRE,
                                "everything",
                                List.of(
                                        new OutcomeBand(Points.of(45), List.of(cityTitle, nomination)),
                                        new OutcomeBand(Points.parse("42.5"), List.of(cityTitle))),
                                List.of(
                                        new Act(Act.Kind.ASSESS, ofChinese("市考评小组"), Grant.Level.CITY, notice("八")),
                                        new Act(Act.Kind.APPROVE, ofChinese("县政府"), null, notice("九"))),
                                3,
                                List.of(
                                        new Ground("breach", ofChinese("违纪的"), notice("十")),
                                        new Ground("fraud", ofChinese("弄虚作假的"), notice("十"))),
                                List.of(
                                        new Award("city-title", ofChinese("通报表扬"), notice("十一")),
                                        new Award(null, ofChinese("授牌"), notice("十二"))),
                                notice("四")),
                        new TitleTemplate(
                                "park-centre",
                                ofChinese("园区示范政务服务中心"),
                                UnitKind.PARK_CENTRE,
                                null,
                                List.of(new OutcomeBand(Points.of(80), List.of(fiveStar))),
                                List.of(),
                                null,
                                List.of(),
                                List.of(),
                                notice("五"))),
                List.of(
                        new PhaseTemplate(
                                PhaseKind.REVIEW,
                                ofChinese("交叉验收"),
                                LocalDateTime.of(2023, 11, 20, 0, 0),
                                LocalDateTime.of(2023, 11, 25, 0, 0),
                                PhaseTemplate.Late.MARKED,
                                List.of(),
                                notice("六")),
                        new PhaseTemplate(
                                PhaseKind.REPORT,
                                ofChinese("报告"),
                                null,
                                null,
                                PhaseTemplate.Late.REFUSED,
                                List.of(),
                                new SourceRef("notice", "附件2", "七")),
                        new PhaseTemplate(
                                PhaseKind.SELF_CHECK,
                                ofChinese("自查"),
                                null,
                                null,
                                PhaseTemplate.Late.MARKED,
                                List.of(
                                        new HandIn(
                                                "report",
                                                ofChinese("自查情况报告"),
                                                Set.of(HandIn.Format.PAPER, HandIn.Format.FILE),
                                                ofChinese("单位名称＋自查报告")),
                                        new HandIn("photos", ofChinese("照片"), Set.of(), null)),
                                notice("十三"))),
                new CampaignTemplate.Cycle(2, 12, notice("三")),
                CampaignTemplate.Ranking.SHARE_MET,
                List.of(new SourceDocument("notice", "验收通知", null, "某某市", null)),
                List.of(new Reading("dates", "REVIEW", ofChinese("汇总在验收之后"))));
    }

    private static SourceRef notice(String row) {
        return new SourceRef("notice", null, row);
    }

    private static Criterion criterion(String id, String text, @Nullable String points, Rule rule) {
        return new Criterion(
                id,
                ofChinese(text),
                points == null ? null : Points.parse(points),
                rule,
                NO_EVIDENCE,
                AppliesTo.ALL,
                NotApplicable.REFUSED,
                ROW);
    }

    private static Option option(String id, String text) {
        return new Option(id, ofChinese(text));
    }

    private static Bound bound(String id, String text, String unit, Comparison comparison, String limit) {
        return new Bound(id, ofChinese(text), unit, comparison, new BigDecimal(limit));
    }
}
