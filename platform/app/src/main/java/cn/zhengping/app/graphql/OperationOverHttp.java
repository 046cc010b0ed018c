package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.ErrorKind;
import graphql.GraphQLError;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.servlet.LocaleResolver;

/**
 * A second way to a mutation, for what does not fit into JSON, a file above all: an HTTP endpoint hands on what it was
 * sent, and answers what the mutation answers, errors included, with the status that says the same.
 */
@Component
public class OperationOverHttp {

    private final WebGraphQlHandler handler;
    private final Failures failures;
    private final LocaleResolver locales;

    OperationOverHttp(WebGraphQlHandler handler, Failures failures, LocaleResolver locales) {
        this.handler = handler;
        this.failures = failures;
        this.locales = locales;
    }

    /** Runs one operation for whoever sent the request. */
    public ResponseEntity<Map<String, Object>> run(
            HttpServletRequest request, String document, Map<String, @Nullable Object> variables) {
        var response = handler.handleRequest(new WebGraphQlRequest(
                        URI.create(request.getRequestURL().toString()),
                        new HttpHeaders(),
                        new LinkedMultiValueMap<>(),
                        new InetSocketAddress(request.getRemoteAddr(), request.getRemotePort()),
                        Map.of(),
                        new DefaultGraphQlRequest(document, null, variables, null),
                        UUID.randomUUID().toString(),
                        locales.resolveLocale(request)))
                .blockOptional()
                .orElseThrow();
        var errors = response.getExecutionResult().getErrors();
        return ResponseEntity.status(errors.isEmpty() ? HttpStatus.OK : status(errors.getFirst()))
                .body(response.toMap());
    }

    /** What cannot be handed on. */
    public ResponseEntity<Map<String, Object>> refuse(HttpServletRequest request, Throwable failure) {
        var error = failures.describe(failure, locales.resolveLocale(request));
        return ResponseEntity.status(status(error)).body(Map.of("errors", List.of(error.toSpecification())));
    }

    private static HttpStatus status(GraphQLError error) {
        return switch (ErrorKind.valueOf(error.getErrorType().toString())) {
            case BAD_REQUEST -> HttpStatus.BAD_REQUEST;
            case UNAUTHORIZED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
