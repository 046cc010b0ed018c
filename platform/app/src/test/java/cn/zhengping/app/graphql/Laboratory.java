package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import io.micrometer.context.ContextRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.servlet.GraphQlWebMvcAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * A server with GraphQL and nothing else: no database, no login, a schema to try things on. A test component, so that the
 * whole application does not take it for one of its parts.
 */
@TestComponent
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    TaskExecutionAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    GraphQlAutoConfiguration.class,
    GraphQlWebMvcAutoConfiguration.class
})
@Import({GraphQlConfiguration.class, Graphiql.class, RequestLimitsController.class, LaboratoryController.class})
class Laboratory {

    static final ThreadLocal<String> WHO = new ThreadLocal<>();

    Laboratory() {
        ContextRegistry.getInstance().registerThreadLocalAccessor("who", WHO);
    }

    /** Says who asks, from a header, as the login of the real server does from a token. */
    @Bean
    FilterRegistrationBean<Filter> login() {
        var filter = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            WHO.set(((HttpServletRequest) request).getHeader("Who"));
            try {
                chain.doFilter(request, response);
            } finally {
                WHO.remove();
            }
        });
        filter.setOrder(0);
        filter.setAsyncSupported(true);
        return filter;
    }

    static final class ForeignException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Bean
    FailureTranslation foreignFailures() {
        return failure -> failure instanceof ForeignException ? new PlatformException(GraphQlErrorCode.BUSY) : null;
    }
}
