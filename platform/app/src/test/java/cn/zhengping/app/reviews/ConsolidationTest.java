package cn.zhengping.app.reviews;

import static cn.zhengping.app.reviews.ReviewFixture.LI;
import static cn.zhengping.app.reviews.ReviewFixture.WANG;
import static cn.zhengping.app.reviews.ReviewFixture.ZHANG;
import static cn.zhengping.app.reviews.ReviewFixture.agreed;
import static cn.zhengping.app.reviews.ReviewFixture.average;
import static cn.zhengping.app.reviews.ReviewFixture.consolidate;
import static cn.zhengping.app.reviews.ReviewFixture.found;
import static cn.zhengping.app.reviews.ReviewFixture.judged;
import static cn.zhengping.app.reviews.ReviewFixture.member;
import static cn.zhengping.app.reviews.ReviewFixture.met;
import static cn.zhengping.app.reviews.ReviewFixture.sheet;
import static cn.zhengping.app.reviews.ReviewFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.reviews.Settlement.Mode;
import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.ScoreResult.Adjustment;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsolidationTest {

    private static Consolidation.Line line(Consolidation consolidation, String criterion) {
        return consolidation.line(criterion).orElseThrow();
    }

    @Test
    void what_all_found_alike_needs_nothing() {
        var both = consolidate(Map.of(), member(ZHANG, sheet("8")), member(LI, sheet("8")));

        assertThat(both.total()).isEqualTo(Score.parse("18"));
        assertThat(both.unsettled()).isEmpty();
        assertThat(both.criteria()).allSatisfy(line -> {
            assertThat(line.mode()).isEqualTo(Mode.UNANIMOUS);
            assertThat(line.differs()).isFalse();
        });
    }

    @Test
    void where_members_differ_a_little_the_exact_mean_counts() {
        var three = consolidate(Map.of(), member(ZHANG, sheet("8")), member(LI, sheet("7")), member(WANG, sheet("8")));

        assertThat(line(three, "service").mode()).isEqualTo(Mode.AVERAGE);
        assertThat(line(three, "service").points()).isEqualTo(Score.parse("23/3"));
        assertThat(line(three, "service").lost()).isEqualTo(Score.parse("7/3"));
        assertThat(three.total()).isEqualTo(Score.parse("53/3"));
        assertThat(three.unsettled()).isEmpty();
    }

    @Test
    void a_spread_of_just_the_bound_is_not_flagged_and_one_over_it_is() {
        var at = consolidate(Map.of(), member(ZHANG, sheet("8")), member(LI, sheet("6")));
        var over = consolidate(Map.of(), member(ZHANG, sheet("8")), member(LI, sheet("5.999")));

        assertThat(line(at, "service").flagged()).isFalse();
        assertThat(line(over, "service").flagged()).isTrue();
        assertThat(line(over, "service").spread()).isEqualTo(Score.parse("2.001"));
        assertThat(over.unsettled()).containsExactly("service");
    }

    @Test
    void a_flagged_spread_is_settled_by_words_with_the_average_kept() {
        var members = new Consolidation.Member[] {member(ZHANG, sheet("9")), member(LI, sheet("4"))};
        var before = consolidate(Map.of(), members);

        var silent = consolidate(Map.of("service", average(before, "service", null)), members);
        var settled = consolidate(Map.of("service", average(before, "service", "各执一词，取平均")), members);

        assertThat(silent.unsettled()).containsExactly("service");
        assertThat(settled.unsettled()).isEmpty();
        assertThat(line(settled, "service").points()).isEqualTo(Score.parse("6.5"));
    }

    @Test
    void an_agreed_answer_takes_the_place_of_every_members() {
        var members = new Consolidation.Member[] {member(ZHANG, sheet("9")), member(LI, sheet("4"))};
        var before = consolidate(Map.of(), members);

        var settled = consolidate(Map.of("service", agreed(before, "service", judged("8"), "复核后一致同意")), members);

        assertThat(line(settled, "service").mode()).isEqualTo(Mode.AGREED);
        assertThat(line(settled, "service").points()).isEqualTo(Score.parse("8"));
        assertThat(line(settled, "service").spread())
                .as("what the members found stays to be seen")
                .isEqualTo(Score.parse("5"));
        assertThat(settled.total()).isEqualTo(Score.parse("18"));
    }

    @Test
    void a_settlement_holds_no_longer_once_a_member_has_answered_otherwise() {
        var before = consolidate(Map.of(), member(ZHANG, sheet("9")), member(LI, sheet("4")));
        var settlements = Map.of("service", agreed(before, "service", judged("8"), "一致同意"));

        var after = consolidate(settlements, member(ZHANG, sheet("9")), member(LI, sheet("3")));

        assertThat(line(after, "service").settlement()).isNull();
        assertThat(line(after, "service").points()).isEqualTo(Score.parse("6"));
        assertThat(after.unsettled()).containsExactly("service");
    }

    @Test
    void a_settlement_stays_when_a_member_answers_another_criterion_otherwise() {
        var before = consolidate(Map.of(), member(ZHANG, sheet("9")), member(LI, sheet("4")));
        var settlements = Map.of("service", agreed(before, "service", judged("8"), "一致同意"));

        var after =
                consolidate(settlements, member(ZHANG, sheet("9")), member(LI, with(sheet("4"), "sign", met(false))));

        assertThat(line(after, "service").points()).isEqualTo(Score.parse("8"));
        assertThat(line(after, "sign").points()).isEqualTo(Score.parse("1"));
    }

    @Test
    void contradicting_findings_have_no_mean_and_need_an_agreed_answer_in_words() {
        var members = new Consolidation.Member[] {
            member(ZHANG, sheet("8")), member(LI, with(sheet("8"), "wall", found(Finding.NOT_MET)))
        };
        var before = consolidate(Map.of(), members);

        assertThat(line(before, "wall").contradiction()).isTrue();
        assertThat(line(before, "wall").finding()).isNull();
        assertThat(before.unsettled()).containsExactly("wall");
        assertThat(consolidate(Map.of("wall", average(before, "wall", "平均")), members)
                        .unsettled())
                .containsExactly("wall");

        var settled = consolidate(Map.of("wall", agreed(before, "wall", found(Finding.NOT_MET), "再看一次")), members);

        assertThat(settled.unsettled()).isEmpty();
        assertThat(line(settled, "wall").finding()).isEqualTo(Finding.NOT_MET);
    }

    @Test
    void whether_a_criterion_is_on_the_sheet_at_all_has_to_be_agreed_on() {
        Answer none = new Answer.NotApplicable("集中供暖地区以外");
        var members =
                new Consolidation.Member[] {member(ZHANG, sheet("6")), member(LI, with(sheet("6"), "heating", none))};
        var before = consolidate(Map.of(), members);

        assertThat(before.unsettled()).containsExactly("heating");

        var settled = consolidate(Map.of("heating", agreed(before, "heating", none, "确无供暖")), members);

        assertThat(settled.unsettled()).isEmpty();
        // 8 of the 12 points that are left, scaled up to 20
        assertThat(settled.total()).isEqualTo(Score.parse("40/3"));
        assertThat(settled.adjustments()).containsEntry(Adjustment.Kind.SCALED, Score.parse("16/3"));
    }

    @Test
    void there_is_no_total_while_a_sheet_has_a_gap() {
        assertThat(consolidate(Map.of(), member(ZHANG, sheet("8")), member(LI, Map.of()))
                        .total())
                .isNull();
    }
}
