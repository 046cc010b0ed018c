package cn.zhengping.search.elasticsearch;

import cn.zhengping.search.SearchIndexException;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.http.ConnectionClosedException;
import org.apache.http.Header;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** The way to the nodes. Whatever goes wrong on it comes back as a {@link SearchIndexException} that says what to look at. */
final class Cluster implements AutoCloseable {

    /** As many as there are searches at one time; more wait for their turn. */
    private static final int CONNECTIONS = 64;

    private final RestClientTransport transport;
    private final ElasticsearchClient client;
    private final String nodes;
    private final Time patience;

    /** Asks the cluster for something. */
    @FunctionalInterface
    interface Call<T> {
        T on(ElasticsearchClient client) throws IOException;
    }

    Cluster(ElasticsearchSettings settings, Consumer<RestClientBuilder> more) {
        this.nodes = settings.urls().toString();
        // The cluster gives up first, and so can say why.
        this.patience = Time.of(t -> t.time(settings.answering().toMillis() * 2 / 3 + "ms"));
        HttpHost[] hosts = settings.urls().stream()
                .map(url -> new HttpHost(url.getHost(), url.getPort(), url.getScheme()))
                .toArray(HttpHost[]::new);
        SSLContext trust = settings.authorities() == null ? null : trust(settings.authorities());
        RestClientBuilder builder = RestClient.builder(hosts)
                .setCompressionEnabled(false)
                .setRequestConfigCallback(config -> config.setConnectTimeout(
                                Math.toIntExact(settings.connecting().toMillis()))
                        .setConnectionRequestTimeout(
                                Math.toIntExact(settings.answering().toMillis()))
                        .setSocketTimeout(Math.toIntExact(settings.answering().toMillis())))
                .setHttpClientConfigCallback(http -> {
                    http.setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(CONNECTIONS * hosts.length);
                    return trust == null ? http : http.setSSLContext(trust);
                });
        if (settings.credentials() != null) {
            builder.setDefaultHeaders(new Header[] {
                new BasicHeader(
                        HttpHeaders.AUTHORIZATION, settings.credentials().header())
            });
        }
        String path = ElasticsearchSettings.path(settings.urls().getFirst());
        if (!path.isEmpty()) {
            builder.setPathPrefix(path);
        }
        more.accept(builder);
        this.transport = new RestClientTransport(builder.build(), new Jackson3JsonpMapper());
        this.client = new ElasticsearchClient(transport);
    }

    private static SSLContext trust(Path authorities) {
        try (InputStream pem = Files.newInputStream(authorities)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("authority-" + trusted.size(), each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The certificates in " + authorities + " cannot be read; it has to be a PEM file: "
                            + e.getMessage(),
                    e);
        }
    }

    /** How long the cluster may wait for one of its own parts. */
    Time patience() {
        return patience;
    }

    /** @throws SearchIndexException whatever goes wrong */
    <T> T call(Call<T> call) {
        try {
            return again(call);
        } catch (IOException | RuntimeException e) {
            Refusal refusal = Refusal.of(e);
            throw new SearchIndexException(
                    refusal != null
                            ? refused(refusal)
                            : "Elasticsearch at " + nodes + " cannot be reached, or does not answer in time: "
                                    + e.getMessage(),
                    e);
        }
    }

    String refused(Refusal refusal) {
        return "Elasticsearch at " + nodes + " says no: " + refusal;
    }

    /** A node that was restarted, or a balancer, may have closed a connection that waited for use: that is no failure yet. */
    private <T> T again(Call<T> call) throws IOException {
        try {
            return call.on(client);
        } catch (ConnectException e) {
            throw e;
        } catch (ConnectionClosedException | SocketException e) {
            return call.on(client);
        }
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new SearchIndexException("The connection to Elasticsearch cannot be closed: " + e.getMessage(), e);
        }
    }
}
