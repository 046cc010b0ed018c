package cn.zhengping.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class GraphiqlTest extends LaboratoryTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    @Test
    void the_page_is_ours_and_the_browser_may_fetch_nothing_from_elsewhere() {
        var page = send("/graphiql", it -> it.header("Accept", "text/html"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.type()).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.body()).contains("<title>政评 · GraphQL 接口</title>");
        assertThat(page.headers().get("content-security-policy"))
                .contains("default-src 'none'", "connect-src 'self'", "script-src 'self'")
                .doesNotContain("http");
    }

    @Test
    void whatever_the_page_refers_to_is_here() {
        var page = URI.create("/graphiql");
        var references = REFERENCE
                .matcher(send("/graphiql", it -> it).body())
                .results()
                .map(match -> match.group(1))
                .filter(reference -> !reference.startsWith("data:"))
                .toList();

        assertThat(references).hasSize(6).allSatisfy(reference -> {
            var file = send(page.resolve(reference).toString(), it -> it);
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.type()).startsWith(reference.endsWith(".css") ? "text/css" : "text/javascript");
            assertThat(file.body()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/graphiql/", "/graphiql/index.html", "/graphiql/react.development.js", "/graphiql/..%2fpage.js"
            })
    void nothing_else_is_served(String path) {
        assertThat(send(path, it -> it).status()).isIn(400, 404);
    }

    @Test
    void without_the_property_there_is_no_page() {
        new WebApplicationContextRunner()
                .withUserConfiguration(Graphiql.class)
                .run(context -> assertThat(context).doesNotHaveBean("graphiqlRoutes"));
    }
}
