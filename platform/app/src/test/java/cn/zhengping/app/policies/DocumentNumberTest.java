package cn.zhengping.app.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentNumberTest {

    private static final List<String> BRACKETS = List.of("〔〕", "﹝﹞", "[]", "［］", "【】", "()", "（）", "〈〉");

    @ParameterizedTest
    @CsvSource({
        "川政公函〔2022〕187号, 川政公函, 2022, 187",
        "发改法规〔2020〕1号, 发改法规, 2020, 1",
        "国发﹝2018﹞27号, 国发, 2018, 27",
        "青府发﹝2013﹞2号, 青府发, 2013, 2",
        "三政发[2020]46号, 三政发, 2020, 46",
        "乐府办函【2023】12号, 乐府办函, 2023, 12",
        "遂府办发（２０２３）第０５号, 遂府办发, 2023, 5",
        "川 办 发 〔2022〕 8 号, , , ",
        "川办发 〔 2022 〕 8 号, 川办发, 2022, 8",
        "遂府发〔2023年〕9号, 遂府发, 2023, 9"
    })
    void a_number_has_an_issuer_a_year_and_a_sequence(String text, String issuer, Integer year, Integer sequence) {
        var number = DocumentNumber.parse(text);

        if (issuer == null) {
            assertThat(number).isEmpty();
        } else {
            assertThat(number).contains(new DocumentNumber(issuer, year, sequence));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "国务院令第722号, 国务院令第722号",
        "中华人民共和国国务院令（第 722 号）, 国务院令第722号",
        "省政府令第345号, 省政府令第345号",
        "中华人民共和国主席令第四号, ",
        "国家税务总局公告2022年第5号, 国家税务总局公告2022年第5号",
        "国家税务总局公告〔2022〕5号, 国家税务总局公告2022年第5号",
        "川政公函[2022]187号, 川政公函〔2022〕187号"
    })
    void it_is_shown_as_it_is_printed(String text, String shown) {
        assertThat(DocumentNumber.parse(text).map(DocumentNumber::toString).orElse(null))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "〔2022〕187号", "国发〔20225号", "资推进协调办20211号", "国发〔2022〕0号", "国发〔22〕5号", "第722号", "川政公函2022187"})
    void what_has_lost_a_part_is_no_number(String damaged) {
        assertThat(DocumentNumber.parse(damaged)).isEmpty();
    }

    @Test
    void numbers_are_found_in_running_text_without_the_words_before_them() {
        var text = "按照国发〔2022〕5号文件和《条例》(国务院令第722号)要求,根据川政公函[2022]187号及川政公〔2023〕18号,见罗放管服办〔2021〕20号";

        assertThat(DocumentNumber.findIn(text))
                .extracting(found -> found.number().toString())
                .containsExactly("国发〔2022〕5号", "国务院令第722号", "川政公函〔2022〕187号", "川政公〔2023〕18号", "罗放管服办〔2021〕20号");
        assertThat(DocumentNumber.findIn(text))
                .allSatisfy(found -> assertThat(DocumentNumber.parse(text.substring(found.from(), found.to())))
                        .contains(found.number()));
    }

    @Property
    void any_style_of_brackets_is_the_same_number(
            @ForAll("numbers") DocumentNumber number, @ForAll("brackets") String brackets, @ForAll("gaps") String gap) {
        var written = number.issuer() + gap + brackets.charAt(0) + number.year() + brackets.charAt(1) + gap
                + number.sequence() + "号";

        assertThat(DocumentNumber.parse(written)).contains(number);
        assertThat(DocumentNumber.parse(number.toString())).contains(number);
        assertThat(DocumentNumber.findIn("(" + written + ")"))
                .extracting(DocumentNumber.Found::number)
                .containsExactly(number);
    }

    @Provide
    Arbitrary<DocumentNumber> numbers() {
        var issuers = Arbitraries.strings()
                .withChars("川遂乐青罗耒政府办公函发改规国委厅局")
                .ofMinLength(2)
                .ofMaxLength(8);
        return Combinators.combine(
                        issuers,
                        Arbitraries.integers().between(1949, 2099),
                        Arbitraries.integers().between(1, 9999))
                .as(DocumentNumber::new);
    }

    @Provide
    Arbitrary<String> brackets() {
        return Arbitraries.of(BRACKETS);
    }

    @Provide
    Arbitrary<String> gaps() {
        return Arbitraries.of("", " ", "\u3000");
    }
}
