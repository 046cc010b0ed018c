package cn.zhengping.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PagingTest extends LaboratoryTest {

    private static final String PAGE =
            "{ edges { cursor node { name } } pageInfo { hasPreviousPage hasNextPage startCursor endCursor } }";

    private static String name(JsonNode page, int index) {
        return page.path("edges").path(index).path("node").path("name").asString();
    }

    @Test
    void a_list_is_read_page_by_page_to_its_end() {
        var names = new ArrayList<String>();
        String cursor = null;
        boolean more;
        do {
            var variables = cursor == null ? Map.<String, String>of() : Map.of("after", cursor);
            var page = ask("query ($after: String) { things(first: 100, after: $after) " + PAGE + " }", variables)
                    .data()
                    .path("things");
            page.path("edges")
                    .forEach(edge -> names.add(edge.path("node").path("name").asString()));
            cursor = page.path("pageInfo").path("endCursor").asString();
            more = page.path("pageInfo").path("hasNextPage").asBoolean();
        } while (more);

        assertThat(names)
                .hasSize(250)
                .doesNotHaveDuplicates()
                .startsWith("thing 0")
                .endsWith("thing 249");
    }

    @Test
    void a_list_is_read_backward_from_its_end() {
        var last = ask("{ things(last: 2) " + PAGE + " }").data().path("things");
        assertThat(name(last, 0)).isEqualTo("thing 248");
        assertThat(name(last, 1)).isEqualTo("thing 249");
        assertThat(last.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
        assertThat(last.path("pageInfo").path("hasPreviousPage").asBoolean()).isTrue();

        var before = ask(
                        "query ($before: String) { things(last: 2, before: $before) " + PAGE + " }",
                        Map.of(
                                "before",
                                last.path("pageInfo").path("startCursor").asString()))
                .data()
                .path("things");
        assertThat(name(before, 1)).isEqualTo("thing 247");
        assertThat(before.path("pageInfo").path("hasNextPage").asBoolean()).isTrue();
    }

    @Test
    void a_page_has_twenty_nodes_unless_asked() {
        assertThat(ask("{ things " + PAGE + " }")
                        .data()
                        .path("things")
                        .path("edges")
                        .size())
                .isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "first: 101                    | PAGE_TOO_LARGE",
                "last: 101                     | PAGE_TOO_LARGE",
                "first: 0                      | PAGE_SIZE_INVALID",
                "first: -1                     | PAGE_SIZE_INVALID",
                "first: 2, last: 2             | PAGE_DIRECTION_UNCLEAR",
                "first: 2, before: \"T18x\"    | PAGE_DIRECTION_UNCLEAR",
                "after: \"nonsense\"           | CURSOR_INVALID",
                "after: \"\"                   | CURSOR_INVALID",
                "after: \"%%%\"                | CURSOR_INVALID",
                // K_{"id":1}, the cursor of a list of rows
                "after: \"S197ImlkIjoxfQ==\"   | CURSOR_INVALID"
            })
    void a_page_that_cannot_be_given_is_refused_with_a_code(String arguments, String code) {
        var response = ask("{ things(" + arguments + ") " + PAGE + " }");

        assertThat(response.code()).isEqualTo(code);
        assertThat(response.classification()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void a_cursor_beyond_the_end_gives_an_empty_page() {
        // O_9999
        var page = ask("{ things(after: \"T185OTk5\") " + PAGE + " }").data().path("things");

        assertThat(page.path("edges").isEmpty()).isTrue();
        assertThat(page.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
    }
}
