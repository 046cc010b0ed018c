package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.MediaTypes;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the HTTP around GraphQL to the letter of the
 * <a href="https://graphql.github.io/graphql-over-http/draft/">GraphQL-over-HTTP specification</a> where Spring is looser
 * or says nothing: methods, media types with their weights and parameters, and the shape and size of the body. What it
 * refuses it answers as a GraphQL response with a code; what it lets through it leaves to Spring.
 */
final class GraphQlOverHttp extends OncePerRequestFilter {

    /** In the order of preference among those that a client wants equally. */
    private static final List<MediaType> RESPONSES =
            List.of(MediaType.APPLICATION_JSON, MediaTypes.APPLICATION_GRAPHQL_RESPONSE, MediaType.TEXT_EVENT_STREAM);

    private final GraphQlLimits limits;
    private final Refusals refusals;
    private final JsonMapper json;

    GraphQlOverHttp(GraphQlLimits limits, Refusals refusals, JsonMapper json) {
        this.limits = limits;
        this.refusals = refusals;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return HttpMethod.OPTIONS.matches(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Admitted admitted;
        try {
            admitted = admit(request);
        } catch (Refusal refusal) {
            if (refusal.status == HttpStatus.METHOD_NOT_ALLOWED) {
                response.setHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
            }
            refusals.answer(request, response, refusal.status, refusal.said);
            return;
        }
        chain.doFilter(admitted, response);
    }

    private Admitted admit(HttpServletRequest request) throws IOException, Refusal {
        if (!HttpMethod.POST.matches(request.getMethod())) {
            throw new Refusal(HttpStatus.METHOD_NOT_ALLOWED, GraphQlErrorCode.METHOD_NOT_ALLOWED);
        }
        var accept = responseType(request);
        if (accept == null) {
            throw new Refusal(HttpStatus.NOT_ACCEPTABLE, GraphQlErrorCode.RESPONSE_TYPE_UNSUPPORTED);
        }
        if (!isJson(request.getContentType())) {
            throw new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, GraphQlErrorCode.CONTENT_TYPE_UNSUPPORTED);
        }
        var body = request.getInputStream()
                .readNBytes(Math.toIntExact(limits.maxBody().toBytes()) + 1);
        if (body.length > limits.maxBody().toBytes()) {
            throw new Refusal(
                    HttpStatus.CONTENT_TOO_LARGE,
                    GraphQlErrorCode.BODY_TOO_LARGE,
                    limits.maxBody().toBytes());
        }
        checkShape(body);
        return new Admitted(request, body, accept);
    }

    /** What the client wants most of what there is, or null if it wants nothing of it. */
    static @Nullable MediaType responseType(HttpServletRequest request) {
        List<MediaType> wanted;
        try {
            wanted = MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        } catch (InvalidMediaTypeException unreadable) {
            return null;
        }
        if (wanted.isEmpty()) {
            return MediaType.APPLICATION_JSON;
        }
        return wanted.stream()
                .filter(type -> type.getQualityValue() > 0)
                .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
                .flatMap(type -> RESPONSES.stream().filter(type::includes).limit(1))
                .findFirst()
                .orElse(null);
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            var type = contentType == null ? null : MediaType.parseMediaType(contentType);
            return type != null
                    && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private void checkShape(byte[] body) throws Refusal {
        JsonNode read;
        try {
            read = json.readTree(body);
        } catch (JacksonException malformed) {
            throw new Refusal(HttpStatus.BAD_REQUEST, GraphQlErrorCode.BODY_NOT_JSON);
        }
        if (read.isArray()) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, GraphQlErrorCode.BATCH_REFUSED);
        }
        var complete = read.path("query").isString()
                && isMapOrAbsent(read.path("variables"))
                && isMapOrAbsent(read.path("extensions"))
                && (isAbsent(read.path("operationName"))
                        || read.path("operationName").isString());
        if (!complete) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, GraphQlErrorCode.BODY_INCOMPLETE);
        }
    }

    private static boolean isMapOrAbsent(JsonNode node) {
        return isAbsent(node) || node.isObject();
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final HttpStatus status;
        private final PlatformException said;

        Refusal(HttpStatus status, GraphQlErrorCode code, Object... arguments) {
            super(code.name(), null, false, false);
            this.status = status;
            this.said = new PlatformException(code, arguments);
        }
    }

    /** The request with its body read already, wanting the one media type that was agreed upon. */
    private static final class Admitted extends HttpServletRequestWrapper {

        private final byte[] body;
        private final String accept;

        Admitted(HttpServletRequest request, byte[] body, MediaType accept) {
            super(request);
            this.body = body;
            this.accept = accept.toString();
        }

        @Override
        public @Nullable String getHeader(String name) {
            return HttpHeaders.ACCEPT.equalsIgnoreCase(name) ? accept : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return HttpHeaders.ACCEPT.equalsIgnoreCase(name)
                    ? Collections.enumeration(List.of(accept))
                    : super.getHeaders(name);
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return bytes.read(into, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("The body is in memory: read it");
                }
            };
        }
    }
}
