package cn.zhengping.bench;

import cn.zhengping.search.analysis.Analysis;
import cn.zhengping.search.elasticsearch.BareElasticsearch;
import cn.zhengping.search.elasticsearch.ElasticsearchSearchIndex;
import cn.zhengping.search.elasticsearch.ElasticsearchSettings;
import cn.zhengping.search.testing.ElasticsearchNode;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The search box on one node of Elasticsearch, over a fifth of what {@link SearchBenchmark} has: how fast evidence is
 * indexed, against the bulk requests alone, made before; how long a search takes, with its marks and counts, against the
 * same query for the ids alone; what the node takes. It is a process on this machine, without TLS, with 1 GB of heap.
 */
final class ElasticsearchBenchmark {

    private static final Path HOME = Path.of(System.getProperty("zhengping.bench.elasticsearch", ""));
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI node;

    private ElasticsearchBenchmark(URI node) {
        this.node = node;
    }

    /** Why no node can be started here. */
    static Optional<String> missing() {
        return Optional.ofNullable(ElasticsearchNode.missing(HOME));
    }

    static List<Result> run(boolean quick) throws Exception {
        var folder = Files.createTempDirectory("zhengping-bench");
        try (var node = new ElasticsearchNode(HOME, folder, "-Xms1g -Xmx1g", false)) {
            node.start();
            return new ElasticsearchBenchmark(node.url()).measure(quick);
        } finally {
            Folder.delete(folder);
        }
    }

    private List<Result> measure(boolean quick) throws Exception {
        var corpus = new EvidenceCorpus(quick ? 20_000 : 200_000, SearchBenchmark.TENANTS);
        var analysis = new Analysis();
        var results = new ArrayList<Result>();
        try (var index = new ElasticsearchSearchIndex(settings("bare"), analysis)) {
            // Makes it, with the mapping that ours has.
            index.isFilled();
        }
        var bare = indexBare(corpus, analysis, "bare-" + analysis.version());
        ask("DELETE", "bare-*", "");
        try (var index = new ElasticsearchSearchIndex(settings("ours"), analysis)) {
            index.isFilled();
            var ours = SearchBenchmark.index(corpus, index);
            results.add(ours.against("the same bulk requests, made before", bare));
            var alias = "ours-" + analysis.version();
            var requests = SearchBenchmark.requests(corpus);
            var queries = requests.stream()
                    .map(request -> "{\"size\":%d,\"_source\":false,\"query\":%s}"
                            .formatted(
                                    SearchBenchmark.PAGE,
                                    JsonpUtils.toJsonString(
                                            BareElasticsearch.query(analysis.plan(request)),
                                            new Jackson3JsonpMapper())))
                    .toList();
            results.addAll(SearchBenchmark.search(
                    requests, index, request -> ask("POST", alias + "/_search", queries.get(request)), quick));
            ask("POST", alias + "/_flush", "");
            results.add(ours.onDisk(ask("GET", alias + "/_stats/store", "")
                    .at("/_all/total/store/size_in_bytes")
                    .asLong()));
            results.add(heap());
        }
        return results;
    }

    private ElasticsearchSettings settings(String prefix) {
        return new ElasticsearchSettings(
                List.of(node),
                null,
                null,
                prefix,
                1,
                0,
                ElasticsearchSettings.CONNECTING,
                ElasticsearchSettings.ANSWERING);
    }

    /** @return entries per second */
    private double indexBare(EvidenceCorpus corpus, Analysis analysis, String alias) throws IOException {
        var sums = new long[2];
        corpus.forEach(SearchBenchmark.AT_ONCE, entries -> {
            var bulk = new ByteArrayOutputStream();
            for (var entry : entries) {
                bulk.writeBytes(
                        "{\"index\":{\"_id\":\"%s\"}}\n".formatted(entry.key()).getBytes(StandardCharsets.UTF_8));
                bulk.writeBytes(BareElasticsearch.document(entry, analysis.index(entry)));
                bulk.write('\n');
            }
            var body = bulk.toByteArray();
            var start = System.nanoTime();
            try {
                if (ask("POST", alias + "/_bulk", BodyPublishers.ofByteArray(body))
                        .path("errors")
                        .asBoolean()) {
                    throw new IOException("Elasticsearch did not take a bulk request");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            sums[1] += System.nanoTime() - start;
            sums[0] += entries.size();
        });
        var start = System.nanoTime();
        ask("POST", alias + "/_refresh", "");
        return sums[0] * 1e9 / (sums[1] + System.nanoTime() - start);
    }

    /** As it stands after the searches: nobody tells the node to collect its garbage. */
    private Result heap() throws IOException {
        var memory = ask("GET", "_nodes/stats/jvm", "")
                .path("nodes")
                .iterator()
                .next()
                .at("/jvm/mem");
        var used = memory.path("heap_used_in_bytes").asLong();
        var most = memory.path("heap_max_in_bytes").asLong();
        return new Result(
                "heap of the node after indexing and searching / what it was given",
                SearchBenchmark.megabytes(used),
                SearchBenchmark.megabytes(most),
                (double) used / most,
                "–");
    }

    private JsonNode ask(String method, String path, String body) throws IOException {
        return ask(method, path, BodyPublishers.ofString(body));
    }

    private JsonNode ask(String method, String path, HttpRequest.BodyPublisher body) throws IOException {
        var request = HttpRequest.newBuilder(node.resolve("/" + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(2))
                .method(method, body)
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new IOException("%s %s: %d %s"
                        .formatted(
                                method,
                                path,
                                response.statusCode(),
                                new String(response.body(), StandardCharsets.UTF_8)));
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
