package cn.zhengping.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarsTest extends LaboratoryTest {

    @ParameterizedTest
    @CsvSource({
        "points,  Points,   0.5,                              0.5",
        "points,  Points,   -12.345,                          -12.345",
        "points,  Points,   1.50,                             1.5",
        "decimal, Decimal,  98.60,                            98.60",
        "decimal, Decimal,  12345678901234567890.123456789,   12345678901234567890.123456789",
        "date,    Date,     2024-02-29,                       2024-02-29",
        "at,      DateTime, 2023-11-20T09:00:00+08:00,        2023-11-20T09:00:00+08:00",
        "at,      DateTime, 2023-11-20T01:00:00.5Z,           2023-11-20T09:00:00.5+08:00"
    })
    void a_value_comes_back_as_it_was_sent(String argument, String type, String sent, String shown) {
        var literal = ask("{ echo(%s: \"%s\") { %s } }".formatted(argument, sent, argument));
        assertThat(literal.data().path("echo").path(argument).asString()).isEqualTo(shown);

        var variable =
                ask("query ($v: %s!) { echo(%s: $v) { %s } }".formatted(type, argument, argument), Map.of("v", sent));
        assertThat(variable.data().path("echo").path(argument).asString()).isEqualTo(shown);
    }

    @Test
    void points_are_thousandths_on_the_server() {
        assertThat(ask("{ echo(points: \"0.125\") { thousandths } }").body()).contains("\"125\"");
    }

    @ParameterizedTest
    @CsvSource({
        "points,  Points,   0.0005,              POINTS_INVALID",
        "points,  Points,   1e3,                 POINTS_INVALID",
        "points,  Points,   99999999999999999999, POINTS_INVALID",
        "points,  Points,   ½,                   POINTS_INVALID",
        "decimal, Decimal,  '1,5',               DECIMAL_INVALID",
        "decimal, Decimal,  1e999999999,         DECIMAL_INVALID",
        "date,    Date,     2023-02-29,          DATE_INVALID",
        "date,    Date,     2023/11/20,          DATE_INVALID",
        "at,      DateTime, 2023-11-20T09:00:00, DATE_TIME_INVALID"
    })
    void what_is_no_value_is_refused_in_words_and_with_a_code(String argument, String type, String sent, String code) {
        var literal = ask("{ echo(%s: \"%s\") { date } }".formatted(argument, sent));
        assertThat(literal.code()).isEqualTo(code);
        assertThat(literal.classification()).isEqualTo("BAD_REQUEST");
        assertThat(literal.message()).contains(sent, "例如");

        var variable = ask(
                "query ($v: %s!) { echo(%s: $v) { date } }".formatted(type, argument),
                Map.of("v", sent),
                "Accept-Language",
                "en");
        assertThat(variable.code()).isEqualTo(code);
        assertThat(variable.message()).contains(sent, "for instance");
    }

    @Test
    void a_number_is_no_amount_of_points_since_it_may_have_been_rounded() {
        var response = ask("query ($v: Points!) { echo(points: $v) { date } }", Map.of("v", 0.5));

        assertThat(response.code()).isEqualTo("POINTS_INVALID");
    }

    @ParameterizedTest
    @CsvSource({
        "zh-CN,                 便民服务中心,           zh",
        "en,                    Township service centre, en",
        "en-US;q=0.5,           Township service centre, en",
        "'fr, en;q=0.8',        Township service centre, en",
        "fr,                    便民服务中心,           zh",
        "'',                    便民服务中心,           zh"
    })
    void a_text_is_in_the_language_of_the_request(String accepted, String text, String language) {
        var document = "{ spoken untranslated language message }";
        var data = (accepted.isEmpty() ? ask(document) : ask(document, "Accept-Language", accepted)).data();

        assertThat(data.path("spoken").asString()).isEqualTo(text);
        assertThat(data.path("untranslated").asString()).isEqualTo("帮办代办");
        assertThat(data.path("language").asString()).isEqualTo(language);
        assertThat(data.path("message").asString()).contains(language.equals("en") ? "must be from 1" : "必须在 1");
    }

    @Test
    void a_score_is_exact_and_for_showing() {
        assertThat(ask("{ score { exact display } }").body()).contains("\"271/3\"", "\"90.33\"");
    }
}
