package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/** Refuses a subscription whose client does not take a stream, before it begins; Spring would try to write it as JSON. */
final class StreamsForSubscriptions extends SimplePerformantInstrumentation implements WebGraphQlInterceptor {

    private static final String STREAM = StreamsForSubscriptions.class.getName();

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        var stream = request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
        request.configureExecutionInput(
                (_, input) -> input.graphQLContext(Map.of(STREAM, stream)).build());
        return chain.next(request);
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var context = parameters.getExecutionContext();
        if (context.getOperationDefinition().getOperation() == OperationDefinition.Operation.SUBSCRIPTION
                && !context.getGraphQLContext().getBoolean(STREAM)) {
            var said = new PlatformException(GraphQlErrorCode.SUBSCRIPTION_NEEDS_STREAM);
            throw new AbortExecutionException(
                    List.of(Failures.describe(GraphqlErrorBuilder.newError(), said, context.getLocale())));
        }
        return super.beginExecuteOperation(parameters, state);
    }
}
