package cn.zhengping.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.pluginhost.PluginRejectedException.Code;
import cn.zhengping.spi.Message;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PluginMessagesTest {

    @ParameterizedTest
    @EnumSource
    void every_code_is_said_in_chinese_and_in_english(Code code) {
        var message = Message.of(PluginRejectedException.BUNDLE, code.name(), "a.jar", "one", "two", "three");
        assertThat(message.in(Locale.CHINESE)).startsWith("a.jar：").doesNotContain("{");
        assertThat(message.in(Locale.ENGLISH))
                .startsWith("a.jar: ")
                .doesNotContain("{")
                .isNotEqualTo(message.in(Locale.CHINESE));
    }

    @Test
    void no_message_is_left_without_its_code() {
        var keys = Stream.concat(Stream.of(Code.values()).map(Code::name), Stream.of("TRUSTED_KEY", "TRUSTED_KEY_ID"))
                .toList();
        for (var locale : new Locale[] {Locale.ROOT, Locale.ENGLISH}) {
            assertThat(ResourceBundle.getBundle(PluginRejectedException.BUNDLE, locale)
                            .keySet())
                    .containsExactlyInAnyOrderElementsOf(keys);
        }
    }
}
