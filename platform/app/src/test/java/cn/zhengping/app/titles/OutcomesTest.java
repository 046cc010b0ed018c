package cn.zhengping.app.titles;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.scoring.Score;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.OutcomeBand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bands of 遂宁: 80 a county title, 85 a city title, 90 a city title and a recommendation to the province. */
class OutcomesTest {

    private static final Grant COUNTY = grant("county", Grant.Kind.TITLE, Grant.Level.COUNTY);
    private static final Grant CITY = grant("city", Grant.Kind.TITLE, Grant.Level.CITY);
    private static final Grant PROVINCE = grant("province", Grant.Kind.RECOMMENDATION, Grant.Level.PROVINCE);

    private static final List<OutcomeBand> BANDS = List.of(
            new OutcomeBand(Points.of(90), List.of(CITY, PROVINCE)),
            new OutcomeBand(Points.of(85), List.of(CITY)),
            new OutcomeBand(Points.of(80), List.of(COUNTY)));

    private static Grant grant(String id, Grant.Kind kind, Grant.Level level) {
        return new Grant(id, kind, level, LocalizedText.ofChinese(id), null);
    }

    private static List<Grant> outcome(String total) {
        return Outcomes.of(BANDS, Score.parse(total));
    }

    @Test
    void a_threshold_itself_reaches_its_band() {
        assertThat(outcome("80")).containsExactly(COUNTY);
        assertThat(outcome("85")).containsExactly(CITY);
        assertThat(outcome("90")).containsExactly(CITY, PROVINCE);
    }

    @Test
    void the_least_below_a_threshold_does_not_reach_it() {
        assertThat(outcome("79.999")).isEmpty();
        assertThat(outcome("79.999999999999999999")).isEmpty();
        assertThat(outcome("84.999")).containsExactly(COUNTY);
    }

    @Test
    void a_mean_just_below_a_threshold_is_not_rounded_up_to_it() {
        var mean = Score.parse("269.999").dividedBy(3);

        assertThat(mean.exact()).isEqualTo("269999/3000");
        assertThat(Outcomes.of(BANDS, mean)).containsExactly(CITY);
        assertThat(mean.display(Outcomes.thresholds(BANDS))).isEqualTo("89.99");
        assertThat(Outcomes.of(BANDS, Score.parse("270").dividedBy(3))).containsExactly(CITY, PROVINCE);
    }

    @Test
    void the_highest_band_counts_in_whatever_order_they_are_given() {
        assertThat(Outcomes.of(BANDS.reversed(), Score.parse("100"))).containsExactly(CITY, PROVINCE);
    }

    @Test
    void nothing_comes_of_nothing() {
        assertThat(outcome("0")).isEmpty();
        assertThat(outcome("-3")).isEmpty();
        assertThat(Outcomes.of(List.of(), Score.parse("100"))).isEmpty();
    }
}
