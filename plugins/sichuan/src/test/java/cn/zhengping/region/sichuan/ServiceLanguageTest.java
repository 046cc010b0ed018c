package cn.zhengping.region.sichuan;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.spi.language.ServiceLanguage.RuleLink;
import cn.zhengping.spi.language.ServiceLanguage.Situation;
import org.junit.jupiter.api.Test;

/** Baolin, annex 8. */
class ServiceLanguageTest {

    @Test
    void four_of_eight_situations_have_forbidden_phrases_and_all_feed_the_rules_on_polite_language() {
        var situations = ByHand.PACK.languages().getFirst().situations();

        assertThat(situations)
                .hasSize(8)
                .allSatisfy(situation -> assertThat(situation.feeds())
                        .contains(
                                new RuleLink("window-staff", "conduct.language"),
                                new RuleLink("station-staff", "conduct.language")));
        assertThat(situations.stream()
                        .filter(situation -> !situation.forbidden().isEmpty())
                        .map(Situation::id))
                .containsExactly("reception", "handling", "mistakes", "other-windows");
        // 3 + 7 + 3 + 2
        assertThat(situations.stream().flatMap(situation -> situation.forbidden().stream()))
                .hasSize(15);
    }
}
