package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import graphql.GraphqlErrorBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** Answers a request that does not get as far as GraphQL as GraphQL would: with a code, and words in its language. */
public final class Refusals {

    private final LocaleResolver locales;
    private final JsonMapper json;

    Refusals(LocaleResolver locales, JsonMapper json) {
        this.locales = locales;
        this.json = json;
    }

    /** Writes status and body; headers are the caller's. */
    public void answer(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, PlatformException said)
            throws IOException {
        var error = Failures.describe(GraphqlErrorBuilder.newError(), said, locales.resolveLocale(request));
        var wanted = GraphQlOverHttp.responseType(request);
        response.setStatus(status.value());
        response.setContentType(
                (wanted == null || wanted.equals(MediaType.TEXT_EVENT_STREAM) ? MediaType.APPLICATION_JSON : wanted)
                        .toString());
        response.getOutputStream().write(json.writeValueAsBytes(Map.of("errors", List.of(error.toSpecification()))));
    }
}
