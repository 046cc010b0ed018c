package cn.zhengping.scoring;

import static cn.zhengping.scoring.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Rule.Term.From;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreRangeTest {

    @Test
    void a_complete_sheet_has_one_total() {
        var scorer = scorer("14", criterion("a", "4", MET_RULE), criterion("b", "10", new Rule.Judged(null)));
        var answers = Map.<String, Answer>of("a", MET, "b", new Answer.Judged(Points.of(7), "好"));

        // 4 + 7 = 11
        assertThat(scorer.range(answers, CONTEXT)).isEqualTo(new ScoreRange(score("11"), score("11"), List.of()));
        assertThat(scorer.score(answers, CONTEXT).total()).isEqualTo(score("11"));
    }

    @Test
    void what_is_open_may_give_nothing_or_everything() {
        var scorer = scorer(
                "20", criterion("a", "4", MET_RULE), criterion("b", "10", MET_RULE), criterion("c", "6", MET_RULE));

        // a alone: 4; with b and c: 4 + 10 + 6 = 20
        assertThat(scorer.range(Map.of("a", MET), CONTEXT))
                .isEqualTo(new ScoreRange(score("4"), score("20"), List.of("b", "c")));
    }

    @Test
    void caps_and_derived_criteria_count_with_what_is_filled_in() {
        var scorer = Scorer.of(
                standard(
                        "0",
                        null,
                        List.of(
                                section("a", criterion("a1", "4", MET_RULE), criterion("a2", "6", MET_RULE)),
                                section("b", criterion("half", "10", derived(term(From.SECTION, "a", "0.5", null)))),
                                section("c", criterion("input", "8", derived(term(From.INPUT, "x", "1", null))))),
                        List.of(cap("cap", Cap.Scope.SHEET, "9", "a1", "a2"))),
                List.of());

        // least: 4 + 0, half of it 2, input 0: 6; most: 4 + 6 capped at 9, half of it 4.5, input 8: 21.5
        assertThat(scorer.range(Map.of("a1", MET), CONTEXT))
                .isEqualTo(new ScoreRange(score("6"), score("21.5"), List.of("a2", "input")));
    }

    @Test
    void what_has_no_limit_counts_as_zero_while_it_is_open() {
        var scorer = Scorer.of(
                standard("100", null, List.of(section("s", criterion("late", null, deduct("3")))), List.of()),
                List.of());

        assertThat(scorer.range(Map.of(), CONTEXT))
                .isEqualTo(new ScoreRange(score("100"), score("100"), List.of("late")));
    }
}
