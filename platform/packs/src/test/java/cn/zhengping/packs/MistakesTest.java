package cn.zhengping.packs;

import static cn.zhengping.packs.SamplePack.CAMPAIGN;
import static cn.zhengping.packs.SamplePack.FINDINGS;
import static cn.zhengping.packs.SamplePack.FORM;
import static cn.zhengping.packs.SamplePack.HALL_PLAN;
import static cn.zhengping.packs.SamplePack.LANGUAGE;
import static cn.zhengping.packs.SamplePack.OPEN;
import static cn.zhengping.packs.SamplePack.POLICY;
import static cn.zhengping.packs.SamplePack.POSTING;
import static cn.zhengping.packs.SamplePack.RATING;
import static cn.zhengping.packs.SamplePack.REGION;
import static cn.zhengping.packs.SamplePack.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.zhengping.packs.PackError.Code;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake at a time in a sound pack, and the one error that its author reads. */
class MistakesTest {

    private static final String HALL = "sections[0].items";
    private static final String EXTRA = "sections[1].items[0].criteria";
    private static final String POLICY_HEAD = """
            policy: staff
            version: "2023"
            title: 窗口工作人员考评细则
            unitKinds: [TOWNSHIP_CENTRE]
            posts: [WINDOW_STAFF, WINDOW_LEADER]
            occasion: PERIOD
            """;

    /**
     * A mistake.
     *
     * @param old stands in the sound file once
     * @param replacement with a » where the error has to be, which the file does not get
     */
    record Mistake(String file, String old, String replacement, Code code, String path) {

        String written() {
            return replacement.replace("»", "");
        }

        /** The text of the wrong file before the error. */
        String before(SamplePack sound) {
            var text = sound.files().getOrDefault(file, "");
            return text.substring(0, text.indexOf(old)) + replacement.substring(0, replacement.indexOf('»'));
        }

        @Override
        public String toString() {
            return code + " at " + path + ": " + replacement;
        }
    }

    private static Mistake region(String old, String replacement, Code code, String path) {
        return new Mistake(REGION, old, replacement, code, path);
    }

    private static Mistake standard(String old, String replacement, Code code, String path) {
        return new Mistake(STANDARD, old, replacement, code, path);
    }

    private static Mistake open(String old, String replacement, Code code, String path) {
        return new Mistake(OPEN, old, replacement, code, path);
    }

    private static Mistake policy(String old, String replacement, Code code, String path) {
        return new Mistake(POLICY, old, replacement, code, path);
    }

    private static Mistake hall(String old, String replacement, Code code, String path) {
        return new Mistake(HALL_PLAN, old, replacement, code, path);
    }

    private static Mistake campaign(String old, String replacement, Code code, String path) {
        return new Mistake(CAMPAIGN, old, replacement, code, path);
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                        mistakesOfYaml(),
                        mistakesOfRegions(),
                        mistakesOfShape(),
                        mistakesOfStandards(),
                        mistakesOfRules(),
                        mistakesOfPolicies(),
                        mistakesOfCampaigns(),
                        mistakesOfOtherFiles())
                .flatMap(mistakes -> mistakes);
    }

    private static Stream<Mistake> mistakesOfYaml() {
        return Stream.of(
                standard("base: 10", "base: »]", Code.NOT_YAML, ""),
                standard("base: 10", "base: »!points 10", Code.CUSTOM_TAG, "base"),
                standard("base: 10", "base: »!!java.util.Date 10", Code.CUSTOM_TAG, "base"),
                standard("hall.sign.windows\n", "»!!set {a}\n", Code.CUSTOM_TAG, HALL + "[0].criteria[1].id"),
                standard("base: 10", "base: 10\n»base: 10", Code.DUPLICATE_KEY, "base"),
                standard("base: 10", "base: 10\n»7: 10", Code.KEY_NOT_TEXT, ""),
                standard("base: 10", "base: 10\n»true: 10", Code.KEY_NOT_TEXT, ""),
                standard("base: 10", "base: 10\n? »[a, b]\n: 10", Code.KEY_NOT_TEXT, ""),
                standard("title: 外部标识", "title: »\"外部\\0标识\"", Code.CONTROL_CHARACTER, HALL + "[0].title"),
                standard("title: 外部标识", "title: \"外部»\b标识\"", Code.CONTROL_CHARACTER, ""),
                standard("base: 10", "base: »1" + "0".repeat(40), Code.NUMBER_TOO_LONG, "base"),
                standard(
                        "source: {document: paper, row: 三}\n",
                        "source: {document: paper, row: 三}\n»---\na: b\n",
                        Code.SEVERAL_DOCUMENTS,
                        ""),
                standard("source: {document: paper, row: 三}", "source: »*nowhere", Code.NOT_YAML, ""),
                standard(
                        "source: &row {document: paper, annex: 附件1, row: 场地建设 / 外部标识 / 1}",
                        "source: »&row {document: paper, row: *row}",
                        Code.RECURSIVE_ALIAS,
                        HALL + "[0].criteria[0].source"));
    }

    private static Stream<Mistake> mistakesOfRegions() {
        return Stream.of(
                region("\"510000\"", "»510000", Code.WRONG_TYPE, "region"),
                region("\"510000\"", "»\"510900\"", Code.INVALID_DIVISION, "region"),
                region("\"510000\"", "»\"510000\\n\"", Code.INVALID_DIVISION, "region"),
                region("region: \"510000\"\n", "»", Code.MISSING_FIELD, "region"),
                region("VILLAGE_STATION:", "»VILAGE_STATION:", Code.UNKNOWN_FIELD, "units.VILAGE_STATION"),
                region("{label: 便民服务站}", "»{}", Code.MISSING_FIELD, "units.VILLAGE_STATION.label"),
                region("[便民中心, 乡镇中心]", "»便民中心", Code.WRONG_TYPE, "units.TOWNSHIP_CENTRE.synonyms"),
                region("[便民中心, 乡镇中心]", "»[便民中心, 便民中心]", Code.REPEATED_ENTRY, "units.TOWNSHIP_CENTRE.synonyms"),
                region("乡镇中心]", "»12]", Code.WRONG_TYPE, "units.TOWNSHIP_CENTRE.synonyms[1]"),
                region("{zh: 四川省, en: Sichuan}", "»{en: Sichuan}", Code.MISSING_FIELD, "name.zh"),
                region("en: Sichuan", "en: »\" \"", Code.BLANK_TEXT, "name.en"),
                region("en: Sichuan", "en: Sichuan, »fr: Sichuan", Code.UNKNOWN_FIELD, "name.fr"));
    }

    private static Stream<Mistake> mistakesOfShape() {
        return Stream.of(
                standard("base: 10", "base: »\"10\"", Code.WRONG_TYPE, "base"),
                standard("base: 10", "base: »1e1", Code.WRONG_TYPE, "base"),
                standard("base: 10", "base: »0x0A", Code.WRONG_TYPE, "base"),
                standard("base: 10", "base: »010", Code.WRONG_TYPE, "base"),
                standard("base: 10", "base:»", Code.WRONG_TYPE, "base"),
                standard("base: 10", "base: »-0.5", Code.TOO_SMALL, "base"),
                standard("base: 10", "base: »1000000.5", Code.TOO_GREAT, "base"),
                standard("base: 10", "base: »10.0001", Code.TOO_PRECISE, "base"),
                standard("base: 10", "»bsae: 10", Code.UNKNOWN_FIELD, "bsae"),
                standard("base: 10", "base: 10\n»\"odd key\": 10", Code.UNKNOWN_FIELD, "[\"odd key\"]"),
                standard("total: 50", "total: »0", Code.TOO_SMALL, "total"),
                standard("version: \"2023\"", "version: »2023", Code.WRONG_TYPE, "version"),
                standard("version: \"2023\"", "version: »\"2023 年\"", Code.INVALID_VERSION, "version"),
                standard("standard: everything", "standard: »Everything", Code.INVALID_ID, "standard"),
                standard("standard: everything", "standard: »" + "e".repeat(81), Code.INVALID_ID, "standard"),
                standard("title: 外部标识", "title: »[外部标识]", Code.WRONG_TYPE, HALL + "[0].title"),
                standard("title: 外部标识", "title: »\"\"", Code.BLANK_TEXT, HALL + "[0].title"),
                standard(
                        "[TOWNSHIP_CENTRE, VILLAGE_STATION]",
                        "[TOWNSHIP_CENTRE, »TOWN]",
                        Code.UNKNOWN_CONSTANT,
                        "unitKinds[1]"),
                standard("date: 2023-08-15", "date: »2023-02-30", Code.INVALID_DATE, "sources[0].date"),
                standard("date: 2023-08-15", "date: »08/15", Code.INVALID_DATE, "sources[0].date"),
                standard(
                        "{id: paper, title: 评估验收标准, number: 测政发〔2023〕1号, issuer: 某某镇人民政府, date",
                        "»{id: paper, title: 评估验收标准, date",
                        Code.MISSING_FIELD,
                        "sources[0].issuer"),
                standard("scope: SHEET", "scope: »MONTH", Code.UNKNOWN_CONSTANT, "caps[0].scope"),
                standard(
                        "criteria: [extra.bonus, extra.share]",
                        "criteria: »[extra.bonus, extra.bonus]",
                        Code.REPEATED_ENTRY,
                        "caps[0].criteria"),
                standard(
                        "- {id: together, scope: SHEET, criteria: [extra.bonus, extra.share], most: 6}\n",
                        "»- {id: together, scope: SHEET, most: 6}\n"
                                + "  - {id: same, scope: YEAR, most: 1}\n".repeat(99),
                        Code.TOO_LONG_LIST,
                        "caps"),
                standard("most: 20", "most: »0", Code.TOO_SMALL, "caps[1].most"),
                standard(
                        "required: true",
                        "required: »yes",
                        Code.WRONG_TYPE,
                        HALL + "[2].criteria[0].evidence.required"),
                standard("evidence: 现场查看标识标牌", "evidence: »[现场]", Code.WRONG_TYPE, HALL + "[0].criteria[0].evidence"),
                standard("duties: [lead]", "duties: »[]", Code.EMPTY_LIST, HALL + "[2].criteria[0].appliesTo.duties"),
                standard(
                        "notApplicable: SCALED",
                        "notApplicable: »SCALE",
                        Code.UNKNOWN_CONSTANT,
                        HALL + "[0].criteria[0].notApplicable"),
                standard("{judged: {step: 0.5}}", "»{}", Code.NOT_EXACTLY_ONE, EXTRA + "[2].rule"),
                standard("{judged: {step: 0.5}}", "»{judged: {}, met: {}}", Code.NOT_EXACTLY_ONE, EXTRA + "[2].rule"),
                standard(
                        "{judged: {step: 0.5}}", "{»judgd: {step: 0.5}}", Code.UNKNOWN_FIELD, EXTRA + "[2].rule.judgd"),
                standard("{judged: {step: 0.5}}", "»judged", Code.WRONG_TYPE, EXTRA + "[2].rule"),
                standard("withinYears: 2", "withinYears: »1.5", Code.WRONG_TYPE, EXTRA + "[0].rule.each.withinYears"),
                standard("withinYears: 2", "withinYears: »0", Code.TOO_SMALL, EXTRA + "[0].rule.each.withinYears"),
                standard(
                        "text: 县级, points: 0.5",
                        "text: 县级, points: »0",
                        Code.TOO_SMALL,
                        EXTRA + "[0].rule.each.classes[0].points"),
                standard(
                        "text: 迟到, points: 3",
                        "text: 迟到, points: »-3",
                        Code.TOO_SMALL,
                        EXTRA + "[6].rule.deduct.variants[0].points"),
                standard("times: 2}", "times: »1}", Code.TOO_SMALL, EXTRA + "[6].rule.deduct.multiples[0].times"),
                standard(
                        "kind: REFERRED_TO_DISCIPLINE",
                        "kind: »JAIL",
                        Code.UNKNOWN_CONSTANT,
                        EXTRA + "[6].rule.deduct.consequences[1].kind"),
                standard(
                        "{id: area, text: 面积, unit: 平方米, ",
                        "»{id: area, text: 面积, ",
                        Code.MISSING_FIELD,
                        EXTRA + "[5].rule.check.parts[0].quantity.unit"),
                standard("- monthly: {", "- »monthy: {", Code.UNKNOWN_FIELD, EXTRA + "[5].rule.check.parts[2].monthy"),
                standard(
                        "atLeast: 1}\n            source",
                        "atLeast: »0}\n            source",
                        Code.TOO_SMALL,
                        EXTRA + "[5].rule.check.parts[2].monthly.atLeast"),
                standard(
                        "function: weightedShare",
                        "function: »weighted_share()",
                        Code.INVALID_FUNCTION_NAME,
                        EXTRA + "[4].rule.coded.function"),
                standard(
                        "id: on_time",
                        "id: »on-time",
                        Code.INVALID_VARIABLE,
                        EXTRA + "[3].rule.expression.variables[1].id"),
                standard(
                        "type: FLAG",
                        "type: »BOOLEAN",
                        Code.UNKNOWN_CONSTANT,
                        EXTRA + "[3].rule.expression.variables[1].type"),
                standard("times: 10,", "times: »0,", Code.TOO_SMALL, EXTRA + "[1].rule.derived[0].times"),
                standard("times: 0.01", "times: »0.0001", Code.TOO_PRECISE, EXTRA + "[1].rule.derived[1].times"),
                standard(
                        "atMost: 0.125",
                        "atMost: »0.1255",
                        Code.TOO_PRECISE,
                        HALL + "[0].criteria[1].rule.measured[1].atMost"),
                standard(
                        "{id: windows, text: 窗口, unit: 个, atLeast: 4}",
                        "»{id: windows, text: 窗口, unit: 个}",
                        Code.NOT_EXACTLY_ONE,
                        HALL + "[0].criteria[1].rule.measured[0]"),
                standard(
                        "{id: windows, text: 窗口, unit: 个, atLeast: 4}",
                        "»{id: windows, text: 窗口, unit: 个, atLeast: 4, atMost: 5}",
                        Code.NOT_EXACTLY_ONE,
                        HALL + "[0].criteria[1].rule.measured[0]"),
                standard(
                        "bound: {unit: 岁, atMost: 45}",
                        "bound: »{unit: 岁}",
                        Code.NOT_EXACTLY_ONE,
                        EXTRA + "[8].rule.gate.requirements[0].bound"),
                standard(
                        "{criterion: extra.bonus}", "»{times: 2}", Code.NOT_EXACTLY_ONE, EXTRA + "[1].rule.derived[2]"),
                standard(
                        "{criterion: extra.bonus}",
                        "»{criterion: extra.bonus, section: hall}",
                        Code.NOT_EXACTLY_ONE,
                        EXTRA + "[1].rule.derived[2]"));
    }

    private static Stream<Mistake> mistakesOfStandards() {
        return Stream.of(
                new Mistake(
                        FINDINGS, "standard: findings", "standard: »everything", Code.DUPLICATE_STANDARD, "standard"),
                standard("- id: extra\n", "- id: »hall\n", Code.DUPLICATE_ID, "sections[1].id"),
                standard("- id: hall.area\n", "- id: »hall.sign.name\n", Code.DUPLICATE_ID, HALL + "[1].id"),
                standard("- id: extra.judged", "- id: »hall.sign", Code.DUPLICATE_ID, EXTRA + "[2].id"),
                standard("{id: quarterly,", "{id: »hall,", Code.DUPLICATE_ID, "caps[1].id"),
                standard("- {id: whole,", "- {id: »windows,", Code.DUPLICATE_ID, "readings[1].id"),
                standard("points: 2.5", "points: »2", Code.POINTS_DO_NOT_ADD_UP, HALL + "[0].points"),
                standard("points: 15.5", "points: »15.499", Code.POINTS_DO_NOT_ADD_UP, "sections[0].points"),
                standard("total: 50", "total: »100", Code.POINTS_DO_NOT_ADD_UP, "total"),
                standard("base: 10\ntotal: 50", "total: »50", Code.POINTS_DO_NOT_ADD_UP, "total"),
                standard("about: hall.windows", "about: »hall.window", Code.UNKNOWN_SUBJECT, "readings[0].about"),
                standard(
                        "{document: paper, row: 三}",
                        "{document: »papers, row: 三}",
                        Code.UNKNOWN_SOURCE,
                        EXTRA + "[8].source.document"),
                standard(
                        "[extra.bonus, extra.share]",
                        "[extra.bonus, extra.share, »extra]",
                        Code.UNKNOWN_CRITERION,
                        "caps[0].criteria[2]"),
                standard(
                        "{unitKinds: [TOWNSHIP_CENTRE], duties",
                        "{unitKinds: »[TOWNSHIP_CENTRE, WINDOW], duties",
                        Code.UNIT_KIND_NOT_JUDGED,
                        HALL + "[2].criteria[0].appliesTo.unitKinds"),
                standard(
                        "text: 规章制度齐全\n",
                        "text: 规章制度齐全\n            notApplicable: »SCALED\n",
                        Code.NOTHING_TO_SCALE,
                        HALL + "[2].criteria[1].notApplicable"),
                standard(
                        "rule: {missing: {expected",
                        "points: »0.0\n            rule: {missing: {expected",
                        Code.TOO_SMALL,
                        HALL + "[2].criteria[1].points"),
                open(
                        "- {id: all.slot, title: 工作情况, points: 80, open: {points: {least: 70, most: 80}, criteria: true}}",
                        "- »{id: all.slot, title: 工作情况, points: 80, open: {points: {least: 70, most: 80}}}",
                        Code.CRITERIA_REQUIRED,
                        "sections[0].items[0].criteria"),
                new Mistake(
                        FINDINGS,
                        "open: {wording: true}",
                        "open: {points: »{least: 1, most: 2}}",
                        Code.OPEN_WITHOUT_POINTS,
                        "sections[0].items[0].open.points"),
                open(
                        "points: {least: 70, most: 80}",
                        "points: »{least: 70, most: 79.999}",
                        Code.OPEN_OUT_OF_BOUNDS,
                        "sections[0].items[0].open.points"),
                open(
                        "points: {least: 70, most: 80}",
                        "points: »{least: 80.001, most: 90}",
                        Code.OPEN_OUT_OF_BOUNDS,
                        "sections[0].items[0].open.points"),
                open("least: 70", "least: »81", Code.RANGE_REVERSED, "sections[0].items[0].open.points.least"),
                open(
                        "{least: 70, most: 80}",
                        "»{least: 70}",
                        Code.MISSING_FIELD,
                        "sections[0].items[0].open.points.most"),
                open("total: 80", "total: »81", Code.POINTS_DO_NOT_ADD_UP, "total"),
                new Mistake(
                        FINDINGS, "open: {wording: true}", "open: »{}", Code.EMPTY_OPEN, "sections[0].items[0].open"),
                new Mistake(
                        FINDINGS,
                        "open: {wording: true}",
                        "open: »{wording: false}",
                        Code.EMPTY_OPEN,
                        "sections[0].items[0].open"),
                new Mistake(
                        FINDINGS,
                        "sha256: 0123456789abcdef",
                        "sha256: »0123456789abcde",
                        Code.INVALID_SHA256,
                        "lineage.sha256"),
                new Mistake(
                        FINDINGS,
                        "adjustedBy: \"512022\"",
                        "adjustedBy: »\"51202\"",
                        Code.INVALID_TENANT,
                        "lineage.adjustedBy"));
    }

    private static Stream<Mistake> mistakesOfPolicies() {
        return Stream.of(
                open("standard: open", "standard: »staff", Code.DUPLICATE_STANDARD, "standard"),
                policy("posts: [WINDOW_STAFF", "posts: [»WINDOW", Code.UNKNOWN_CONSTANT, "posts[0]"),
                policy(
                        "posts: [WINDOW_STAFF, WINDOW_LEADER]",
                        "posts: »[WINDOW_STAFF, WINDOW_STAFF]",
                        Code.REPEATED_ENTRY,
                        "posts"),
                policy("occasion: PERIOD", "occasion: »DAILY", Code.UNKNOWN_CONSTANT, "occasion"),
                policy(POLICY_HEAD + "periods: [QUARTER, YEAR]\n", "»" + POLICY_HEAD, Code.MISSING_FIELD, "periods"),
                policy(
                        POLICY_HEAD + "periods: [QUARTER, YEAR]\nbase: 100\nfloor: 0\nyearly: AVERAGE_OF_QUARTERS\n",
                        "»" + POLICY_HEAD + "periods: [QUARTER, YEAR]\nbase: 100\nfloor: 0\n",
                        Code.MISSING_FIELD,
                        "yearly"),
                policy(
                        "[QUARTER, YEAR]\nbase: 100\nfloor: 0\nyearly: AVER",
                        "[QUARTER]\nbase: 100\nfloor: 0\nyearly: »AVER",
                        Code.YEARLY_WITHOUT_YEAR,
                        "yearly"),
                policy("floor: 0", "floor: »100.001", Code.FLOOR_ABOVE_BASE, "floor"),
                policy("floor: 0", "floor: »-1", Code.TOO_SMALL, "floor"),
                policy(
                        "onceAYearInQuarter: 4",
                        "onceAYearInQuarter: »5",
                        Code.TOO_GREAT,
                        "sections[1].items[0].criteria[0].rule.each.onceAYearInQuarter"),
                policy(
                        "- id: bonus\n    title: 加分\n",
                        "- id: bonus\n    title: 加分\n    points: »3\n",
                        Code.UNLIMITED_BONUS,
                        "sections[1].points"),
                policy(
                        "employment: TEMPORARY",
                        "employment: »CIVIL_SERVANT",
                        Code.REPEATED_EMPLOYMENT,
                        "grades[1].employment"),
                policy(
                        "{document: paper, annex: 附件6, row: \"2\"}",
                        "{document: »papers, annex: 附件6, row: \"2\"}",
                        Code.UNKNOWN_SOURCE,
                        "grades[1].source.document"),
                policy(
                        "{id: competent, from: 80",
                        "{id: competent, from: »100",
                        Code.GRADES_NOT_FALLING,
                        "grades[0].grades[1].from"),
                policy(
                        "{id: competent, from: 80",
                        "{id: »excellent, from: 80",
                        Code.DUPLICATE_ID,
                        "grades[0].grades[1].id"),
                policy(
                        "- {id: competent, from: 80, label",
                        "- »{id: competent, label",
                        Code.GRADE_WITHOUT_FROM,
                        "grades[0].grades[1].from"),
                policy(
                        "{id: kept, label",
                        "{id: kept, from: »60, label",
                        Code.LOWEST_GRADE_WITH_FROM,
                        "grades[1].grades[0].from"),
                policy("about: excellent", "about: »excelent", Code.UNKNOWN_SUBJECT, "readings[0].about"),
                posting("occasion: POSTING", "occasion: POSTING\nperiods: »[MONTH]", "periods"),
                posting("occasion: POSTING", "occasion: POSTING\nyearly: »WHOLE_YEAR", "yearly"),
                posting(
                        "occasion: POSTING",
                        "occasion: POSTING\ngrades: »[{employment: TEMPORARY, source: {document: plan, row: 三}, grades: [{id: kept, label: 留用}]}]",
                        "grades"));
    }

    private static Mistake posting(String old, String replacement, String path) {
        return new Mistake(POSTING, old, replacement, Code.NOT_FOR_POSTING, path);
    }

    private static Stream<Mistake> mistakesOfRules() {
        return Stream.of(
                new Mistake(
                        FINDINGS,
                        "- id: all.items.check\n            text: 公开\n            rule: {check: {}}",
                        "- »id: all.items.check\n            text: 公开\n            rule: {met: {}}",
                        Code.POINTS_REQUIRED,
                        "sections[0].items[0].criteria[0].points"),
                new Mistake(
                        FINDINGS,
                        "rule: {check: {}}",
                        "points: »1\n            rule: {check: {}}",
                        Code.POINTS_NOT_ALLOWED,
                        "sections[0].items[0].criteria[0].points"),
                new Mistake(
                        FINDINGS,
                        "rule: {check: {}}",
                        "points: »1\n            rule: {gate: {requirements: [{id: a, text: 一}]}}",
                        Code.POINTS_NOT_ALLOWED,
                        "sections[0].items[0].criteria[0].points"),
                standard(
                        "text: 二类, points: 1.5",
                        "text: 二类, points: »3",
                        Code.TIERS_NOT_FALLING,
                        HALL + "[1].criteria[0].rule.tiers[1].points"),
                standard(
                        "text: 一类, points: 3",
                        "text: 一类, points: »4",
                        Code.HIGHEST_TIER_DIFFERS,
                        HALL + "[1].criteria[0].rule.tiers[0].points"),
                standard(
                        "{id: second, text: 二类",
                        "{id: »none, text: 二类",
                        Code.RESERVED_TIER,
                        HALL + "[1].criteria[0].rule.tiers[1].id"),
                standard(
                        "{id: second, text: 二类",
                        "{id: »first, text: 二类",
                        Code.DUPLICATE_ID,
                        HALL + "[1].criteria[0].rule.tiers[1].id"),
                standard(
                        "{missing: {perItem: 1}}",
                        "{missing: »{}}",
                        Code.PER_ITEM_REQUIRED,
                        HALL + "[2].criteria[0].rule.missing.perItem"),
                standard(
                        "{missing: {perItem: 1}}",
                        "{missing: {perItem: »11}}",
                        Code.PER_ITEM_EXCEEDS_POINTS,
                        HALL + "[2].criteria[0].rule.missing.perItem"),
                standard(
                        "{missing: {expected",
                        "{missing: {perItem: »1, expected",
                        Code.PER_ITEM_NOT_ALLOWED,
                        HALL + "[2].criteria[1].rule.missing.perItem"),
                standard(
                        "{id: complaints,",
                        "{id: »opening-hours,",
                        Code.DUPLICATE_ID,
                        HALL + "[2].criteria[1].rule.missing.expected[1].id"),
                standard(
                        "{id: distance,",
                        "{id: »windows,",
                        Code.DUPLICATE_ID,
                        HALL + "[0].criteria[1].rule.measured[1].id"),
                standard(
                        "{id: other, text: 其它",
                        "{id: »county, text: 其它",
                        Code.DUPLICATE_ID,
                        EXTRA + "[0].rule.each.classes[1].id"),
                standard("step: 0.5", "step: »0.3", Code.STEP_DOES_NOT_DIVIDE, EXTRA + "[2].rule.judged.step"),
                standard(
                        "{id: on_time", "{id: »done", Code.DUPLICATE_ID, EXTRA + "[3].rule.expression.variables[1].id"),
                standard(
                        "least: 0,",
                        "least: »2,",
                        Code.RANGE_REVERSED,
                        EXTRA + "[3].rule.expression.variables[0].least"),
                standard(
                        "{id: on_time, text: 按时, type: FLAG}",
                        "»{id: on_time, text: 按时, type: FLAG, unit: 次}",
                        Code.FLAG_WITH_QUANTITY,
                        EXTRA + "[3].rule.expression.variables[1]"),
                standard(
                        "cel: \"done * 4000 / 1000\"",
                        "cel: »\"done * 4.0\"",
                        Code.INVALID_FORMULA,
                        EXTRA + "[3].rule.expression.cel"),
                standard(
                        "text: 限时办结}], atLeast: 1",
                        "text: 限时办结}], atLeast: »3",
                        Code.LIST_TOO_SHORT,
                        EXTRA + "[5].rule.check.parts[1].list.atLeast"),
                standard(
                        "{id: second, text: 限时办结}",
                        "{id: »first, text: 限时办结}",
                        Code.DUPLICATE_ID,
                        EXTRA + "[5].rule.check.parts[1].list.entries[1].id"),
                standard(
                        "monthly: {id: matters",
                        "monthly: {id: »area",
                        Code.DUPLICATE_ID,
                        EXTRA + "[5].rule.check.parts[2].monthly.id"),
                standard("{id: absent,", "{id: »late,", Code.DUPLICATE_ID, EXTRA + "[6].rule.deduct.variants[1].id"),
                standard("least: 25", "least: »41", Code.RANGE_REVERSED, EXTRA + "[6].rule.deduct.raised.least"),
                standard(
                        "raised: {trigger: 造成不良影响, least: 25, most: 40}\n                consequences:\n                  - {kind: NO_COMMENDATION_THIS_YEAR, text: 取消年度评优资格, fromCountInYear: 2}\n                  - {kind: REFERRED_TO_DISCIPLINE, text: 移交纪委, onlyRaised: true}",
                        "consequences: [{kind: REFERRED_TO_DISCIPLINE, text: 移交纪委, onlyRaised: »true}]",
                        Code.NOTHING_RAISED,
                        EXTRA + "[6].rule.deduct.consequences[0].onlyRaised"),
                standard(
                        "{deduct: {bookedUnderProvedRule: true}}",
                        "{deduct: »{bookedUnderProvedRule: false}}",
                        Code.NOT_EXACTLY_ONE,
                        EXTRA + "[7].rule.deduct"),
                standard(
                        "{bookedUnderProvedRule: true}",
                        "»{variants: [{id: a, text: 一, points: 1}], bookedUnderProvedRule: true}",
                        Code.NOT_EXACTLY_ONE,
                        EXTRA + "[7].rule.deduct"),
                standard("{id: convicted,", "{id: »age,", Code.DUPLICATE_ID, EXTRA + "[8].rule.gate.exclusions[0].id"),
                standard(
                        "rule:\n              gate:\n                requirements: [{id: age, text: 年龄45岁以下, soft: true, bound: {unit: 岁, atMost: 45}}]\n                exclusions: [{id: convicted, text: 受过处分}]",
                        "rule: {gate: »{}}",
                        Code.EMPTY_GATE,
                        EXTRA + "[8].rule.gate"),
                standard(
                        "{section: hall,",
                        "{section: »hall.sign,",
                        Code.UNKNOWN_SECTION,
                        EXTRA + "[1].rule.derived[1].section"),
                standard(
                        "{criterion: extra.bonus}",
                        "{criterion: »extra.bonuses}",
                        Code.UNKNOWN_CRITERION,
                        EXTRA + "[1].rule.derived[2].criterion"),
                standard(
                        "{criterion: extra.bonus}",
                        "{criterion: »extra.staff}",
                        Code.DERIVED_FROM_NO_POINTS,
                        EXTRA + "[1].rule.derived[2].criterion"),
                standard(
                        "rule: {derived: [{input: satisfaction, times: 10, atMost: 5}, {section: hall,",
                        "rule: {derived: »[{input: satisfaction, times: 10, atMost: 5}, {section: extra,",
                        Code.DERIVED_CYCLE,
                        EXTRA + "[1].rule.derived"));
    }

    private static Stream<Mistake> mistakesOfCampaigns() {
        return Stream.of(
                campaign(
                        "unitKind: TOWNSHIP_CENTRE",
                        "unitKind: »TOWNSHIP",
                        Code.UNKNOWN_CONSTANT,
                        "titles[0].unitKind"),
                campaign(
                        "unitKind: TOWNSHIP_CENTRE",
                        "unitKind: »WINDOW",
                        Code.UNIT_KIND_NOT_JUDGED,
                        "titles[0].unitKind"),
                campaign("standard: everything", "standard: »everthing", Code.UNKNOWN_STANDARD, "titles[0].standard"),
                campaign("- from: 45", "- from: »50.001", Code.OUTCOME_ABOVE_TOTAL, "titles[0].outcomes[0].from"),
                campaign("- from: 42.5", "- from: »45.0", Code.OUTCOMES_NOT_FALLING, "titles[0].outcomes[1].from"),
                campaign("- from: 42.5", "- from: »-1", Code.TOO_SMALL, "titles[0].outcomes[1].from"),
                campaign(
                        "grants: [{id: city-title, kind: TITLE, level: CITY, label: 市级示范}]\n    acts:",
                        "grants: »[]\n    acts:",
                        Code.EMPTY_LIST,
                        "titles[0].outcomes[1].grants"),
                campaign(
                        "grants: [{id: city-title, kind: TITLE, level: CITY, label: 市级示范}]\n    acts:",
                        "grants: [»{id: city-title, kind: TITLE, level: COUNTY, label: 市级示范}]\n    acts:",
                        Code.GRANT_DIFFERS,
                        "titles[0].outcomes[1].grants[0]"),
                campaign(
                        "{id: nomination, kind: RECOMMENDATION, level: PROVINCE, label: 推荐省级}",
                        "{id: »city-title, kind: TITLE, level: CITY, label: 市级示范}",
                        Code.DUPLICATE_ID,
                        "titles[0].outcomes[0].grants[1].id"),
                campaign("- id: park-centre", "- id: »model-centre", Code.DUPLICATE_ID, "titles[1].id"),
                campaign("about: REVIEW", "about: »HAND_IN", Code.UNKNOWN_SUBJECT, "readings[0].about"),
                campaign(
                        "{document: notice, row: 五}",
                        "{document: »paper, row: 五}",
                        Code.UNKNOWN_SOURCE,
                        "titles[1].source.document"),
                campaign("annex: 附件2, row: 七", "annex: 附件2, row: »\" \"", Code.BLANK_TEXT, "phases[1].source.row"),
                campaign("kind: REPORT,", "kind: »REVIEW,", Code.REPEATED_PHASE, "phases[1].kind"),
                campaign("kind: REPORT,", "kind: »PARTY,", Code.UNKNOWN_CONSTANT, "phases[1].kind"),
                campaign("late: REFUSED", "late: »IGNORED", Code.UNKNOWN_CONSTANT, "phases[1].late"),
                campaign(
                        "closes: 2023-11-25T00:00",
                        "closes: »2023-11-20T00:00",
                        Code.CLOSES_BEFORE_OPENS,
                        "phases[0].closes"),
                campaign("closes: 2023-11-25T00:00", "closes: »2023-11-25", Code.INVALID_TIME, "phases[0].closes"),
                campaign(
                        "closes: 2023-11-25T00:00", "closes: »2023-11-31T00:00", Code.INVALID_TIME, "phases[0].closes"),
                campaign("phases:", "»version2: 1\nphases:", Code.UNKNOWN_FIELD, "version2"),
                campaign("everyYears: 2", "everyYears: »0", Code.TOO_SMALL, "cycle.everyYears"),
                campaign("month: 12", "month: »13", Code.TOO_GREAT, "cycle.month"),
                campaign(
                        "{document: notice, row: 三}",
                        "{document: »paper, row: 三}",
                        Code.UNKNOWN_SOURCE,
                        "cycle.source.document"),
                campaign("ranking: SHARE_MET", "ranking: »SHARE", Code.UNKNOWN_CONSTANT, "ranking"),
                campaign("kind: APPROVE", "kind: »AGREE", Code.UNKNOWN_CONSTANT, "titles[0].acts[1].kind"),
                campaign(
                        "{document: notice, row: 八}",
                        "{document: »paper, row: 八}",
                        Code.UNKNOWN_SOURCE,
                        "titles[0].acts[0].source.document"),
                campaign("validYears: 3", "validYears: »1.5", Code.WRONG_TYPE, "titles[0].validYears"),
                campaign("id: fraud", "id: »breach", Code.DUPLICATE_ID, "titles[0].revocations[1].id"),
                campaign(
                        "{id: breach, text: 违纪的, source: {document: notice",
                        "{id: breach, text: 违纪的, source: {document: »paper",
                        Code.UNKNOWN_SOURCE,
                        "titles[0].revocations[0].source.document"),
                campaign("grant: city-title", "grant: »five-star", Code.UNKNOWN_GRANT, "titles[0].awards[0].grant"),
                campaign(
                        "{document: notice, row: 十二}",
                        "{document: »paper, row: 十二}",
                        Code.UNKNOWN_SOURCE,
                        "titles[0].awards[1].source.document"),
                campaign("stars: 5", "stars: »6", Code.TOO_GREAT, "titles[1].outcomes[0].grants[0].stars"),
                campaign(
                        "level: TOWNSHIP",
                        "level: »VILLAGE",
                        Code.UNKNOWN_CONSTANT,
                        "titles[1].outcomes[0].grants[0].level"),
                campaign("id: photos", "id: »report", Code.DUPLICATE_ID, "phases[2].handIns[1].id"),
                campaign(
                        "formats: [PAPER, FILE]",
                        "formats: »[PAPER, PAPER]",
                        Code.REPEATED_ENTRY,
                        "phases[2].handIns[0].formats"),
                campaign(
                        "formats: [PAPER, FILE]",
                        "formats: [PAPER, »FAX]",
                        Code.UNKNOWN_CONSTANT,
                        "phases[2].handIns[0].formats[1]"));
    }

    private static Stream<Mistake> mistakesOfOtherFiles() {
        return Stream.of(
                hall("{id: power,", "{id: »social,", Code.DUPLICATE_ID, "departments[1].id"),
                hall("kind: PUBLIC_UTILITY", "kind: »UTILITY", Code.UNKNOWN_CONSTANT, "departments[1].kind"),
                hall(
                        "name: 供电所, kind: PUBLIC_UTILITY, source: {document: plan",
                        "name: 供电所, kind: PUBLIC_UTILITY, source: {document: »paper",
                        Code.UNKNOWN_SOURCE,
                        "departments[1].source.document"),
                hall(
                        "departments: [social]",
                        "departments: [social, »police]",
                        Code.UNKNOWN_DEPARTMENT,
                        "windowGroups[0].departments[1]"),
                hall(
                        "departments: [social]",
                        "departments: »[social, social]",
                        Code.REPEATED_ENTRY,
                        "windowGroups[0].departments"),
                hall("windows: 3", "windows: »0", Code.TOO_SMALL, "windowGroups[0].windows"),
                hall("{id: age,", "{id: »relief,", Code.DUPLICATE_ID, "windowGroups[0].matters[1].id"),
                hall("- {id: services,", "- {id: »social,", Code.DUPLICATE_ID, "windowGroups[1].id"),
                hall(
                        "title: 综合窗口, windows: 1, source: {document: plan",
                        "title: 综合窗口, windows: 1, source: {document: »paper",
                        Code.UNKNOWN_SOURCE,
                        "windowGroups[1].source.document"),
                hall("{id: promised,", "{id: »immediate,", Code.DUPLICATE_ID, "matterTypes[1].id"),
                hall(
                        "handling: 限时办结, source: {document: plan",
                        "handling: 限时办结, source: {document: »paper",
                        Code.UNKNOWN_SOURCE,
                        "matterTypes[1].source.document"),
                hall("{id: sunshine,", "{id: »one-time-notice,", Code.DUPLICATE_ID, "arrangements[1].id"),
                hall("kind: BOARD", "kind: »BOARDS", Code.UNKNOWN_CONSTANT, "arrangements[1].kind"),
                hall(
                        "text: 阳光台, source: {document: plan",
                        "text: 阳光台, source: {document: »paper",
                        Code.UNKNOWN_SOURCE,
                        "arrangements[1].source.document"),
                hall("about: social", "about: »socials", Code.UNKNOWN_SUBJECT, "readings[0].about"),
                new Mistake(RATING, "kind: CALL_BACK", "kind: »CONTACT", Code.REPEATED_STEP, "steps[1].kind"),
                new Mistake(RATING, "{id: visit,", "{id: »ask,", Code.DUPLICATE_ID, "steps[1].id"),
                new Mistake(RATING, "row: 六}", "row: 六, »page: 1}", Code.UNKNOWN_FIELD, "steps[1].source.page"),
                new Mistake(
                        RATING,
                        "{document: plan, row: 六}",
                        "{document: »paper, row: 六}",
                        Code.UNKNOWN_SOURCE,
                        "steps[1].source.document"),
                new Mistake(FORM, "{id: people,", "{id: »unit,", Code.DUPLICATE_ID, "fields[1].id"),
                new Mistake(FORM, "kind: PEOPLE", "kind: »PERSON", Code.UNKNOWN_CONSTANT, "fields[1].kind"),
                new Mistake(FORM, "required: true", "required: »yes", Code.WRONG_TYPE, "fields[0].required"),
                new Mistake(
                        FORM,
                        "{document: notice, annex: 附件7, row: \"2\"}",
                        "{document: »paper, annex: 附件7, row: \"2\"}",
                        Code.UNKNOWN_SOURCE,
                        "fields[1].source.document"),
                new Mistake(LANGUAGE, "- {id: phone,", "- {id: »greeting,", Code.DUPLICATE_ID, "situations[1].id"),
                new Mistake(
                        LANGUAGE,
                        "policy: staff",
                        "policy: »stuff",
                        Code.UNKNOWN_POLICY,
                        "situations[0].feeds[0].policy"),
                new Mistake(
                        LANGUAGE,
                        "criterion: conduct.late",
                        "criterion: »conduct.duty",
                        Code.UNKNOWN_CRITERION,
                        "situations[0].feeds[0].criterion"),
                new Mistake(LANGUAGE, "polite: [您好,请讲]", "polite: »[]", Code.EMPTY_LIST, "situations[1].polite"),
                new Mistake(
                        LANGUAGE,
                        "{document: notice, annex: 附件8, row: \"2\"}",
                        "{document: »paper, annex: 附件8, row: \"2\"}",
                        Code.UNKNOWN_SOURCE,
                        "situations[1].source.document"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void a_mistake_is_reported_once_at_its_place_with_a_message_in_both_languages(Mistake mistake) {
        var sound = SamplePack.sound();
        var before = mistake.before(sound);

        var errors = sound.replacing(mistake.file(), mistake.old(), mistake.written())
                .errors();

        assertThat(errors)
                .extracting(PackError::code, PackError::file, PackError::line, PackError::column, PackError::path)
                .containsExactly(tuple(
                        mistake.code(),
                        mistake.file(),
                        (int) before.chars().filter(c -> c == '\n').count() + 1,
                        before.length() - before.lastIndexOf('\n'),
                        mistake.path()));
        assertSpeaks(errors.getFirst());
    }

    static void assertSpeaks(PackError error) {
        assertThat(error.message().in(Locale.CHINESE))
                .containsPattern("\\p{IsHan}")
                .doesNotContainPattern("\\{\\d");
        assertThat(error.message().in(Locale.ENGLISH)).containsPattern("[a-z]").doesNotContainPattern("\\{\\d");
    }

    @Test
    void every_code_has_a_mistake_here_or_among_the_tests_of_files_and_archives() {
        var elsewhere = EnumSet.of(
                Code.MISSING_FILE,
                Code.UNKNOWN_FILE,
                Code.DAMAGED_ARCHIVE,
                Code.TOO_MANY_FILES,
                Code.TOO_LARGE_UNPACKED,
                Code.UNSAFE_NAME,
                Code.DUPLICATE_FILE,
                Code.TOO_LARGE_FILE,
                Code.NOT_UTF8,
                Code.EMPTY_FILE,
                Code.TOO_DEEP,
                Code.TOO_MANY_VALUES,
                Code.DUPLICATE_CAMPAIGN,
                Code.DUPLICATE_IN_FOLDER);
        var here = mistakes().map(Mistake::code).collect(Collectors.toCollection(() -> EnumSet.noneOf(Code.class)));

        assertThat(EnumSet.complementOf(elsewhere)).isEqualTo(here);
    }
}
