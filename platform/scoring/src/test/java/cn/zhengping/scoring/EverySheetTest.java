package cn.zhengping.scoring;

import static cn.zhengping.scoring.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.standard.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds for every sheet of every standard. */
class EverySheetTest {

    @Provide
    Arbitrary<RandomSheet> sheets() {
        return RandomSheet.sheets();
    }

    @Property(tries = 200)
    void no_total_exceeds_the_standards_and_no_criterion_its_own(@ForAll("sheets") RandomSheet sheet) {
        var result = sheet.score();

        assertThat(total(result))
                .isLessThanOrEqualTo(
                        Score.of(Objects.requireNonNull(sheet.standard().total())));
        assertThat(total(result)).isLessThanOrEqualTo(result.maximum());
        for (var criterion : result.criteria()) {
            if (criterion.points() != null && criterion.most() != null) {
                assertThat(criterion.points()).isBetween(Score.ZERO, Score.of(criterion.most()));
            }
        }
    }

    @Property(tries = 200)
    void a_total_can_be_taken_apart(@ForAll("sheets") RandomSheet sheet) {
        var result = sheet.score();
        var criteria = Score.ZERO;
        for (var criterion : result.criteria()) {
            criteria = criterion.points() == null ? criteria : criteria.plus(criterion.points());
        }
        var together = Score.of(result.base()).plus(criteria);
        for (var adjustment : result.adjustments()) {
            together = together.plus(adjustment.amount());
        }

        assertThat(together).isEqualTo(total(result));
        assertThat(sum(result.sections())).isEqualTo(criteria);
        assertThat(sum(result.items())).isEqualTo(criteria);
    }

    @Property(tries = 200)
    void every_lost_point_has_a_reason(@ForAll("sheets") RandomSheet sheet) {
        for (var criterion : sheet.score().criteria()) {
            if (criterion.lost() != null && criterion.lost().signum() > 0) {
                assertThat(criterion.reasons()).as(criterion.criterion()).isNotEmpty();
            }
        }
    }

    @Property(tries = 200)
    void one_more_criterion_met_never_lowers_the_total(@ForAll("sheets") RandomSheet sheet) {
        var scorer = sheet.scorer();
        var before = total(scorer.score(sheet.answers(), sheet.context()));
        sheet.answers().forEach((id, answer) -> {
            if (answer.equals(NOT_MET)) {
                var better = new LinkedHashMap<>(sheet.answers());
                better.put(id, MET);
                assertThat(total(scorer.score(better, sheet.context()))).isGreaterThanOrEqualTo(before);
            }
        });
    }

    @Property(tries = 200)
    void a_missing_answer_makes_the_sheet_incomplete_and_is_named(
            @ForAll("sheets") RandomSheet sheet, @ForAll Random random) {
        var ids = List.copyOf(sheet.answers().keySet());
        var gap = ids.get(random.nextInt(ids.size()));
        var answers = new LinkedHashMap<>(sheet.answers());
        answers.remove(gap);
        var result = sheet.with(answers).score();

        assertThat(result.total()).isNull();
        assertThat(result.gaps()).containsExactly(gap);
    }

    @Property(tries = 200)
    void equal_input_gives_equal_bytes_in_whatever_order_the_answers_come(
            @ForAll("sheets") RandomSheet sheet, @ForAll Random random) {
        var shuffled = new ArrayList<>(sheet.answers().entrySet());
        Collections.shuffle(shuffled, random);
        var answers = new LinkedHashMap<String, Answer>();
        for (var answer : shuffled) {
            answers.put(answer.getKey(), AnswerJson.read(answer.getKey(), AnswerJson.write(answer.getValue())));
        }

        // prepared twice, as on two nodes
        var one = sheet.score();
        var other = sheet.with(answers).score();

        assertThat(other).isEqualTo(one);
        assertThat(other.canonicalJson()).isEqualTo(one.canonicalJson());
    }

    @Property(tries = 200)
    void the_order_of_members_and_incidents_changes_no_points(
            @ForAll("sheets") RandomSheet sheet, @ForAll Random random) {
        var answers = new LinkedHashMap<String, Answer>();
        sheet.answers()
                .forEach((id, answer) -> answers.put(
                        id,
                        switch (answer) {
                            case Answer.Members members -> new Answer.Members(shuffled(members.members(), random));
                            case Answer.Incidents incidents ->
                                new Answer.Incidents(shuffled(incidents.incidents(), random));
                            default -> answer;
                        }));
        var one = sheet.score();
        var other = sheet.with(answers).score();

        assertThat(other.total()).isEqualTo(one.total());
        for (var i = 0; i < one.criteria().size(); i++) {
            assertThat(other.criteria().get(i).points())
                    .isEqualTo(one.criteria().get(i).points());
            assertThat(other.criteria().get(i).consequences())
                    .isEqualTo(one.criteria().get(i).consequences());
        }
    }

    @Property(tries = 200)
    void canonical_json_round_trips_answers(@ForAll("sheets") RandomSheet sheet) {
        sheet.answers().forEach((id, answer) -> {
            var json = AnswerJson.write(answer);
            assertThat(AnswerJson.read(id, json)).isEqualTo(answer);
            assertThat(AnswerJson.write(AnswerJson.read(id, json))).isEqualTo(json);
        });
    }

    @Property(tries = 200)
    void what_a_sheet_accepts_the_check_of_one_answer_accepts(@ForAll("sheets") RandomSheet sheet) {
        var scorer = sheet.scorer();
        sheet.answers().forEach((id, answer) -> scorer.check(id, answer, sheet.context()));

        assertThat(scorer.toAnswer(sheet.context()))
                .containsExactlyElementsOf(sheet.answers().keySet());
    }

    @Property(tries = 200)
    void what_is_dated_outside_the_period_might_as_well_not_be_there(@ForAll("sheets") RandomSheet sheet) {
        var inside = new LinkedHashMap<>(sheet.answers());
        sheet.standard()
                .criteria()
                .forEach(criterion -> inside.computeIfPresent(
                        criterion.id(), (_, answer) -> within(sheet.context().period(), criterion.rule(), answer)));

        assertThat(total(sheet.with(inside).score())).isEqualTo(total(sheet.score()));
    }

    private static Answer within(ScoringContext.@Nullable Period period, Rule rule, Answer answer) {
        return switch (answer) {
            case Answer.Members(var members)
            when period != null && rule instanceof Rule.Each each && each.onceAYearInQuarter() == null ->
                new Answer.Members(members.stream()
                        .filter(member -> period.contains(Objects.requireNonNull(member.date())))
                        .toList());
            case Answer.Incidents(var incidents)
            when period != null ->
                new Answer.Incidents(incidents.stream()
                        .filter(incident -> period.contains(incident.date()))
                        .toList());
            default -> answer;
        };
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        var shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static Score sum(List<ScoreResult.Subtotal> subtotals) {
        var sum = Score.ZERO;
        for (var subtotal : subtotals) {
            sum = sum.plus(subtotal.points());
        }
        return sum;
    }

    private static Score total(ScoreResult result) {
        return Objects.requireNonNull(result.total(), "the sheet is complete");
    }
}
