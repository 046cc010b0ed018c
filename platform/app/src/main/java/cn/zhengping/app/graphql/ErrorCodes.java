package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.ErrorKind;
import cn.zhengping.app.errors.PlatformException;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.InvalidSyntaxError;
import graphql.SerializationError;
import graphql.execution.MissingRootTypeException;
import graphql.execution.NonNullableFieldWasNullError;
import graphql.execution.UnknownOperationException;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.introspection.GoodFaithIntrospection;
import graphql.schema.CoercingParseValueException;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the errors that GraphQL's engine finds by itself a code and a classification like those of all others. */
final class ErrorCodes extends SimplePerformantInstrumentation {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorCodes.class);

    private static final Set<String> KINDS =
            Stream.of(ErrorKind.values()).map(ErrorKind::name).collect(Collectors.toUnmodifiableSet());

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        if (result.getErrors().isEmpty()) {
            return CompletableFuture.completedFuture(result);
        }
        var input = parameters.getExecutionInput();
        var errors = result.getErrors().stream()
                .filter(error -> !isEcho(error, result.getErrors()))
                .map(error -> isOurs(error)
                        ? error
                        : classify(error, input.getExecutionIdNonNull().toString(), input.getLocale()))
                .toList();
        return CompletableFuture.completedFuture(result.transform(it -> it.errors(errors)));
    }

    /** In the events of a subscription, a failed field that may not be null is told twice: once for itself, once as null. */
    private static boolean isEcho(GraphQLError error, List<GraphQLError> all) {
        return error instanceof NonNullableFieldWasNullError
                && all.stream()
                        .anyMatch(other -> !(other instanceof NonNullableFieldWasNullError)
                                && Objects.equals(other.getPath(), error.getPath()));
    }

    private static boolean isOurs(GraphQLError error) {
        return KINDS.contains(error.getErrorType().toString());
    }

    private static GraphQLError classify(GraphQLError error, String reference, Locale locale) {
        var code = code(error);
        var described = GraphqlErrorBuilder.newError().locations(error.getLocations());
        if (error.getPath() != null) {
            described.path(error.getPath());
        }
        if (code == GraphQlErrorCode.INTERNAL) {
            var cause = error instanceof SerializationError serialization ? serialization.getException() : null;
            LOG.error("{}, told to the caller as reference {}", error, reference, cause);
            return Failures.internal(described, reference, locale);
        }
        var exception = error.getExtensions() != null && error.getExtensions().get("code") instanceof String scalar
                ? new PlatformException(
                        GraphQlErrorCode.valueOf(scalar), new PlatformException(code, error.getMessage()).said())
                : new PlatformException(code, error.getMessage());
        return Failures.describe(described, exception, locale);
    }

    private static GraphQlErrorCode code(GraphQLError error) {
        return switch (error) {
            case InvalidSyntaxError _ -> GraphQlErrorCode.SYNTAX_ERROR;
            case ValidationError _ -> GraphQlErrorCode.DOCUMENT_INVALID;
            case UnknownOperationException _, MissingRootTypeException _ -> GraphQlErrorCode.OPERATION_UNKNOWN;
            case GoodFaithIntrospection.BadFaithIntrospectionError _ -> GraphQlErrorCode.INTROSPECTION_TOO_LARGE;
            case CoercingParseValueException _ -> GraphQlErrorCode.VARIABLE_INVALID;
            // The variables' other errors have this type and several classes.
            default ->
                error.getErrorType() == ErrorType.ValidationError
                        ? GraphQlErrorCode.VARIABLE_INVALID
                        : GraphQlErrorCode.INTERNAL;
        };
    }
}
