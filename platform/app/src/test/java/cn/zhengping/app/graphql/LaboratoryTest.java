package cn.zhengping.app.graphql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the laboratory over HTTP, as any client would. */
@SpringBootTest(
        classes = Laboratory.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.threads.virtual.enabled=true",
            "spring.graphql.schema.additional-files=classpath*:cn/zhengping/app/graphql/**/*.graphqls",
            "zhengping.graphiql.enabled=true"
        })
abstract class LaboratoryTest {

    static final String GRAPHQL = "application/graphql-response+json";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Autowired
    private Environment environment;

    @Autowired
    JsonMapper json;

    record Response(int status, String type, String body, Map<String, String> headers, JsonMapper json) {

        JsonNode read() {
            return json.readTree(body);
        }

        JsonNode data() {
            return read().path("data");
        }

        JsonNode error() {
            return read().path("errors").path(0);
        }

        String code() {
            return error().path("extensions").path("code").asString();
        }

        String classification() {
            return error().path("extensions").path("classification").asString();
        }

        String message() {
            return error().path("message").asString();
        }
    }

    Response ask(String document, String... headers) {
        return post(json.writeValueAsString(Map.of("query", document)), headers);
    }

    Response ask(String document, Map<String, ?> variables, String... headers) {
        return post(json.writeValueAsString(Map.of("query", document, "variables", variables)), headers);
    }

    Response post(String body, String... headers) {
        return send("/graphql", it -> {
            it.setHeader("Content-Type", "application/json").setHeader("Accept", GRAPHQL);
            for (var i = 0; i < headers.length; i += 2) {
                it.setHeader(headers[i], headers[i + 1]);
            }
            return it.POST(BodyPublishers.ofString(body));
        });
    }

    Response send(String path, UnaryOperator<HttpRequest.Builder> how) {
        var uri = URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path);
        try {
            var response = CLIENT.send(how.apply(HttpRequest.newBuilder(uri)).build(), BodyHandlers.ofString());
            var headers = response.headers();
            return new Response(
                    response.statusCode(),
                    headers.firstValue("Content-Type").orElse(""),
                    response.body(),
                    headers.map().keySet().stream()
                            .collect(Collectors.toMap(
                                    name -> name,
                                    name -> headers.firstValue(name).orElse(""))),
                    json);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
