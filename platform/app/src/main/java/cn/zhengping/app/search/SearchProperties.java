package cn.zhengping.app.search;

import cn.zhengping.search.elasticsearch.ElasticsearchSettings;
import cn.zhengping.search.elasticsearch.ElasticsearchSettings.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the index lies.
 *
 * @param folder of embedded Lucene; used by one process at a time
 */
@ConfigurationProperties("zhengping.search")
record SearchProperties(
        @DefaultValue("LUCENE") Engine engine,
        @DefaultValue(".data/search") Path folder,
        @DefaultValue Elasticsearch elasticsearch) {

    /** What keeps the index. */
    enum Engine {
        /** Embedded. */
        LUCENE,
        /** A cluster, which several nodes of the platform share. */
        ELASTICSEARCH
    }

    /** As in {@link ElasticsearchSettings}; of {@code user} and {@code apiKey} at most one is given. */
    record Elasticsearch(
            @DefaultValue("http://127.0.0.1:9200") List<URI> urls,
            @Nullable String user,
            @Nullable String password,
            @Nullable String apiKey,
            @Nullable Path authorities,
            @DefaultValue(ElasticsearchSettings.PREFIX) String prefix,
            @DefaultValue("1") int shards,
            @DefaultValue("1") int replicas,
            @Nullable Duration connecting,
            @Nullable Duration answering) {

        ElasticsearchSettings settings() {
            return new ElasticsearchSettings(
                    urls,
                    credentials(),
                    authorities,
                    prefix,
                    shards,
                    replicas,
                    Objects.requireNonNullElse(connecting, ElasticsearchSettings.CONNECTING),
                    Objects.requireNonNullElse(answering, ElasticsearchSettings.ANSWERING));
        }

        private @Nullable Credentials credentials() {
            if (apiKey != null && user != null) {
                throw new IllegalArgumentException(
                        "Give either zhengping.search.elasticsearch.user or .api-key, not both");
            }
            if (apiKey != null) {
                return new Credentials.ApiKey(apiKey);
            }
            return user == null ? null : new Credentials.Login(user, password == null ? "" : password);
        }
    }
}
