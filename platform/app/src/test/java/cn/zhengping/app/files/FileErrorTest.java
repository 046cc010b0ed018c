package cn.zhengping.app.files;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.extraction.Extraction;
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

class FileErrorTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d+}");

    private static Properties bundle(String name) throws IOException {
        var bundle = new Properties();
        try (var file = Objects.requireNonNull(FileError.class.getResourceAsStream(name))) {
            bundle.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return bundle;
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @Test
    void every_code_failure_and_notice_has_words_in_both_languages_that_say_the_same_arguments() throws IOException {
        var chinese = bundle("messages.properties");
        var english = bundle("messages_en.properties");
        var names = Stream.of(
                        Arrays.stream(FileError.values()).map(Enum::name),
                        Arrays.stream(FileFailure.values()).map(it -> "FAILURE_" + it),
                        Arrays.stream(Extraction.Notice.values()).map(it -> "NOTICE_" + it))
                .flatMap(it -> it)
                .toList();

        assertThat(chinese.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(english.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(names);
        for (var name : names) {
            assertThat(arguments(english.getProperty(name))).as(name).isEqualTo(arguments(chinese.getProperty(name)));
        }
    }
}
