package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.errors.Problem;
import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import jakarta.persistence.OptimisticLockException;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.validation.BindException;
import reactor.core.publisher.Mono;

/**
 * The one place where a failure becomes what a caller sees: a classification (the {@link cn.zhengping.app.errors.ErrorKind}),
 * {@code extensions.code}, and a message in the request's language. What nobody foresaw is logged under a reference,
 * and of it the caller sees the reference alone.
 */
final class Failures extends DataFetcherExceptionResolverAdapter implements SubscriptionExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final List<FailureTranslation> translations;

    Failures(List<FailureTranslation> translations) {
        this.translations = List.copyOf(translations);
        setThreadLocalContextAware(true);
    }

    @Override
    protected GraphQLError resolveToSingleError(Throwable thrown, DataFetchingEnvironment environment) {
        var failure = unwrap(thrown);
        var said = failure instanceof BindException bind
                ? BadArguments.of(bind, environment).toException()
                : translate(failure);
        var error = GraphqlErrorBuilder.newError(environment);
        return said == null
                ? internal(error, failure, environment.getExecutionId().toString(), environment.getLocale())
                : describe(error, said, environment.getLocale());
    }

    /** For what breaks the source of a subscription's events. */
    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown) {
        return Mono.deferContextual(context -> {
            var locale = context.<Locale>getOrEmpty(LocaleAccessor.KEY).orElse(LocaleAccessor.DEFAULT);
            return Mono.just(List.of(describe(thrown, locale)));
        });
    }

    /** For a failure outside any field. */
    GraphQLError describe(Throwable thrown, Locale locale) {
        var failure = unwrap(thrown);
        var said = translate(failure);
        var error = GraphqlErrorBuilder.newError();
        return said == null
                ? internal(error, failure, UUID.randomUUID().toString(), locale)
                : describe(error, said, locale);
    }

    private @Nullable PlatformException translate(Throwable failure) {
        if (failure instanceof PlatformException said) {
            return said;
        }
        for (var translation : translations) {
            var said = translation.translate(failure);
            if (said != null) {
                return said;
            }
        }
        var code = code(failure);
        return code == null ? null : new PlatformException(code);
    }

    private static @Nullable ErrorCode code(Throwable failure) {
        return switch (failure) {
            case OptimisticLockingFailureException _, OptimisticLockException _ -> GraphQlErrorCode.STALE_VERSION;
            case ConcurrencyFailureException _ -> GraphQlErrorCode.BUSY;
            default -> null;
        };
    }

    static Throwable unwrap(Throwable thrown) {
        var cause = thrown.getCause();
        var wrapper = thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || thrown instanceof InvocationTargetException;
        return wrapper && cause != null ? unwrap(cause) : thrown;
    }

    static GraphQLError describe(GraphqlErrorBuilder<?> error, PlatformException said, Locale locale) {
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put("code", said.code().name());
        if (!said.problems().isEmpty()) {
            extensions.put(
                    "problems",
                    said.problems().stream()
                            .map(problem -> describe(problem, locale))
                            .toList());
        }
        return describe(error, said, locale, extensions);
    }

    private static Map<String, @Nullable Object> describe(Problem problem, Locale locale) {
        var described = new LinkedHashMap<String, @Nullable Object>();
        described.put("code", problem.code());
        described.put("file", problem.file());
        described.put("line", problem.line());
        described.put("column", problem.column());
        described.put("path", problem.path());
        described.put("message", problem.message().in(locale));
        return described;
    }

    private static GraphQLError describe(
            GraphqlErrorBuilder<?> error, PlatformException said, Locale locale, Map<String, Object> extensions) {
        return error.message("%s", said.said().in(locale))
                .errorType(ErrorClassification.errorClassification(
                        said.code().kind().name()))
                .extensions(extensions)
                .build();
    }

    private static GraphQLError internal(
            GraphqlErrorBuilder<?> error, Throwable failure, String reference, Locale locale) {
        LOG.error("Unforeseen failure, told to the caller as reference {}", reference, failure);
        return internal(error, reference, locale);
    }

    /** For a failure that is in the log already, under this reference. */
    static GraphQLError internal(GraphqlErrorBuilder<?> error, String reference, Locale locale) {
        var code = GraphQlErrorCode.INTERNAL;
        var extensions = Map.<String, Object>of("code", code.name(), "reference", reference);
        return describe(error, new PlatformException(code, reference), locale, extensions);
    }
}
