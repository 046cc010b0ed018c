package cn.zhengping.search.highlight;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.search.Hits.Found;
import cn.zhengping.search.Hits.Marked;
import cn.zhengping.search.Passage;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HighlighterTest {

    private static final String FILLER = "各窗口单位要按照有关规定做好日常工作。";

    private static Highlighter highlighter(String... needles) {
        return new Highlighter(
                List.of(needles).stream().map(needle -> new Needle(needle, 1)).toList());
    }

    private static List<Found> best(String text, String... needles) {
        return highlighter(needles).best(List.of(new Passage(1, text)));
    }

    private static List<String> marked(Marked marked) {
        return marked.marks().stream()
                .map(mark -> marked.text().substring(mark.from(), mark.to()))
                .toList();
    }

    @Test
    void a_fragment_begins_with_its_sentence_and_ends_with_one() {
        String text = FILLER.repeat(10) + "镇便民服务中心设置办不成事反映窗口。" + FILLER.repeat(10);

        Marked found = best(text, "办不成事").getFirst().text();

        assertThat(found.text()).startsWith("镇便民服务中心").endsWith("。");
        assertThat(found.text().length()).isBetween(80, 160);
        assertThat(marked(found)).containsExactly("办不成事");
    }

    @Test
    void a_text_without_sentences_is_cut_around_what_was_found() {
        String text = "无".repeat(1000) + "台账" + "有".repeat(1000);

        Marked found = best(text, "台账").getFirst().text();

        assertThat(found.text()).contains("无台账有").hasSizeBetween(80, 160);
    }

    @Test
    void the_fragment_that_has_more_of_what_was_looked_for_comes_first() {
        String text = "考勤由专人负责。" + FILLER.repeat(12) + "培训与考勤一并检查。" + FILLER.repeat(12) + "培训每月一次。";

        List<Found> found = best(text, "考勤", "培训");

        assertThat(found).hasSize(3);
        assertThat(found.getFirst().text().text()).startsWith("培训与考勤");
    }

    @Test
    void at_most_three_fragments_are_shown_and_none_twice() {
        List<Passage> passages = new ArrayList<>();
        for (int page = 1; page <= 9; page++) {
            passages.add(new Passage(page, FILLER + "第" + page + "次考勤。"));
        }

        List<Found> found = highlighter("考勤").best(passages);

        assertThat(found).extracting(Found::page).containsExactly(1, 2, 3);
    }

    @Test
    void neighbours_are_marked_as_one_and_a_part_of_a_number_is_not_marked() {
        assertThat(marked(best("便民服务中心有2022年和20221号两份", "便民", "服务中心", "2022")
                        .getFirst()
                        .text()))
                .containsExactly("便民服务中心", "2022");
    }

    @Test
    void nothing_is_shown_of_a_text_that_has_nothing() {
        assertThat(best(FILLER, "考勤")).isEmpty();
        assertThat(best("", "考勤")).isEmpty();
        assertThat(best(FILLER)).isEmpty();
        assertThat(highlighter("考勤").mark("").marks()).isEmpty();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "考勤",
                        "考",
                        "勤",
                        "Ａ",
                        "㈠",
                        "e\u0301",
                        "\u0301",
                        "\uD83D\uDE00",
                        "𬭯",
                        "縣",
                        "\n",
                        "。",
                        " ",
                        "１２",
                        "ab",
                        "\uD800")
                .list()
                .ofMaxSize(400)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 300)
    void fragments_are_pieces_of_the_original_and_marks_lie_in_them_in_order(@ForAll("texts") String text) {
        for (Found found : best(text, "考勤", "县", "12", "a", "e", "一", "𬭯")) {
            Marked marked = found.text();
            assertThat(text).contains(marked.text());
            assertThat(marked.marks()).isNotEmpty();
            int end = -1;
            for (var mark : marked.marks()) {
                assertThat(mark.from()).isGreaterThan(end);
                assertThat(mark.to())
                        .isGreaterThan(mark.from())
                        .isLessThanOrEqualTo(marked.text().length());
                end = mark.to();
            }
            assertThat(marked(marked)).allMatch(mark -> mark.matches("(?s).*[考縣１Ａe㈠𬭯].*"));
        }
    }
}
