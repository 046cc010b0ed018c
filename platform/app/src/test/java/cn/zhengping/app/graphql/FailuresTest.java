package cn.zhengping.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.errors.PlatformException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FailuresTest extends LaboratoryTest {

    @ParameterizedTest
    @CsvSource({
        "said,            PAGE_TOO_LARGE,  BAD_REQUEST,  超过上限 100 条",
        "stale,           STALE_VERSION,   CONFLICT,     请刷新后重新编辑",
        "locked,          BUSY,            CONFLICT,     请稍后重试",
        "foreign,         BUSY,            CONFLICT,     请稍后重试"
    })
    void a_failure_has_a_code_a_classification_and_words(String how, String code, String kind, String said) {
        var response = ask("query ($how: String!) { fail(how: $how) }", Map.of("how", how));

        assertThat(response.code()).isEqualTo(code);
        assertThat(response.classification()).isEqualTo(kind);
        assertThat(response.message()).contains(said).doesNotContain("t_510900");
        assertThat(response.error().path("path").path(0).asString()).isEqualTo("fail");
    }

    @Test
    void what_nobody_foresaw_shows_a_reference_and_the_log_has_the_rest(CapturedOutput log) {
        var response = ask("{ fail(how: \"unforeseen\") }", "Accept-Language", "en");

        assertThat(response.code()).isEqualTo("INTERNAL");
        assertThat(response.classification()).isEqualTo("INTERNAL");
        var reference = response.error().path("extensions").path("reference").asString();
        assertThat(reference).isNotEmpty();
        assertThat(response.message()).contains("our side", reference);
        assertThat(response.body()).doesNotContain("t_510900", "IllegalState", "Controller");
        assertThat(log).contains(reference, "relation t_510900.score_sheet does not exist");
    }

    @ParameterizedTest
    @CsvSource({"{ broken }", "{ missing }"})
    void what_the_server_answers_against_its_own_schema_is_its_own_fault(String document) {
        var response = ask(document);

        assertThat(response.code()).isEqualTo("INTERNAL");
        assertThat(response.body()).doesNotContain("t_510900");
        assertThat(response.error().path("extensions").path("reference").asString())
                .isNotEmpty();
    }

    @Test
    void an_id_that_is_no_uuid_is_not_found() {
        assertThat(ask("{ thing(id: \"42\") { name } }").code()).isEqualTo("NOT_FOUND");
        assertThat(ask("{ thingsById(keys: [{id: \"42\"}]) }").classification()).isEqualTo("NOT_FOUND");
        assertThat(ask("{ thing(id: \"6f1c1e0a-5a53-4b0e-9d2a-0d6f0f6f0f6f\") { name } }")
                        .data()
                        .path("thing")
                        .path("name")
                        .asString())
                .isEqualTo("6f1c1e0a-5a53-4b0e-9d2a-0d6f0f6f0f6f");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ thingsById(keys: [{id: \"1\", name: \"2\"}]) } | DOCUMENT_INVALID",
                "{ thingsById(keys: [{}]) }                       | DOCUMENT_INVALID",
                "{ thing { name } }                               | DOCUMENT_INVALID",
                "{ echo(points: 0.5) { date } }                   | POINTS_INVALID",
                "subscription { count { number } a: count { number } } | DOCUMENT_INVALID"
            })
    void what_does_not_fit_the_schema_is_refused_with_a_code(String document, String code) {
        var response = ask(document);

        assertThat(response.code()).isEqualTo(code);
        assertThat(response.classification()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void a_oneof_variable_with_two_members_is_a_wrong_value() {
        var response = ask(
                "query ($key: ThingKey!) { thingsById(keys: [$key]) }", Map.of("key", Map.of("id", "1", "name", "2")));

        assertThat(response.code()).isEqualTo("VARIABLE_INVALID");
    }

    @ParameterizedTest
    @EnumSource(GraphQlErrorCode.class)
    void each_code_has_words_in_both_languages(GraphQlErrorCode code) {
        var said = new PlatformException(code, "一", "二").said();

        assertThat(said.in(Locale.CHINESE)).matches("(?s).*\\p{IsHan}.*").isNotEqualTo(said.in(Locale.ENGLISH));
        assertThat(said.in(Locale.ENGLISH).replaceAll("[一二]", "")).doesNotMatch("(?s).*\\p{IsHan}.*");
    }
}
