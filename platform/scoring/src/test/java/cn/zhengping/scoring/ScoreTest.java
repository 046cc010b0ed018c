package cn.zhengping.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhengping.spi.Points;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTest {

    @Test
    void an_average_stays_the_fraction_that_it_is() {
        // (80 + 85 + 85) / 3 = 250/3
        var average =
                Score.average(Stream.of("80", "85", "85").map(Score::parse).toList());

        assertThat(average.exact()).isEqualTo("250/3");
        assertThat(average.display()).isEqualTo("83.33");
        assertThat(average.plus(average).plus(average)).isEqualTo(Score.parse("250"));
    }

    @Test
    void nothing_has_no_average() {
        assertThatIllegalArgumentException().isThrownBy(() -> Score.average(List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "90, 90.00",
        "0, 0.00",
        "0.5, 0.50",
        "89.994, 89.99",
        "89.995, 90.00",
        "200/3, 66.67",
        "-1.005, -1.01",
        "-200/3, -66.67",
    })
    void display_shows_two_decimals_half_up(String exact, String shown) {
        assertThat(Score.parse(exact).display()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        // just below 90 never looks like 90
        "89.996, 90, 89.99",
        "269999/3000, 90, 89.99",
        "90, 90, 90.00",
        "90.004, 90, 90.00",
        // a threshold of three decimals: reaching it never looks like missing it
        "89.994, 89.993, 90.00",
        "89.992, 89.993, 89.99",
        "-0.004, 0, -0.01",
    })
    void display_never_crosses_a_threshold(String exact, String threshold, String shown) {
        assertThat(Score.parse(exact).display(List.of(Points.parse(threshold)))).isEqualTo(shown);
    }

    @Test
    void display_takes_a_third_decimal_where_thresholds_leave_no_other_way() {
        var thresholds = List.of(Points.parse("89.993"), Points.parse("90"));

        assertThat(Score.parse("89.996").display(thresholds)).isEqualTo("89.996");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.", ".5", "1e3", "1/0", "1/-3", "1/2/3", "0.5/3", "NaN", " 1", "٣/x"})
    void parse_refuses_what_exact_does_not_write(String text) {
        assertThatThrownBy(() -> Score.parse(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void what_leaves_the_range_of_a_long_stays_exact() {
        var most = Score.of(new Points(Long.MAX_VALUE));
        var least = Score.of(new Points(Long.MIN_VALUE));

        assertThat(most.plus(most).minus(most)).isEqualTo(most);
        assertThat(most.times(3).dividedBy(3)).isEqualTo(most);
        assertThat(least.negate().negate()).isEqualTo(least);
        assertThat(least.times(-1).times(-1)).isEqualTo(least);
        assertThat(Score.parse(most.plus(most).exact())).isEqualTo(most.plus(most));
        assertThat(least).isLessThan(most);
    }

    @Test
    void a_division_by_zero_fails() {
        assertThatThrownBy(() -> Score.parse("1").dividedBy(0)).isInstanceOf(ArithmeticException.class);
    }

    @Property
    boolean exact_text_reads_back(@ForAll("scores") Score score) {
        return Score.parse(score.exact()).equals(score);
    }

    @Property
    boolean sums_do_not_depend_on_order(
            @ForAll("scores") Score one, @ForAll("scores") Score two, @ForAll("scores") Score three) {
        return one.plus(two).plus(three).equals(three.plus(one).plus(two))
                && one.plus(two).hashCode() == two.plus(one).hashCode();
    }

    @Property
    boolean what_is_multiplied_divides_back(@ForAll("scores") Score score, @ForAll @LongRange(min = 1) long factor) {
        return score.times(factor).dividedBy(factor).equals(score)
                && score.times(BigDecimal.valueOf(factor)).equals(score.times(factor))
                && score.dividedBy(-factor).equals(score.negate().dividedBy(factor));
    }

    @Property
    boolean the_order_is_that_of_the_difference(@ForAll("scores") Score one, @ForAll("scores") Score two) {
        return Integer.signum(one.compareTo(two)) == one.minus(two).signum()
                && (one.compareTo(two) == 0) == one.equals(two);
    }

    @Property
    boolean what_is_shown_is_on_the_side_of_every_threshold_where_the_score_is(
            @ForAll("scores") Score score, @ForAll("thresholds") List<Points> thresholds) {
        var shown = new BigDecimal(score.display(thresholds));
        return thresholds.stream()
                .allMatch(threshold ->
                        shown.compareTo(threshold.toDecimal()) >= 0 == score.compareTo(Score.of(threshold)) >= 0);
    }

    @Provide
    Arbitrary<Score> scores() {
        var whole =
                Arbitraries.longs().between(-200_000, 200_000).map(thousandths -> Score.of(new Points(thousandths)));
        var fractions = Combinators.combine(whole, Arbitraries.longs().between(1, 1_000))
                .as(Score::dividedBy);
        var huge = Arbitraries.longs().map(thousandths -> Score.of(new Points(thousandths)));
        return Arbitraries.oneOf(whole, fractions, huge);
    }

    @Provide
    Arbitrary<List<Points>> thresholds() {
        return Arbitraries.longs()
                .between(-200_000, 200_000)
                .map(Points::new)
                .list()
                .ofMaxSize(4);
    }
}
