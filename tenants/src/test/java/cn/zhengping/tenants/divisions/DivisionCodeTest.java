package cn.zhengping.tenants.divisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import cn.zhengping.tenants.divisions.InvalidDivisionCodeException.Code;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DivisionCodeTest {

    @ParameterizedTest
    @CsvSource({
        "510000, PROVINCE",
        "510900, PREFECTURE",
        "441900, PREFECTURE",
        "510903, COUNTY",
        "429004, COUNTY",
        "512022105, TOWNSHIP",
        "441900003, TOWNSHIP",
        "512022105001, VILLAGE"
    })
    void a_code_tells_its_level(String text, DivisionLevel level) {
        assertThat(new DivisionCode(text).level()).isEqualTo(level);
        assertThat(DivisionCode.ofKey(new DivisionCode(text).key())).isEqualTo(new DivisionCode(text));
    }

    @ParameterizedTest
    @CsvSource({
        "510000000000, 510000",
        "510900000000, 510900",
        "510903000000, 510903",
        "512022105000, 512022105",
        "512022105001, 512022105001",
        "' 510903 ', 510903"
    })
    void the_twelve_digits_of_the_statistics_bureau_are_read_too(String text, String code) {
        assertThat(DivisionCode.parse(text)).isEqualTo(new DivisionCode(code));
    }

    @ParameterizedTest
    @CsvSource({
        "51090a, NOT_DIGITS, 51090a",
        "遂宁市, NOT_DIGITS, 遂宁市",
        "５１０９０３, NOT_DIGITS, ５１０９０３",
        "'', WRONG_LENGTH, “”",
        "51, WRONG_LENGTH, 510000",
        "5109, WRONG_LENGTH, 510900",
        "51090300, WRONG_LENGTH, 12",
        "000000, EMPTY_PART, 000000",
        "051090, EMPTY_PART, 0",
        "510003, EMPTY_PART, 510003",
        "510000001, EMPTY_PART, 510000001",
        "510903000, EMPTY_PART, 510903000",
        "510903000001, EMPTY_PART, 510903000001",
        "000000000000, EMPTY_PART, 000000"
    })
    void what_is_no_code_is_refused_with_what_to_do(String text, Code code, String said) {
        assertThatThrownBy(() -> DivisionCode.parse(text))
                .asInstanceOf(type(InvalidDivisionCodeException.class))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.said().in(Locale.CHINESE)).contains("行政区划代码", said);
                    assertThat(refused.said().in(Locale.ENGLISH)).contains("division code", said);
                });
    }

    @ParameterizedTest
    @CsvSource({"510903000, EMPTY_PART", "510903000000, EMPTY_PART"})
    void a_code_itself_carries_no_padding(String text, Code code) {
        assertThatThrownBy(() -> new DivisionCode(text))
                .asInstanceOf(type(InvalidDivisionCodeException.class))
                .returns(code, InvalidDivisionCodeException::code);
    }

    @Test
    void codes_are_in_order_when_each_comes_right_before_what_is_below_it() {
        assertThat(Stream.of("510000", "510900", "510903", "510903001", "510903001001", "510904", "511000", "520000")
                        .map(DivisionCode::new))
                .isSorted();
    }

    @Test
    void a_very_long_text_is_not_repeated_in_full() {
        assertThatThrownBy(() -> DivisionCode.parse("9".repeat(10_000)))
                .satisfies(refused ->
                        assertThat(refused.getMessage()).contains("…").hasSizeLessThan(400));
    }
}
