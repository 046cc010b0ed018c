package cn.zhengping.search.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchIndexException;
import cn.zhengping.search.elasticsearch.ElasticsearchSettings.Credentials;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchSettingsTest {

    private static ElasticsearchSettings of(List<String> urls, String prefix, int shards, int replicas, Duration time) {
        return new ElasticsearchSettings(
                urls.stream().map(URI::create).toList(), null, null, prefix, shards, replicas, time, time);
    }

    private static void assertRefused(
            List<String> urls, String prefix, int shards, int replicas, Duration time, String because) {
        assertThatThrownBy(() -> of(urls, prefix, shards, replicas, time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    @Test
    void what_cannot_be_right_is_refused_and_says_what() {
        Duration second = Duration.ofSeconds(1);
        List<String> url = List.of("https://a:9200");
        assertRefused(List.of(), "zp", 1, 1, second, "No URL");
        assertRefused(List.of("a:9200"), "zp", 1, 1, second, "a:9200");
        assertRefused(List.of("ftp://a"), "zp", 1, 1, second, "ftp://a");
        assertRefused(List.of("https://a/x", "https://b/y"), "zp", 1, 1, second, "same path");
        assertRefused(url, "政评", 1, 1, second, "政评");
        assertRefused(url, "Zp", 1, 1, second, "Zp");
        assertRefused(url, "zp*", 1, 1, second, "zp*");
        assertRefused(url, "", 1, 1, second, "prefix");
        assertRefused(url, "zp", 0, 1, second, "shards");
        assertRefused(url, "zp", 1, -1, second, "replicas");
        assertRefused(url, "zp", 1, 1, Duration.ZERO, "Timeouts");
        assertThat(of(List.of("https://a/x/", "https://b/x"), "zp", 1, 0, second)
                        .urls())
                .hasSize(2);
    }

    @Test
    void secrets_are_not_told() {
        for (Credentials each : List.of(new Credentials.Login("user", "secret"), new Credentials.ApiKey("secret"))) {
            assertThat(SharedNode.at(URI.create("http://a"), each, null).toString())
                    .doesNotContain("secret");
        }
    }

    @Test
    void certificates_that_cannot_be_read_are_told_at_once(@TempDir Path folder) throws IOException {
        Path pem = Files.writeString(folder.resolve("ca.pem"), "none");
        for (Path each : List.of(pem, folder.resolve("missing.pem"))) {
            assertThatThrownBy(() -> SharedNode.again(SharedNode.at(URI.create("https://a"), null, each)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(each.toString());
        }
    }

    /** The node of tests can make no API keys, so that what is sent is looked at here; and what a balancer may answer. */
    @Test
    void an_api_key_and_the_path_of_a_balancer_are_sent_along_and_its_own_failure_is_told() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        HttpServer balancer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        balancer.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestURI().getPath());
            byte[] body = "<html>Bad gateway</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(502, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        balancer.start();
        URI url = URI.create("http://127.0.0.1:" + balancer.getAddress().getPort() + "/es/");
        try (SearchIndex index = SharedNode.again(SharedNode.at(url, new Credentials.ApiKey("a2V5"), null))) {
            assertThatThrownBy(index::refresh)
                    .isInstanceOf(SearchIndexException.class)
                    .hasMessageContaining("a part of the cluster is away (502");
            assertThat(asked.take()).startsWith("ApiKey a2V5 /es/_alias/zhengping-");
        } finally {
            balancer.stop(0);
        }
    }
}
