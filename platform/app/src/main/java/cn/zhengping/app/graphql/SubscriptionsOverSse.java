package cn.zhengping.app.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes each event of a stream a GraphQL response. Spring's handler drops the errors of a subscription that was refused,
 * and says of one that broke only that it did; here the stream's last event has {@code errors} like any other response.
 * A query that is asked for as a stream is answered by one event.
 */
final class SubscriptionsOverSse extends GraphQlSseHandler {

    private final Failures failures;

    SubscriptionsOverSse(
            WebGraphQlHandler handler, Failures failures, @Nullable Duration timeout, @Nullable Duration keepAlive) {
        super(handler, timeout, keepAlive);
        this.failures = failures;
    }

    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> responses) {
        var locale = LocaleContextHolder.getLocale();
        return super.prepareResponse(
                request,
                responses.map(response -> response.transform(
                        it -> it.data(events(response, locale)).errors(List.of()))));
    }

    private Flux<ExecutionResult> events(WebGraphQlResponse response, Locale locale) {
        if (!(response.getData() instanceof Publisher)) {
            return Flux.just(response.getExecutionResult());
        }
        Publisher<ExecutionResult> events = response.getData();
        return Flux.from(events)
                .onErrorResume(failure -> Mono.just(ExecutionResult.newExecutionResult()
                        .errors(errors(failure, locale))
                        .build()));
    }

    private List<GraphQLError> errors(Throwable failure, Locale locale) {
        return failure instanceof SubscriptionPublisherException described
                ? described.getErrors()
                : List.of(failures.describe(failure, locale));
    }
}
