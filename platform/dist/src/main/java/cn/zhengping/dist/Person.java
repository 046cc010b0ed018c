package cn.zhengping.dist;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who uses the platform over its API, as anybody could. */
final class Person {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final String address;
    private final String token;

    private Person(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /**
     * Logs in by client credentials.
     *
     * @throws IllegalStateException if the login, the secret or the tenant is wrong
     */
    static Person logIn(String address, String login, String secret, String tenant) {
        var credentials = Base64.getEncoder().encodeToString((login + ":" + secret).getBytes(StandardCharsets.UTF_8));
        var answer = post(
                HttpRequest.newBuilder(URI.create(address + "/oauth2/token"))
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded"),
                "grant_type=client_credentials&scope=" + URLEncoder.encode("tenant:" + tenant, StandardCharsets.UTF_8));
        if (!answer.has("access_token")) {
            throw new IllegalStateException("No token for " + login + ": " + answer);
        }
        return new Person(address, answer.get("access_token").asString());
    }

    /**
     * The data of a request that succeeds.
     *
     * @param variables names and values in turn
     * @throws IllegalStateException with the errors of one that does not
     */
    JsonNode ask(String document, Object... variables) {
        Map<String, Object> named = new HashMap<>();
        for (var i = 0; i < variables.length; i += 2) {
            named.put((String) variables[i], variables[i + 1]);
        }
        var answer = post(
                HttpRequest.newBuilder(URI.create(address + "/graphql"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json"),
                JSON.writeValueAsString(Map.of("query", document, "variables", named)));
        if (answer.has("errors")) {
            throw new IllegalStateException(answer.get("errors") + "\n" + document);
        }
        return answer.get("data");
    }

    /**
     * Sends a file to a link that the platform gave.
     *
     * @throws IllegalStateException with the answer if it is not taken
     */
    void send(String link, byte[] content) {
        var answer = answer(HttpRequest.newBuilder(URI.create(address).resolve(link))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
    }

    private static JsonNode post(HttpRequest.Builder request, String body) {
        return JSON.readTree(
                answer(request.POST(HttpRequest.BodyPublishers.ofString(body))).body());
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new IllegalStateException("The platform does not answer", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
