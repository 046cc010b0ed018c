package cn.zhengping.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as one person uses it, over HTTP. */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String address;
    private final @Nullable String token;

    Api(String address, @Nullable String token) {
        this.address = address;
        this.token = token;
    }

    public Api withToken(String otherToken) {
        return new Api(address, otherToken);
    }

    /** A token by client credentials. */
    public String token(String login, String secret, @Nullable String tenant) {
        var form = "grant_type=client_credentials"
                + (tenant == null ? "" : "&scope=" + URLEncoder.encode("tenant:" + tenant, StandardCharsets.UTF_8));
        var credentials = Base64.getEncoder().encodeToString((login + ":" + secret).getBytes(StandardCharsets.UTF_8));
        var answer = send(HttpRequest.newBuilder(URI.create(address + "/oauth2/token"))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("access_token").asString();
    }

    /** What the request answers, whole. */
    public JsonNode send(String document, Map<String, ?> variables) {
        var answer = post(document, variables, "zh-CN");
        return JSON.readTree(answer.body());
    }

    /** The HTTP response to the request, in this language. */
    public HttpResponse<String> post(String document, Map<String, ?> variables, String language) {
        var request = HttpRequest.newBuilder(URI.create(address + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Accept-Language", language)
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("query", document, "variables", variables))));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    /** The data of a request that has to succeed. */
    public JsonNode ask(String document, Object... variables) {
        var answer = send(document, pairs(variables));
        assertThat(answer.path("errors").toString()).as(document).isEmpty();
        return answer.get("data");
    }

    /** The code of the first error of a request that has to fail; its message says something in both languages. */
    public String refused(String document, Object... variables) {
        var given = pairs(variables);
        var answer = send(document, given);
        var error = answer.path("errors").path(0);
        assertThat(error.path("extensions").path("code").isString())
                .as(answer.toString())
                .isTrue();
        assertThat(error.get("message").asString()).matches("(?s).*\\p{IsHan}.*");
        return error.get("extensions").get("code").asString();
    }

    /** The answer to a form with one part for each file, by the names of the parts. */
    public HttpResponse<String> upload(String path, Map<String, byte[]> files) {
        var boundary = "----of-the-form";
        var body = new ByteArrayOutputStream();
        files.forEach((part, content) -> {
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\""
                            + part + ".jar\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return post(path, "multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    /** The answer to any content. */
    public HttpResponse<String> post(String path, String contentType, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", contentType)
                .header("Accept-Language", "zh-CN")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    /** The answer to a plain request. */
    public HttpResponse<String> get(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    /** What a subscription answers as it happens, each event's data; closing the stream leaves it. */
    public Stream<JsonNode> follow(String document, Object... variables) {
        var request = HttpRequest.newBuilder(URI.create(address + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("query", document, "variables", pairs(variables)))))
                .build();
        return send(request, BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("data:"))
                .map(line -> JSON.readTree(line.substring("data:".length())));
    }

    private static Map<String, Object> pairs(Object... variables) {
        var pairs = new HashMap<String, Object>();
        for (var i = 0; i < variables.length; i += 2) {
            pairs.put((String) variables[i], variables[i + 1]);
        }
        return pairs;
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return send(request, BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return HTTP.send(request, body);
        } catch (IOException e) {
            throw new AssertionError("No answer from the application", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
