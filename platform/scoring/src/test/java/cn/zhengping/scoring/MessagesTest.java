package cn.zhengping.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d+}");

    @Test
    void both_bundles_have_every_key_that_the_engine_uses_and_no_other() throws IOException {
        var used = Stream.of(
                        Arrays.stream(Reason.values()).map(Reason::key),
                        Arrays.stream(InvalidAnswerException.Code.values()).map(InvalidAnswerException.Code::key),
                        Arrays.stream(InvalidFormulaException.Code.values()).map(InvalidFormulaException.Code::key),
                        Arrays.stream(InvalidStandardException.Code.values())
                                .filter(code -> code != InvalidStandardException.Code.FORMULA)
                                .map(InvalidStandardException.Code::key))
                .flatMap(keys -> keys)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(bundle("messages.properties").stringPropertyNames()).containsExactlyInAnyOrderElementsOf(used);
        assertThat(bundle("messages_en.properties").stringPropertyNames()).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void both_languages_say_the_same_arguments() throws IOException {
        var chinese = bundle("messages.properties");
        var english = bundle("messages_en.properties");

        for (var key : chinese.stringPropertyNames()) {
            assertThat(arguments(english.getProperty(key))).as(key).isEqualTo(arguments(chinese.getProperty(key)));
        }
    }

    @Test
    void no_apostrophe_swallows_an_argument() throws IOException {
        for (var file : Set.of("messages.properties", "messages_en.properties")) {
            var bundle = bundle(file);
            for (var key : bundle.stringPropertyNames()) {
                var said = new MessageFormat(bundle.getProperty(key)).format(new Object[] {"", "", "", "", ""});
                assertThat(said).as(key).doesNotContainPattern(ARGUMENT);
            }
        }
    }

    private static Set<String> arguments(String pattern) {
        return ARGUMENT.matcher(pattern).results().map(result -> result.group()).collect(Collectors.toSet());
    }

    private static Properties bundle(String file) throws IOException {
        var bundle = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(MessagesTest.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            bundle.load(reader);
        }
        return bundle;
    }
}
