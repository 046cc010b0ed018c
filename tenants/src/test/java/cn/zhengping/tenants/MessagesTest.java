package cn.zhengping.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhengping.tenants.database.DatabaseSetupException;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    @ParameterizedTest
    @ValueSource(classes = {TenantException.Code.class, DatabaseSetupException.Code.class})
    void every_code_has_words_in_chinese_and_in_english_and_no_words_are_left_over(Class<? extends Enum<?>> codes) {
        var names = Arrays.stream(codes.getEnumConstants()).map(Enum::name).toList();
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        var bundle = codes.getPackageName() + ".messages";
        var chinese = ResourceBundle.getBundle(bundle, Locale.CHINESE, control);
        var english = ResourceBundle.getBundle(bundle, Locale.ENGLISH, control);

        assertThat(chinese.keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(english.keySet()).containsExactlyInAnyOrderElementsOf(names);
        for (var name : names) {
            assertThat(chinese.getString(name)).containsPattern("\\p{IsHan}");
            assertThat(english.getString(name))
                    .doesNotContainPattern("\\p{IsHan}")
                    .doesNotContain("'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"51090", "5109001", "T1", "a", "a-b", "_a", "", "a23456789012345678901234567890b"})
    void an_ill_formed_code_is_refused_in_the_readers_language(String code) {
        assertThat(catchThrowableOfType(TenantException.class, () -> new TenantCode(code))
                        .said()
                        .in(Locale.CHINESE))
                .contains("租户代码“" + code + "”不正确");
    }
}
