package cn.zhengping.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.search.EntryKind;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SearchErrorTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d+}");

    private static Properties bundle(String name) throws IOException {
        var bundle = new Properties();
        try (var file = Objects.requireNonNull(SearchError.class.getResourceAsStream(name))) {
            bundle.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return bundle;
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @Test
    void every_code_has_words_in_both_languages_that_say_the_same_arguments() throws IOException {
        var chinese = bundle("messages.properties");
        var english = bundle("messages_en.properties");
        var codes = Arrays.stream(SearchError.values()).map(Enum::name).toList();

        assertThat(chinese.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(codes);
        assertThat(english.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(codes);
        for (var code : codes) {
            assertThat(arguments(english.getProperty(code))).as(code).isEqualTo(arguments(chinese.getProperty(code)));
        }
    }

    @Test
    void every_kind_and_problem_has_words_in_both_languages() throws IOException {
        var words = Stream.concat(
                        Arrays.stream(EntryKind.values()).map(Enum::name),
                        Arrays.stream(Rebuild.Problem.values()).map(problem -> "PROBLEM_" + problem))
                .toList();

        assertThat(bundle("words.properties").stringPropertyNames()).containsExactlyInAnyOrderElementsOf(words);
        assertThat(bundle("words_en.properties").stringPropertyNames()).containsExactlyInAnyOrderElementsOf(words);
    }
}
