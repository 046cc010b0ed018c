package cn.zhengping.app.graphql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Serves GraphiQL at {@code /graphiql}, whole from the class path: it works without the internet and asks nobody there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("zhengping.graphiql.enabled")
class Graphiql {

    private static final String OWN = "classpath:cn/zhengping/app/graphql/graphiql/";
    private static final String LIBRARIES = "classpath*:META-INF/resources/webjars/";

    /** The browser, too, is told to fetch nothing from anywhere else. */
    private static final String POLICY = "default-src 'none'; connect-src 'self'; script-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    RouterFunction<ServerResponse> graphiqlRoutes(ResourcePatternResolver resources) throws IOException {
        var page = resources.getResource(OWN + "index.html");
        var routes = RouterFunctions.route()
                .GET(
                        "/graphiql",
                        _ -> ServerResponse.ok()
                                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                                .header("Content-Security-Policy", POLICY)
                                .body(page));
        for (var pattern : new String[] {
            OWN + "page.js",
            OWN + "page.css",
            LIBRARIES + "graphiql/*/graphiql.min.js",
            LIBRARIES + "graphiql/*/graphiql.min.css",
            LIBRARIES + "react/*/umd/react.production.min.js",
            LIBRARIES + "react-dom/*/umd/react-dom.production.min.js"
        }) {
            var file = resources.getResources(pattern)[0];
            routes.GET(
                    "/graphiql/" + file.getFilename(),
                    _ -> ServerResponse.ok()
                            .contentType(new MediaType(
                                    MediaTypeFactory.getMediaType(file).orElseThrow(), StandardCharsets.UTF_8))
                            .body(file));
        }
        return routes.build();
    }
}
