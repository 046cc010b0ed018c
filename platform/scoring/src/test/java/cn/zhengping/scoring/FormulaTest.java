package cn.zhengping.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhengping.scoring.InvalidFormulaException.Code;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {

    private static final List<Variable> VARIABLES = List.of(
            variable("done", Variable.Type.QUANTITY),
            variable("all", Variable.Type.QUANTITY),
            variable("online", Variable.Type.FLAG));

    @Test
    void quantities_come_as_thousandths_and_points_go_as_thousandths() throws Exception {
        // 90 of 120 matters: 10 points × 90 / 120 = 7.5
        var formula = Formula.compile("10000 * done / all", VARIABLES);

        assertThat(formula.evaluate(values(90_000, 120_000, true))).isEqualTo(7_500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "online ? 2000 : 0                                         | 2000",
                "done >= 90000 && !online ? 3000 : done >= 60000 ? 1000 : 0 | 1000",
                "[60000, 90000, 95000].filter(step, done >= step).size() * 1000 | 2000",
                "[10000, 90000].exists(step, done == step) ? 500 : 0        | 500",
                "done in [90000, 91000] ? 1 : 2                             | 1",
                "[1, 2, 3].map(n, n * n)[2] - done % 7                      | 8",
                "size([1, 2, 3].map(n, n > 1, n)) + -1                      | 1",
            })
    void numbers_flags_lists_of_them_and_loops_over_these_are_understood(String cel, long result) throws Exception {
        assertThat(Formula.compile(cel, VARIABLES).evaluate(values(90_000, 120_000, true)))
                .isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "done * 0.5",
                "int(0.5)",
                "int(double(done))",
                "done == 1.0 ? 1 : 2",
                "2u == 2u ? 1 : 2",
                "'a' == 'b' ? 1 : 2",
                "size(string(done))",
                "b'abc'.size()",
                "null == null ? 1 : 2",
                "{1: 2}[1]",
                "[[1], [2]].size()",
                "[1, 2].map(n, [n, n]).size()",
                "[1, 2].map(n, [1, 2].map(m, m)).size()",
                "type(1) == int ? 1 : 2",
                "[].size()",
                "int(timestamp(0))",
                "dyn(done)",
            })
    void every_value_is_a_number_a_flag_or_a_flat_list_of_those(String cel) {
        assertThat(refused(cel).code()).isEqualTo(Code.FORBIDDEN_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "done +",
                "undone",
                "done + online",
                "done.matches('a')",
                "has(done.x)",
                "done ? 1 : 2",
                "size(done)",
                "cel.bind(x, 1, x)",
            })
    void what_cel_cannot_read_is_refused_with_what_cel_says(String cel) {
        assertThat(refused(cel).code()).isIn(Code.REFUSED, Code.FORBIDDEN_TYPE);
    }

    @Test
    void a_pattern_is_refused_before_it_is_compiled() {
        assertThat(refused("'aaaaaaaaaaaaaaaa'.matches('(a+)+b') ? 1 : 0").code())
                .isEqualTo(Code.FORBIDDEN_TYPE);
    }

    @Test
    void the_result_is_a_whole_number() {
        assertThat(refused("online").code()).isEqualTo(Code.WRONG_RESULT);
        assertThat(refused("[done, all]").code()).isEqualTo(Code.WRONG_RESULT);
    }

    @Test
    void the_longest_source_is_taken_and_one_character_more_is_not() {
        var longest = "done" + " ".repeat(Formula.LONGEST_SOURCE - 4);

        Formula.compile(longest, VARIABLES);
        assertThat(refused(longest + " ").code()).isEqualTo(Code.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "-", "!", "{1:", "f(", "1 + (", "true ? (", "[1].map(x, "})
    void a_flood_of_one_opening_is_refused(String opening) {
        assertThat(refused(opening.repeat(Formula.LONGEST_SOURCE / opening.length()))
                        .code())
                .isIn(Code.TOO_DEEP, Code.REFUSED);
    }

    @Test
    void nesting_is_bounded_in_brackets_and_in_the_tree() {
        assertThat(refused("(".repeat(100) + "1" + ")".repeat(100)).code()).isEqualTo(Code.TOO_DEEP);
        assertThat(refused("1" + " + 1".repeat(100)).code()).isEqualTo(Code.TOO_DEEP);
        Formula.compile("1" + " + 1".repeat(50), VARIABLES);
    }

    @Test
    void parts_are_bounded() {
        assertThat(refused(list(600) + ".size()").code()).isEqualTo(Code.TOO_LARGE);
        Formula.compile(list(400) + ".size()", VARIABLES);
    }

    @Test
    void iterations_are_bounded_over_all_loops_of_an_evaluation_together() throws Exception {
        var thirty = list(30);
        // 30 + 30 × 30 = 930 iterations
        var below = "%s.all(a, %s.all(b, a * b >= 0)) ? 1 : 0".formatted(thirty, thirty);
        // 30 + 30 × 30 + 30 × 30 × 30 = 27,930
        var above = "%s.all(a, %s.all(b, %s.all(c, a * b * c >= 0))) ? 1 : 0".formatted(thirty, thirty, thirty);

        assertThat(Formula.compile(below, VARIABLES).evaluate(values(0, 0, true)))
                .isEqualTo(1);
        assertThat(failed(above).tooCostly()).isTrue();
    }

    @Test
    void an_explosion_of_nested_loops_stops_at_the_bound() {
        // ten to the power of nine iterations if nothing stopped it
        var bomb = "true";
        for (var depth = 0; depth < 9; depth++) {
            bomb = "[0,1,2,3,4,5,6,7,8,9].all(v%d, %s)".formatted(depth, bomb);
        }

        assertThat(failed(bomb + " ? 1 : 0").tooCostly()).isTrue();
    }

    @Test
    void lists_cannot_be_doubled_because_no_name_ever_stands_for_a_list() {
        var doubling = "[1]" + ".map(x, x + x)".repeat(20);
        assertThat(refused("[[1]]" + ".map(x, x + x)".repeat(5) + ".size()").code())
                .isEqualTo(Code.FORBIDDEN_TYPE);
        assertThat(refused("['a']" + ".map(x, x + x)".repeat(5) + ".size()").code())
                .isEqualTo(Code.FORBIDDEN_TYPE);
        // numbers may be doubled: they do not grow in size
        Formula.compile(doubling + "[0]", VARIABLES);
    }

    @Test
    void a_division_by_zero_and_an_overflow_fail_instead_of_giving_a_number() {
        assertThat(failed("done / (all - all)").tooCostly()).isFalse();
        assertThat(failed("done % (all - all)").tooCostly()).isFalse();
        assertThat(failed("9223372036854775807 + done").tooCostly()).isFalse();
        assertThat(failed("[4611686018427387904].map(x, x + x)[0]").tooCostly()).isFalse();
        assertThat(failed("[1, 2][2]").tooCostly()).isFalse();
    }

    @Test
    void a_variable_cannot_bear_a_name_that_cel_keeps_for_itself() {
        for (var name : List.of("in", "true", "null", "for", "package")) {
            assertThatThrownBy(() -> Formula.compile(name, List.of(variable(name, Variable.Type.QUANTITY))))
                    .isInstanceOf(InvalidFormulaException.class);
        }
    }

    @Test
    void a_refusal_says_what_to_do_in_both_languages() {
        var refusal = refused("done * 0.5");

        assertThat(refusal.message().in(Locale.CHINESE)).contains("0.5写作500");
        assertThat(refusal.message().in(Locale.ENGLISH)).contains("0.5 is written 500");
    }

    private static InvalidFormulaException refused(String cel) {
        var refusal = catchThrowableOfType(InvalidFormulaException.class, () -> Formula.compile(cel, VARIABLES));
        assertThat(refusal).as(cel).isNotNull();
        return refusal;
    }

    private static Formula.FailedException failed(String cel) {
        var formula = Formula.compile(cel, VARIABLES);
        var failure =
                catchThrowableOfType(Formula.FailedException.class, () -> formula.evaluate(values(1_000, 1_000, true)));
        assertThat(failure).as(cel).isNotNull();
        return failure;
    }

    private static String list(int size) {
        return new ArrayList<>(Collections.nCopies(size, "1")).toString().replace(" ", "");
    }

    private static Map<String, Object> values(long done, long all, boolean online) {
        return Map.of("done", done, "all", all, "online", online);
    }

    private static Variable variable(String id, Variable.Type type) {
        return new Variable(id, LocalizedText.ofChinese(id), type, null, null, null);
    }
}
