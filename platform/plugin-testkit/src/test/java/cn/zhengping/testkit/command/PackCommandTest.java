package cn.zhengping.testkit.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The way of the page for region authors, from nothing to a file to install, and what goes wrong on it. */
class PackCommandTest {

    @TempDir
    Path folder;

    private Path pack = Path.of("");

    private record Ended(int code, String out, String err) {}

    private static Ended run(Object... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var code = PackCommand.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void begin() {
        pack = folder.resolve("hubei");
        assertThat(run("new", pack, "--id", "hubei", "--division", "420000", "--name", "湖北省")
                        .code())
                .isZero();
    }

    private void replace(String file, String text, String with) throws IOException {
        var path = pack.resolve(file);
        var before = Files.readString(path);
        assertThat(before).contains(text);
        Files.writeString(path, before.replace(text, with));
    }

    private Path sheet(String... more) throws IOException {
        var arguments = new String[3 + more.length];
        arguments[0] = "sheet";
        arguments[1] = pack.toString();
        arguments[2] = "first";
        System.arraycopy(more, 0, arguments, 3, more.length);
        var written = run((Object[]) arguments);
        assertThat(written.code()).as(written.err()).isZero();
        return Files.writeString(folder.resolve("sheet.yaml"), written.out());
    }

    @Test
    void a_new_pack_is_right_as_it_is() {
        var checked = run("check", pack);

        assertThat(checked.code()).as(checked.err()).isZero();
        assertThat(checked.out()).contains("hubei@0.1.0", "标准 first", "4 条，10 分");
    }

    @Test
    void its_rubric_is_a_table() {
        assertThat(run("show", pack).out())
                .contains("示例评估标准", "■ 场地建设", "premises.sign.area", "tiers 3 / 2 / 1 / 0", "measured 培训 ≥ 4 次");
    }

    @Test
    void a_sample_sheet_is_scored_line_by_line() throws IOException {
        var best = run("score", pack, sheet());
        assertThat(best.code()).as(best.err()).isZero();
        assertThat(best.out()).contains("总分 10").contains("premises.systems.each");

        assertThat(run("score", pack, sheet("--worst")).out()).contains("总分 0");
    }

    @Test
    void a_sheet_with_a_gap_says_where() throws IOException {
        var sheet = sheet();
        var text = Files.readString(sheet);
        Files.writeString(sheet, text.substring(0, text.indexOf("  premises.systems.training")));

        assertThat(run("score", pack, sheet).out()).contains("缺：premises.systems.training");
    }

    @Test
    void what_is_built_is_what_was_checked_and_the_same_each_time() throws IOException {
        assertThat(run("build", pack).out()).contains("hubei-0.1.0.zip");
        var file = pack.resolve("hubei-0.1.0.zip");
        var first = Files.readAllBytes(file);

        assertThat(run("check", file).code()).isZero();
        assertThat(run("build", pack).code()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "standards/first.yaml | points: 1            | points: 2          | standards/first.yaml:",
                "standards/first.yaml | rule: {met: {}}      | rule: {mett: {}}   | mett",
                "standards/first.yaml | document: paper, row: 场地建设 / 外部标识 / 1 | document: papers, row: 场地建设 / 外部标识 / 1 | papers",
                "standards/first.yaml | id: premises.systems.each | id: premises.sign.name | premises.sign.name",
                "region.yaml          | '\"420000\"'         | '\"4200\"'         | region.yaml:",
                "META-INF/MANIFEST.MF | Plugin-Version: 0.1.0 | Plugin-Version: one | one"
            })
    void a_mistake_is_named_with_its_place(String file, String right, String wrong, String named) throws IOException {
        replace(file, right, wrong);

        var checked = run("check", pack);

        assertThat(checked.code()).isEqualTo(1);
        assertThat(checked.err()).contains(named).doesNotContain("Exception");
        assertThat(run("build", pack).code()).isEqualTo(1);
        assertThat(pack.resolve("hubei-0.1.0.zip")).doesNotExist();
    }

    /** The file, what stands in it, what is written instead, what is said. */
    record Mistake(String file, String right, String wrong, String said) {}

    static Stream<Mistake> mistakesOfThePage() throws IOException {
        var cell = "(?:`([^`]*)`)?";
        var row = Pattern.compile("\\| %s \\| %s \\| %s ?\\| %s \\|".formatted(cell, cell, cell, cell));
        return Files.readString(Path.of("../../docs/region-authors.md"))
                .lines()
                .map(row::matcher)
                .filter(Matcher::matches)
                .filter(cells -> cells.group(4) != null)
                .map(cells -> new Mistake(
                        cells.group(1),
                        cells.group(2),
                        Objects.requireNonNullElse(cells.group(3), ""),
                        cells.group(4)));
    }

    @Test
    void the_page_for_authors_shows_ten_mistakes() throws IOException {
        assertThat(mistakesOfThePage()).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("mistakesOfThePage")
    void each_mistake_on_the_page_for_authors_is_told_as_it_says(Mistake mistake) throws IOException {
        replace(mistake.file(), mistake.right(), mistake.wrong());

        assertThat(run("check", pack, "--english").err()).contains(mistake.said());
    }

    @Test
    void an_answer_that_does_not_fit_is_named() throws IOException {
        var sheet = sheet();
        Files.writeString(sheet, Files.readString(sheet).replace("tier: \"first\"", "tier: \"fourth\""));

        var scored = run("score", pack, sheet);

        assertThat(scored.code()).isEqualTo(1);
        assertThat(scored.err()).contains("premises.sign.area", "fourth");
    }

    @ParameterizedTest
    @CsvSource({
        "standard,  no-such,  no-such",
        "unitKind,  CASTLE,   unitKind",
        "asOf,      someday,  asOf",
    })
    void a_sheet_that_is_none_is_refused(String field, String value, String named) throws IOException {
        var sheet = sheet();
        Files.writeString(
                sheet, Files.readString(sheet).replaceFirst("(?m)^" + field + ": .*$", field + ": \"" + value + "\""));

        var scored = run("score", pack, sheet);

        assertThat(scored.code()).isEqualTo(1);
        assertThat(scored.err()).contains(named).doesNotContain("Exception");
    }

    @Test
    void nothing_is_written_over() throws IOException {
        Files.delete(pack.resolve("region.yaml"));

        assertThat(run("new", pack, "--id", "hubei", "--division", "420000", "--name", "湖北省")
                        .code())
                .isEqualTo(1);
        assertThat(pack.resolve("region.yaml")).doesNotExist();
    }

    @Test
    void it_speaks_english_when_asked() {
        assertThat(run("check", pack, "--english").out()).contains("no errors");
        assertThat(run("check", folder.resolve("nowhere"), "--english").err()).contains("There is no file");
        assertThat(run("--help").out()).contains("打包");
        assertThat(run("--help", "--english").out()).contains("For authors");
    }
}
