package cn.zhengping.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphQlOverHttpTest extends LaboratoryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/graphql-response+json                                 | application/graphql-response+json",
                "application/json                                                  | application/json",
                "application/graphql-response+json, application/json;q=0.9         | application/graphql-response+json",
                "application/json;q=0.9, application/graphql-response+json         | application/graphql-response+json",
                "application/graphql-response+json; charset=utf-8                  | application/graphql-response+json",
                "application/graphql-response+json;q=0.8, application/json;q=0.2   | application/graphql-response+json",
                "application/graphql-response+json;q=0, application/json           | application/json",
                "text/html, application/json;q=0.5                                 | application/json",
                "*/*                                                               | application/json"
            })
    void the_response_has_the_type_that_the_client_wants_most(String accept, String type) {
        var response = ask("{ spoken }", "Accept", accept);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.type()).startsWith(type);
        assertThat(response.data().path("spoken").asString()).isEqualTo("便民服务中心");
    }

    @Test
    void a_client_that_names_no_type_gets_plain_json() {
        var response = send(
                "/graphql",
                it -> it.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"query\": \"{ spoken }\"}")));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.type()).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml;q=0.9", "nonsense"})
    void a_client_that_takes_nothing_there_is_gets_406(String accept) {
        var response = ask("{ spoken }", "Accept", accept);

        assertThat(response.status()).isEqualTo(406);
        assertThat(response.code()).isEqualTo("RESPONSE_TYPE_UNSUPPORTED");
    }

    @ParameterizedTest
    @CsvSource({
        "'{ nothing }',                       DOCUMENT_INVALID",
        "'{ spoken',                          SYNTAX_ERROR",
        "'query A { spoken } query B { who }', OPERATION_UNKNOWN",
        "'query ($p: Points!) { echo(points: $p) { date } }', VARIABLE_INVALID"
    })
    void a_document_that_cannot_be_executed_is_400_and_for_plain_json_200(String document, String code) {
        var response = ask(document);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.type()).startsWith(GRAPHQL);
        assertThat(response.code()).isEqualTo(code);
        assertThat(response.read().has("data")).isFalse();

        var plain = ask(document, "Accept", "application/json");
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.code()).isEqualTo(code);
    }

    @Test
    void a_field_that_fails_leaves_the_status_at_200() {
        var response = ask("{ spoken fail(how: \"stale\") }");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.data().path("spoken").asString()).isNotEmpty();
        assertThat(response.error().path("path").path(0).asString()).isEqualTo("fail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void only_post_is_allowed(String method) {
        var response = send("/graphql?query=%7Bspoken%7D", it -> it.method(method, BodyPublishers.noBody()));

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers()).containsEntry("allow", "POST");
        assertThat(response.code()).isEqualTo("METHOD_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/graphql",
                "application/x-www-form-urlencoded",
                "application/json; charset=gbk",
                "nonsense"
            })
    void a_body_that_is_no_json_by_its_type_is_415(String contentType) {
        var response = ask("{ spoken }", "Content-Type", contentType);

        assertThat(response.status()).isEqualTo(415);
        assertThat(response.code()).isEqualTo("CONTENT_TYPE_UNSUPPORTED");
    }

    @Test
    void a_body_without_a_type_is_415() {
        var response = send("/graphql", it -> it.POST(BodyPublishers.ofString("{\"query\": \"{ spoken }\"}")));

        assertThat(response.status()).isEqualTo(415);
    }

    @Test
    void utf_8_may_be_said() {
        assertThat(ask("{ spoken }", "Content-Type", "application/json; charset=UTF-8")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONSENSE", "{\"query\":", "", "{\"query\": \"{ spoken }\"} trailing"})
    void a_body_that_is_not_well_formed_is_400(String body) {
        var response = post(body);

        assertThat(response.status()).isIn(400, 422);
        assertThat(response.code()).isIn("BODY_NOT_JSON", "BODY_INCOMPLETE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"qeury\": \"{ spoken }\"}",
                "{\"query\": 1}",
                "{\"query\": \"{ spoken }\", \"variables\": [7]}",
                "{\"query\": \"{ spoken }\", \"variables\": \"{}\"}",
                "{\"query\": \"{ spoken }\", \"operationName\": 7}",
                "{\"query\": \"{ spoken }\", \"extensions\": 7}",
                "\"{ spoken }\"",
                "null"
            })
    void a_body_of_the_wrong_shape_is_422(String body) {
        var response = post(body);

        assertThat(response.status()).isEqualTo(422);
        assertThat(response.code()).isEqualTo("BODY_INCOMPLETE");
    }

    @Test
    void nulls_are_as_good_as_absent() {
        var response =
                post("{\"query\": \"{ spoken }\", \"variables\": null, \"operationName\": null, \"extensions\": null}");

        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void a_batch_is_refused() {
        var response = post("[{\"query\": \"{ spoken }\"}, {\"query\": \"{ who }\"}]");

        assertThat(response.status()).isEqualTo(422);
        assertThat(response.code()).isEqualTo("BATCH_REFUSED");
        assertThat(response.message()).contains("批量");
    }

    @Test
    void a_refusal_speaks_the_language_of_the_request() {
        assertThat(post("[]", "Accept-Language", "en-GB").message()).startsWith("Batches");
    }
}
