package cn.zhengping.search.elasticsearch;

import cn.zhengping.search.analysis.Analysis;
import cn.zhengping.search.elasticsearch.ElasticsearchSettings.Credentials;
import cn.zhengping.search.elasticsearch.ElasticsearchSettings.Credentials.Login;
import cn.zhengping.search.testing.ElasticsearchNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The one node that all tests of a JVM share, started when the first of them asks. Where it cannot run, they are skipped, but
 * fail where the environment says {@code CI=true}.
 */
final class SharedNode implements BeforeAllCallback, ParameterResolver {

    static final Analysis ANALYSIS = new Analysis();

    /** For a single core of a busy machine. */
    static final Duration PATIENT = Duration.ofSeconds(60);

    private static final String JAVA_OPTIONS = "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1";

    @Override
    public void beforeAll(ExtensionContext context) {
        Path home = Path.of(System.getProperty("zhengping.elasticsearch"));
        String missing = ElasticsearchNode.missing(home);
        if (missing != null && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort(missing);
        }
        if (missing != null) {
            throw new IllegalStateException(missing);
        }
        node(context);
    }

    private static ElasticsearchNode node(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedNode.class))
                .computeIfAbsent(ElasticsearchNode.class, _ -> start(), ElasticsearchNode.class);
    }

    private static ElasticsearchNode start() {
        try {
            Path folder = Path.of("target/elasticsearch-node");
            if (Files.exists(folder)) {
                try (Stream<Path> old = Files.walk(folder)) {
                    for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
            Path home = Path.of(System.getProperty("zhengping.elasticsearch"));
            ElasticsearchNode node = new ElasticsearchNode(home, folder, JAVA_OPTIONS, true);
            node.start();
            return node;
        } catch (IOException e) {
            throw new IllegalStateException("Elasticsearch cannot be started", e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ElasticsearchNode.class;
    }

    @Override
    public ElasticsearchNode resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return node(context);
    }

    static ElasticsearchSettings settings(ElasticsearchNode node, int shards, String prefix, Duration answering) {
        return new ElasticsearchSettings(
                List.of(node.url()),
                new Login(ElasticsearchNode.USER, ElasticsearchNode.PASSWORD),
                node.authority(),
                prefix,
                shards,
                0,
                Duration.ofSeconds(5),
                answering);
    }

    static ElasticsearchSettings settings(ElasticsearchNode node) {
        return settings(node, 1, ElasticsearchSettings.PREFIX, PATIENT);
    }

    static ElasticsearchSettings at(URI url, @Nullable Credentials credentials, @Nullable Path authorities) {
        return new ElasticsearchSettings(
                List.of(url),
                credentials,
                authorities,
                ElasticsearchSettings.PREFIX,
                1,
                1,
                ElasticsearchSettings.CONNECTING,
                ElasticsearchSettings.ANSWERING);
    }

    /** Nothing that was made before is left. Whatever a later version may refuse is refused here. */
    static ElasticsearchSearchIndex empty(ElasticsearchNode node, ElasticsearchSettings settings) throws IOException {
        node.ask("DELETE", "zhengping-*?expand_wildcards=all", "");
        return again(settings);
    }

    static ElasticsearchSearchIndex again(ElasticsearchSettings settings) {
        return new ElasticsearchSearchIndex(settings, ANALYSIS, rest -> rest.setStrictDeprecationMode(true));
    }
}
