package cn.zhengping.app.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.testing.ApplicationTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApplicationTest
class SealsTest {

    private static final byte[] CONTENT = "第2页 3.1415".getBytes(StandardCharsets.UTF_8);

    private final Seals seals;

    SealsTest(@Autowired Seals seals) {
        this.seals = seals;
    }

    @Test
    void what_was_sealed_opens_for_its_purpose_alone() {
        var sealed = seals.seal("page", CONTENT);

        assertThat(seals.open("page", sealed)).hasValue(CONTENT);
        assertThat(seals.open("link", sealed)).isEmpty();
        assertThat(seals.seal("page", CONTENT)).isEqualTo(sealed);
        assertThat(seals.seal("link", CONTENT)).isNotEqualTo(sealed);
    }

    @Test
    void a_change_anywhere_is_noticed() {
        var sealed = seals.seal("page", CONTENT);
        for (var at = 0; at < sealed.length() - 1; at++) {
            var other = sealed.charAt(at) == 'A' ? 'B' : 'A';
            assertThat(seals.open("page", sealed.substring(0, at) + other + sealed.substring(at + 1)))
                    .as("char %d", at)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "not base64 !", "QUJD", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void what_somebody_made_up_does_not_open(String text) {
        assertThat(seals.open("page", text)).isEmpty();
    }
}
