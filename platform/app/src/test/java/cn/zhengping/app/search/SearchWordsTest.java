package cn.zhengping.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.search.EntryKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"words", "words_en"})
    void every_kind_and_problem_has_words_in_both_languages(String bundle) {
        var names = Stream.concat(
                        Arrays.stream(EntryKind.values()).map(Enum::name),
                        Arrays.stream(Rebuild.Problem.values()).map(problem -> "PROBLEM_" + problem))
                .toList();

        assertThat(ResourceBundle.getBundle("cn.zhengping.app.search." + bundle, Locale.ROOT)
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(names);
    }
}
