package cn.zhengping.scoring;

import static cn.zhengping.scoring.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.standard.AppliesTo;
import cn.zhengping.spi.standard.Criterion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

class TotalsTest {

    @Provide
    Arbitrary<RandomSheet> sheets() {
        return RandomSheet.sheets();
    }

    @Property(tries = 200)
    void a_sheet_of_all_rules_has_the_total_that_the_scorer_gives(@ForAll("sheets") RandomSheet sheet) {
        assertSameTotal(sheet);
    }

    @Property(tries = 500)
    void a_sheet_of_plain_rules_has_it_too_and_often_without_the_scorer(@ForAll("sheets") RandomSheet sheet) {
        var plain = plain(sheet);
        assertSameTotal(plain);
        var totals = Totals.of(plain.scorer());
        Statistics.collect(totals.isPlain(totals.answers(plain.answers()), plain.context()));
        Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 20));
    }

    @Property(tries = 200)
    void a_sheet_with_a_gap_has_none(@ForAll("sheets") RandomSheet sheet) {
        var plain = plain(sheet);
        plain.answers().keySet().stream().sorted().limit(1).forEach(gap -> {
            var answers = new HashMap<>(plain.answers());
            answers.remove(gap);
            assertSameTotal(plain.with(answers));
        });
    }

    @Test
    void an_answer_that_does_not_fit_is_refused_as_by_the_scorer() {
        var scorer = Scorer.of(standard("2", criterion("one", "2", MET_RULE)), List.of());
        var totals = Totals.of(scorer);

        assertThatThrownBy(() -> totals.total(totals.answers(Map.of("one", new Answer.Tier("high"))), CONTEXT))
                .isInstanceOf(InvalidAnswerException.class);
    }

    private static void assertSameTotal(RandomSheet sheet) {
        var totals = Totals.of(sheet.scorer());
        var answers = totals.answers(sheet.answers());

        assertThat(totals.total(answers, sheet.context()))
                .isEqualTo(sheet.score().total());
    }

    /** Only its criteria that can be added up, without caps and period. */
    private static RandomSheet plain(RandomSheet sheet) {
        var criteria = sheet.standard().criteria().filter(TotalsTest::isPlain).toArray(Criterion[]::new);
        var answers = new HashMap<>(sheet.answers());
        answers.keySet().retainAll(Arrays.stream(criteria).map(Criterion::id).toList());
        var context = sheet.context();
        return new RandomSheet(
                standard("0", "1000000", List.of(section("s", criteria)), List.of()),
                answers,
                new ScoringContext(
                        context.asOf(), context.unitKind(), context.duties(), context.catalogue(), Map.of(), null));
    }

    private static boolean isPlain(Criterion criterion) {
        return criterion.points() != null
                && criterion.appliesTo().equals(AppliesTo.ALL)
                && switch (RuleKind.of(criterion.rule())) {
                    case MET, TIERS, EACH, MISSING, MEASURED -> true;
                    case JUDGED, CHECK, DEDUCT, GATE, DERIVED, EXPRESSION, CODED -> false;
                };
    }
}
