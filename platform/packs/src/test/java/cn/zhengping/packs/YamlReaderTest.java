package cn.zhengping.packs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.zhengping.packs.PackError.Code;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class YamlReaderTest {

    @Test
    void decimals_go_from_their_text_to_exact_numbers() {
        var tree = read("{a: 0.1, b: 12345678901234567890.123456789012345678, c: -0.50}")
                .tree();

        assertThat(tree.required("a").decimalValue()).hasToString("0.1");
        assertThat(tree.required("b").decimalValue()).hasToString("12345678901234567890.123456789012345678");
        assertThat(tree.required("c").decimalValue()).hasToString("-0.50");
    }

    @Test
    void what_only_looks_like_a_number_or_a_flag_is_a_text() {
        var tree = read("[1e3, 0x10, 0o7, 007, .5, 5., +5, 1_000, .inf, .nan, yes, No, TRUE, ~, 2023-08-15, !!str 5]")
                .tree();

        assertThat(tree)
                .hasSize(16)
                .allSatisfy(value ->
                        assertThat(value.isString()).as(value.toString()).isTrue());
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_text() {
        var file = read("\ufeffa: 1");

        assertThat(file.tree().has("a")).isTrue();
        assertThat(file.values().get("a")).isEqualTo(new Place(1, 4));
    }

    @Test
    void every_value_has_a_place() {
        var file = read("a:\n  - x: 政务\n    y: [1, 2]\n");

        assertThat(file.values())
                .containsEntry("", new Place(1, 1))
                .containsEntry("a[0].x", new Place(2, 8))
                .containsEntry("a[0].y[1]", new Place(3, 12));
    }

    @Test
    void a_file_that_is_empty_or_holds_comments_only_is_refused() {
        assertThat(codes("")).containsExactly(Code.EMPTY_FILE);
        assertThat(codes("# nothing yet\n")).containsExactly(Code.EMPTY_FILE);
    }

    @Test
    void a_file_in_another_encoding_is_refused_at_the_first_byte_that_is_not_utf8() {
        var errors = errors("a: 1\nb: 政务".getBytes(Charset.forName("GBK")));

        assertThat(errors)
                .extracting(PackError::code, PackError::line, PackError::column)
                .containsExactly(tuple(Code.NOT_UTF8, 2, 4));
        errors.forEach(MistakesTest::assertSpeaks);
    }

    @Test
    void a_file_that_ends_within_a_character_is_refused() {
        var bytes = "a: 政".getBytes(UTF_8);

        assertThat(errors(Arrays.copyOf(bytes, bytes.length - 1)))
                .extracting(PackError::code)
                .containsExactly(Code.NOT_UTF8);
    }

    @Test
    void a_file_above_a_megabyte_is_refused_and_one_of_it_is_not() {
        var start = "a: 1\n#";

        assertThat(codes(start + "x".repeat(YamlReader.MAX_BYTES - start.length())))
                .isEmpty();
        assertThat(codes(start + "x".repeat(YamlReader.MAX_BYTES - start.length() + 1)))
                .containsExactly(Code.TOO_LARGE_FILE);
    }

    @Test
    void nesting_has_a_bound_also_where_aliases_hide_it() {
        assertThat(codes("[".repeat(30) + "]".repeat(30))).isEmpty();
        assertThat(codes("[".repeat(31) + "]".repeat(31))).containsExactly(Code.TOO_DEEP);
        assertThat(codes("[".repeat(500_000))).containsExactly(Code.TOO_DEEP);
        assertThat(codes("{a: ".repeat(200_000))).containsExactly(Code.TOO_DEEP);
        var hidden = "a0: &a0 [1]\n"
                + IntStream.range(1, 40)
                        .mapToObj(i -> "a" + i + ": &a" + i + " [*a" + (i - 1) + "]\n")
                        .collect(Collectors.joining());
        assertThat(codes(hidden)).containsExactly(Code.TOO_DEEP);
    }

    @Test
    void a_billion_laughs_are_not_laughed() {
        var laughs = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n"
                + IntStream.range(1, 9)
                        .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1)
                                + "]\n")
                        .collect(Collectors.joining());

        var errors = errors(laughs.getBytes(UTF_8));

        assertThat(errors).extracting(PackError::code).containsExactly(Code.TOO_MANY_VALUES);
        errors.forEach(MistakesTest::assertSpeaks);
    }

    @Test
    void an_alias_to_what_contains_it_is_refused() {
        assertThat(codes("a: &a [1, *a]")).containsExactly(Code.RECURSIVE_ALIAS);
        assertThat(codes("&a {*a : 1}")).containsExactly(Code.RECURSIVE_ALIAS);
    }

    @Test
    void an_escape_of_no_character_is_refused() {
        assertThat(codes("a: \"\\UFFFFFFFF\"")).containsExactly(Code.NOT_YAML);
        assertThat(codes("a: \"\\ud800\"")).hasSize(1).containsAnyOf(Code.NOT_YAML, Code.CONTROL_CHARACTER);
    }

    @Test
    void all_duplicate_keys_and_tags_are_reported_at_once() {
        assertThat(codes("a: 1\na: !x 2\nb: !x 3\nb: 4\n1: 5\n"))
                .containsExactly(Code.DUPLICATE_KEY, Code.CUSTOM_TAG, Code.DUPLICATE_KEY, Code.KEY_NOT_TEXT);
    }

    @Test
    void merge_keys_mean_nothing_special() {
        assertThat(read("a: &a {x: 1}\nb: {<<: *a, y: 2}\n")
                        .tree()
                        .required("b")
                        .has("<<"))
                .isTrue();
    }

    private static YamlFile read(String text) {
        var errors = new ArrayList<PackError>();
        var file = YamlReader.read("x.yaml", text.getBytes(UTF_8), errors);
        assertThat(errors).isEmpty();
        return file.orElseThrow();
    }

    private static List<Code> codes(String text) {
        return errors(text.getBytes(UTF_8)).stream().map(PackError::code).toList();
    }

    private static List<PackError> errors(byte[] bytes) {
        var errors = new ArrayList<PackError>();
        var file = YamlReader.read("x.yaml", bytes, errors);
        assertThat(file.isEmpty()).isEqualTo(!errors.isEmpty());
        return errors;
    }
}
