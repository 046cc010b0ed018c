package cn.zhengping.app.graphql;

import graphql.ExecutionResult;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers what is no subscription over server-sent events, too: a subscription that was refused, with the errors that say
 * why and that Spring's handler drops, or the result of a query, each as the stream's only event.
 */
final class SubscriptionsOverSse extends GraphQlSseHandler {

    SubscriptionsOverSse(WebGraphQlHandler handler, @Nullable Duration timeout, @Nullable Duration keepAlive) {
        super(handler, timeout, keepAlive);
    }

    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
        return super.prepareResponse(request, response.map(SubscriptionsOverSse::asStream));
    }

    private static WebGraphQlResponse asStream(WebGraphQlResponse response) {
        ExecutionResult result = response.getExecutionResult();
        return response.getData() instanceof Publisher
                ? response
                : response.transform(it -> it.data(Flux.just(result)).errors(List.of()));
    }
}
