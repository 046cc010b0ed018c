package cn.zhengping.search.analysis;

import static cn.zhengping.search.Sample.ask;
import static cn.zhengping.search.Sample.entry;
import static cn.zhengping.search.Sample.evidence;
import static cn.zhengping.search.Sample.typed;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.search.EntryKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalysisTest {

    private static final Analysis ANALYSIS = new Analysis();

    @ParameterizedTest
    @CsvSource({
        "ＡＢＣ　１２３, abc123",
        "縣級政務服務, 县级政务服务",
        "便 民 服 务, 便民服务",
        "便民、服务, 便民|服务",
        "川政公函〔2022〕187号, 川政公函2022|187号",
        "GB/T 36112—2018, gb|t36112|2018",
        "Café ①㎡, cafe1m2",
        "98.5%, 98|5",
        "。《》, ''"
    })
    void text_is_compared_by_what_a_reader_sees_in_it(String text, String compact) {
        assertThat(Compact.of(text).text()).isEqualTo(compact);
    }

    @Test
    void a_blank_line_ends_a_paragraph() {
        assertThat(Compact.of("第一\n章").text()).isEqualTo("第一章");
        assertThat(Compact.of("第一\n\n章").text()).isEqualTo("第一|章");
    }

    @Test
    void a_compact_text_knows_where_each_char_stood() {
        Compact compact = Compact.of("《縣ABC\u200B㈠e\u0301」");

        assertThat(compact.text()).isEqualTo("县abc一e");
        assertThat(compact.from(0)).isEqualTo(1);
        assertThat(compact.from(4)).isEqualTo(6);
        assertThat(compact.to(4)).isEqualTo(7);
        assertThat(compact.from(5)).isEqualTo(7);
        assertThat(compact.to(5)).isEqualTo(9);
    }

    @Test
    void han_characters_stand_in_pairs_and_a_run_ends_with_its_last_alone() {
        var indexed = ANALYSIS.index(
                entry(EntryKind.DOCUMENT, "a", "便民服务").number("川政函〔2022〕187号").build());

        assertThat(indexed.grams().get(IndexField.TITLE)).containsExactly("便民", "民服", "服务", "务");
        assertThat(indexed.grams().get(IndexField.NUMBER)).containsExactly("川政", "政函", "函", "2022", "187", "号", "号");
    }

    @Test
    void every_way_of_segmentation_has_an_index_of_its_own() {
        assertThat(ANALYSIS.version())
                .matches("[0-9a-f]{12}")
                .isEqualTo(new Analysis().version())
                .isNotEqualTo(new Analysis(OtherSegmenters.BIGRAMS).version())
                .isNotEqualTo(new Analysis(OtherSegmenters.SMARTCN).version());
    }

    @Test
    void words_cover_what_they_were_cut_from() {
        String run = "示范便民服务中心园区示范政务服务中心𬭯镇验收工作的通知";

        for (Segmenter each : List.of(new HanlpSegmenter(), OtherSegmenters.SMARTCN)) {
            assertThat(String.join("", each.words(run))).isEqualTo(run);
        }
    }

    @Test
    void a_letter_or_two_ask_for_a_token_and_not_for_all_that_begin_so() {
        for (String typed : List.of("b", "bm", "bmf", "便", "便民", "187")) {
            SuggestPlan plan = ANALYSIS.plan(typed(typed));
            assertThat(plan.titles().toString() + plan.numbers())
                    .contains("Term[field=START, token=" + typed)
                    .doesNotContain("Prefix[field=START", "Prefix[field=PART", "Prefix[field=NUMBER_START");
        }
        assertThat(ANALYSIS.plan(typed("bianm")).titles().toString()).contains("Prefix[field=PART, prefix=bianm");
    }

    @Test
    void no_keyword_is_longer_than_an_engine_takes() {
        var indexed = ANALYSIS.index(evidence("a", "长标题".repeat(5000), "x".repeat(50_000))
                .number("号".repeat(5000))
                .build());

        for (IndexField field : Set.of(IndexField.START, IndexField.PART, IndexField.NUMBER_START)) {
            assertThat(indexed.keywords().get(field)).allMatch(value -> value.length() <= 40);
        }
        assertThat(indexed.values().get(IndexField.TITLE_VALUE)).hasSize(Analysis.LONGEST_VALUE);
        assertThat(indexed.grams().values())
                .allSatisfy(tokens -> assertThat(tokens).allMatch(t -> t.length() <= 64));
    }

    @Test
    void a_plan_is_the_same_for_the_same_request() {
        assertThat(ANALYSIS.plan(ask("便民中心 考勤 -照片 “一窗受理”").request()))
                .isEqualTo(new Analysis().plan(ask("便民中心 考勤 -照片 “一窗受理”").request()));
    }
}
