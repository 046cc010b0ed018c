package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a document that asks for more than {@link GraphQlLimits} allows, each limit with a code of its own: while it is
 * parsed, or as soon as it is parsed and before it is validated.
 */
final class RequestLimits extends SimplePerformantInstrumentation implements PreparsedDocumentProvider {

    /** Programs send the same few documents with other variables. */
    private static final int DOCUMENTS_KEPT = 1_000;

    private final GraphQlLimits limits;
    private final ParserOptions parserOptions;
    private final Cache<String, PreparsedDocumentEntry> valid =
            Caffeine.newBuilder().maximumSize(DOCUMENTS_KEPT).build();
    private volatile @Nullable GraphQLSchema schema;

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
            schema = parameters.getSchema();
            var input = parameters.getExecutionInput();
            abortIf(failure != null ? refusal(failure) : refusal(document, input, parameters.getSchema()), input);
        });
    }

    private static void abortIf(@Nullable PlatformException refused, ExecutionInput input) {
        if (refused != null) {
            throw new AbortExecutionException(
                    List.of(Failures.describe(GraphqlErrorBuilder.newError(), refused, input.getLocale())));
        }
    }

    /**
     * Parses and validates a document once, and weighs it each time, as variables count. Makes a refusal an ordinary answer,
     * so that whoever observes requests sees this one end, too.
     */
    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        try {
            var known = valid.getIfPresent(input.getQuery());
            var knownSchema = schema;
            if (known != null && knownSchema != null) {
                abortIf(refusal(known.getDocument(), input, knownSchema), input);
                return CompletableFuture.completedFuture(known);
            }
            var entry = parseAndValidate.apply(input);
            if (!entry.hasErrors()) {
                valid.put(input.getQuery(), entry);
            }
            return CompletableFuture.completedFuture(entry);
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

    private @Nullable PlatformException refusal(Document document, ExecutionInput input, GraphQLSchema schema) {
        var weight = Weight.of(document, input.getVariables(), schema, limits);
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
