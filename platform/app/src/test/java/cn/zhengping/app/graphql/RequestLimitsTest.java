package cn.zhengping.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.IntrospectionQuery;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLimitsTest extends LaboratoryTest {

    private static String times(int times, String format) {
        return IntStream.range(0, times).mapToObj(format::formatted).collect(Collectors.joining(" "));
    }

    private static void assertRefused(Response response, GraphQlErrorCode code, String limit) {
        assertThat(response.code()).isEqualTo(code.name());
        assertThat(response.classification()).isEqualTo("BAD_REQUEST");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.message()).contains(limit);
        assertThat(response.read().has("data")).isFalse();
    }

    @Test
    void depth_is_limited_and_fragments_do_not_hide_it() {
        var document = "{ thing(id: \"%s\") { %s } }";
        var id = "6f1c1e0a-5a53-4b0e-9d2a-0d6f0f6f0f6f";
        var inner = "things(first: 1) { edges { node { ".repeat(6) + "name" + " } } }".repeat(6);

        assertThat(ask(document.formatted(id, inner)).error().isMissingNode()).isTrue();
        assertRefused(
                ask(document.formatted(id, "things(first: 1) { edges { node { " + inner + " } } }")),
                GraphQlErrorCode.QUERY_TOO_DEEP,
                "20");
        assertRefused(
                ask("{ thing(id: \"" + id + "\") { things(first: 1) { edges { node { ...Rest } } } } }"
                        + " fragment Rest on Thing { " + inner + " }"),
                GraphQlErrorCode.QUERY_TOO_DEEP,
                "20");
    }

    @Test
    void cost_multiplies_what_is_below_a_list_by_its_length() {
        var document = "query ($n: Int) { things(first: $n) { edges { node { things(first: $n) { edges { node "
                + "{ name askedBy parts { name } } } } } } } }";

        assertThat(ask(document, Map.of("n", 20)).error().isMissingNode()).isTrue();
        // 100 * (3 + 100 * (2 + 2 + 1 + 5)) and the fields on the way: beyond 50,000.
        assertRefused(ask(document, Map.of("n", 100)), GraphQlErrorCode.QUERY_TOO_COSTLY, "50000");
    }

    @Test
    void cost_takes_a_variables_default_for_its_value() {
        assertRefused(
                ask("query ($n: Int = 100) { things(first: $n) { edges { node { things(first: $n) { edges { node "
                        + "{ name askedBy parts { name } } } } } } } }"),
                GraphQlErrorCode.QUERY_TOO_COSTLY,
                "50000");
    }

    @Test
    void aliases_are_limited() {
        assertThat(ask("{ things(first: 1) { edges { node { " + times(50, "n%d: name") + " } } } }")
                        .error()
                        .isMissingNode())
                .isTrue();
        assertRefused(
                ask("{ things(first: 1) { edges { node { " + times(51, "n%d: name") + " } } } }"),
                GraphQlErrorCode.TOO_MANY_ALIASES,
                "50");
    }

    @Test
    void root_fields_are_limited_in_queries_and_mutations() {
        assertRefused(ask("{ " + times(21, "a%d: spoken") + " }"), GraphQlErrorCode.TOO_MANY_ROOT_FIELDS, "20");
        assertRefused(
                ask("mutation { " + times(21, "a%d: rename(name: \"x\") { name }") + " }"),
                GraphQlErrorCode.TOO_MANY_ROOT_FIELDS,
                "20");
    }

    @Test
    void a_document_built_to_explode_is_refused_before_anything_expands_it() {
        var levels = 100;
        var document = "{ thing(id: \"x\") { ...F0 } } "
                + IntStream.range(0, levels)
                        .mapToObj(i -> "fragment F%d on Thing { ...F%d ...F%d }".formatted(i, i + 1, i + 1))
                        .collect(Collectors.joining(" "))
                + " fragment F" + levels + " on Thing { name }";

        assertRefused(ask(document), GraphQlErrorCode.QUERY_TOO_COSTLY, "50000");
    }

    @Test
    void a_fragment_that_spreads_itself_is_left_to_validation() {
        var response = ask("{ thing(id: \"x\") { ...A } } fragment A on Thing { ...B } fragment B on Thing { ...A }");

        assertThat(response.code()).isEqualTo("DOCUMENT_INVALID");
    }

    @Test
    void each_operation_of_a_document_is_measured() {
        var response = post(json.writeValueAsString(Map.of(
                "query",
                "query Small { spoken } query Large { " + times(21, "a%d: spoken") + " }",
                "operationName",
                "Small")));

        assertRefused(response, GraphQlErrorCode.TOO_MANY_ROOT_FIELDS, "20");
    }

    @Test
    void tokens_characters_and_nesting_are_limited() {
        assertRefused(ask("{ " + "spoken ".repeat(5001) + "}"), GraphQlErrorCode.DOCUMENT_TOO_MANY_TOKENS, "5000");
        assertRefused(ask("{ spoken } #" + "长".repeat(50_000)), GraphQlErrorCode.DOCUMENT_TOO_LONG, "50000");
        assertRefused(
                ask("{ a(x: " + "[".repeat(300) + "]".repeat(300) + ") }"),
                GraphQlErrorCode.DOCUMENT_NESTED_TOO_DEEPLY,
                "200");
    }

    @Test
    void the_body_is_limited_whatever_is_in_it() {
        var response = ask("{ spoken }", Map.of("data", "x".repeat(1024 * 1024)));

        assertThat(response.status()).isEqualTo(413);
        assertThat(response.code()).isEqualTo("BODY_TOO_LARGE");
        assertThat(response.message()).contains("1048576");
    }

    @Test
    void the_introspection_of_tools_is_allowed() {
        assertThat(ask(IntrospectionQuery.INTROSPECTION_QUERY)
                        .data()
                        .path("__schema")
                        .path("types")
                        .size())
                .isGreaterThan(10);
    }

    @Test
    void introspection_in_bad_faith_is_not() {
        assertRefused(
                ask("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"),
                GraphQlErrorCode.INTROSPECTION_TOO_LARGE,
                "__Type.fields");
        assertRefused(
                ask("{ a: __schema { queryType { name } } b: __schema { queryType { name } } }"),
                GraphQlErrorCode.INTROSPECTION_TOO_LARGE,
                "__schema");
    }

    @Test
    void the_limits_can_be_asked_for() {
        var limits = ask("{ requestLimits { bodyBytes characters tokens depth cost aliases rootFields pageSize } }")
                .data()
                .path("requestLimits");

        assertThat(limits.toString())
                .isEqualTo("{\"bodyBytes\":1048576,\"characters\":50000,\"tokens\":5000,\"depth\":20,"
                        + "\"cost\":50000,\"aliases\":50,\"rootFields\":20,\"pageSize\":100}");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 超过上限 20 个", "en-US, beyond the limit of 20", "fr, 超过上限 20 个"})
    void a_refusal_speaks_the_language_of_the_request(String language, String said) {
        assertThat(ask("{ " + times(21, "a%d: spoken") + " }", "Accept-Language", language)
                        .message())
                .contains(said);
    }
}
