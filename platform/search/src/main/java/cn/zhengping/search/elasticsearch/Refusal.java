package cn.zhengping.search.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.transport.TransportException;
import java.io.IOException;
import java.util.Objects;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.ResponseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * That a node, or a balancer before it, has said no. Which exception of the client says so depends on the status.
 *
 * @param type Elasticsearch's name for it; empty if it has none
 */
record Refusal(int status, String type, String reason) {

    private static final JsonMapper JSON = new JsonMapper();

    static Refusal of(int status, ErrorCause cause) {
        // "All shards failed" says little.
        ErrorCause told =
                cause.rootCause().isEmpty() ? cause : cause.rootCause().getFirst();
        return new Refusal(
                status, Objects.requireNonNullElse(told.type(), ""), Objects.requireNonNullElse(told.reason(), ""));
    }

    /** Null if nobody has answered. */
    static @Nullable Refusal of(@Nullable Throwable failure) {
        return switch (failure) {
            case ElasticsearchException said -> of(said.status(), said.error());
            case ResponseException said -> of(said);
            case TransportException said
            when said.statusCode() >= 400 ->
                new Refusal(said.statusCode(), "", Objects.requireNonNullElse(said.getMessage(), ""));
            case null, default -> null;
        };
    }

    private static Refusal of(ResponseException said) {
        int status = said.getResponse().getStatusLine().getStatusCode();
        try {
            JsonNode error = JSON.readTree(
                            EntityUtils.toString(said.getResponse().getEntity()))
                    .path("error");
            JsonNode told = error.path("root_cause").isEmpty()
                    ? error
                    : error.path("root_cause").path(0);
            return new Refusal(
                    status, told.path("type").asString(""), told.path("reason").asString(""));
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            return new Refusal(status, "", Objects.requireNonNullElse(said.getMessage(), ""));
        }
    }

    /** A request that may be taken a moment later; a full disk does not pass so soon. */
    boolean passes() {
        return status == 429 && !type.equals("cluster_block_exception");
    }

    /** For whoever runs the cluster. */
    String advice() {
        return switch (type) {
            case "cluster_block_exception" ->
                "an index is locked, as it is when a disk of the cluster is full; see its settings index.blocks";
            case "index_not_found_exception" ->
                "the index is gone, or its alias; within a minute it is made anew, and filling it begins";
            default ->
                switch (status) {
                    case 401 -> "it does not accept our user and password, or API key";
                    case 403 -> "our user may not do that; it needs manage, read and write on our indexes";
                    case 429 -> "it has more to do than it can";
                    case 502, 503, 504 -> "a part of the cluster is away";
                    default -> "see the log of the cluster";
                };
        };
    }

    @Override
    public String toString() {
        return advice() + " (" + status + " " + type + ": " + reason + ")";
    }
}
