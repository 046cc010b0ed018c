package cn.zhengping.search.elasticsearch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster is reached, and what is made there.
 *
 * @param urls of its nodes, or of what stands before them; all with the same path, if any
 * @param credentials null where the cluster asks for none
 * @param authorities PEM file of the certificates that the nodes' own are signed by; null for those that Java trusts
 * @param prefix begins the names of all that is made: {@code <prefix>-<version of the analysis>}
 * @param shards of an index that is made
 * @param replicas of an index that is made; an operator may change them later
 * @param connecting until a node has to accept a connection
 * @param answering until a node has to answer; no call takes longer than this for each node and attempt
 */
public record ElasticsearchSettings(
        List<URI> urls,
        @Nullable Credentials credentials,
        @Nullable Path authorities,
        String prefix,
        int shards,
        int replicas,
        Duration connecting,
        Duration answering) {

    public static final String PREFIX = "zhengping";
    public static final Duration CONNECTING = Duration.ofSeconds(2);
    public static final Duration ANSWERING = Duration.ofSeconds(30);

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");

    /** By what the cluster knows us. */
    public sealed interface Credentials {

        /** Of the native realm, a directory, or wherever the cluster looks. */
        record Login(String user, String password) implements Credentials {

            @Override
            public String header() {
                return "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public String toString() {
                return "Login[" + user + "]";
            }
        }

        /** @param encoded as the cluster hands it out: id and key together, in base64 */
        record ApiKey(String encoded) implements Credentials {

            @Override
            public String header() {
                return "ApiKey " + encoded;
            }

            @Override
            public String toString() {
                return "ApiKey[…]";
            }
        }

        /** What is sent along as {@code Authorization}. */
        String header();
    }

    public ElasticsearchSettings {
        urls = List.copyOf(urls);
        check(!urls.isEmpty(), "No URL of an Elasticsearch node is given");
        for (URI url : urls) {
            check(
                    url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme())),
                    url + " is no http or https URL of an Elasticsearch node");
            check(
                    path(url).equals(path(urls.getFirst())),
                    "All Elasticsearch nodes have to be reached by the same path: " + urls);
        }
        check(
                NAME.matcher(prefix).matches(),
                "The prefix of indexes has to be of lower-case letters, digits, - and _: " + prefix);
        check(shards > 0 && shards <= 1024, "An index has 1 to 1024 shards, not " + shards);
        check(replicas >= 0, "An index cannot have " + replicas + " replicas");
        check(
                connecting.toMillis() > 0 && answering.toMillis() > 0,
                "Timeouts of Elasticsearch have to be at least a millisecond");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static String path(URI url) {
        String path = url.getPath() == null ? "" : url.getPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
