package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import graphql.ExecutionInput;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a document that asks for more than {@link GraphQlLimits} allows, each limit with a code of its own: while it is
 * parsed, or as soon as it is parsed and before it is validated.
 */
final class RequestLimits extends SimplePerformantInstrumentation implements PreparsedDocumentProvider {

    private final GraphQlLimits limits;
    private final ParserOptions parserOptions;

    RequestLimits(GraphQlLimits limits) {
        this.limits = limits;
        this.parserOptions = ParserOptions.getDefaultOperationParserOptions()
                .transform(options -> options.maxCharacters(limits.maxCharacters())
                        .maxTokens(limits.maxTokens())
                        .maxWhitespaceTokens(limits.maxTokens() * 10)
                        .maxRuleDepth(limits.maxNesting()));
    }

    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        input.getGraphQLContext().put(ParserOptions.class, parserOptions);
        return input;
    }

    @Override
    public InstrumentationContext<Document> beginParse(
            InstrumentationExecutionParameters parameters, InstrumentationState state) {
        return SimpleInstrumentationContext.whenCompleted((document, failure) -> {
            var refused = failure != null ? refusal(failure) : refusal(document, parameters);
            if (refused != null) {
                var locale = parameters.getExecutionInput().getLocale();
                throw new AbortExecutionException(
                        List.of(Failures.describe(GraphqlErrorBuilder.newError(), refused, locale)));
            }
        });
    }

    /** Makes a refusal an ordinary answer, so that whoever observes requests sees this one end, too. */
    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        try {
            return CompletableFuture.completedFuture(parseAndValidate.apply(input));
        } catch (AbortExecutionException refused) {
            return CompletableFuture.completedFuture(new PreparsedDocumentEntry(refused.getUnderlyingErrors()));
        }
    }

    private @Nullable PlatformException refusal(Throwable failure) {
        return switch (failure) {
            case ParseCancelledTooManyCharsException _ ->
                new PlatformException(GraphQlErrorCode.DOCUMENT_TOO_LONG, limits.maxCharacters());
            case ParseCancelledTooDeepException _ ->
                new PlatformException(GraphQlErrorCode.DOCUMENT_NESTED_TOO_DEEPLY, limits.maxNesting());
            case ParseCancelledException _ ->
                new PlatformException(GraphQlErrorCode.DOCUMENT_TOO_MANY_TOKENS, limits.maxTokens());
            default -> null;
        };
    }

    private @Nullable PlatformException refusal(Document document, InstrumentationExecutionParameters parameters) {
        var weight = Weight.of(document, parameters.getExecutionInput().getVariables(), parameters.getSchema(), limits);
        if (weight.depth() > limits.maxDepth()) {
            return new PlatformException(GraphQlErrorCode.QUERY_TOO_DEEP, weight.depth(), limits.maxDepth());
        }
        if (weight.fields() > limits.maxRootFields()) {
            return new PlatformException(
                    GraphQlErrorCode.TOO_MANY_ROOT_FIELDS, weight.fields(), limits.maxRootFields());
        }
        if (weight.aliases() > limits.maxAliases()) {
            return new PlatformException(GraphQlErrorCode.TOO_MANY_ALIASES, weight.aliases(), limits.maxAliases());
        }
        if (weight.cost() > limits.maxCost()) {
            return new PlatformException(GraphQlErrorCode.QUERY_TOO_COSTLY, weight.cost(), limits.maxCost());
        }
        return null;
    }
}
