package cn.zhengping.packs;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.packs.PackError.Code;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessagesTest {

    @Test
    void both_bundles_have_the_same_keys() throws IOException {
        assertThat(bundle("messages.properties").keySet())
                .isEqualTo(bundle("messages_en.properties").keySet());
    }

    @Test
    void every_code_has_a_message_and_every_message_a_code() throws IOException {
        var codes = bundle("messages.properties").stringPropertyNames().stream()
                .map(key -> key.replaceFirst("\\..*", ""))
                .collect(Collectors.toSet());

        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Code.values()).map(Enum::name).toList());
    }

    @Test
    void a_message_takes_the_same_arguments_in_both_languages() throws IOException {
        var chinese = bundle("messages.properties");
        var english = bundle("messages_en.properties");

        for (var key : chinese.stringPropertyNames()) {
            assertThat(arguments(english.getProperty(key, "")))
                    .as(key)
                    .isEqualTo(arguments(chinese.getProperty(key, "")));
        }
    }

    private static String arguments(String pattern) {
        return pattern.chars()
                .filter(Character::isDigit)
                .filter(digit -> pattern.contains("{" + (char) digit + "}"))
                .sorted()
                .distinct()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static Properties bundle(String name) throws IOException {
        var bundle = new Properties();
        try (var in = new InputStreamReader(
                Objects.requireNonNull(MessagesTest.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            bundle.load(in);
        }
        return bundle;
    }
}
