package cn.zhengping.app.graphql;

import graphql.execution.instrumentation.Instrumentation;
import io.micrometer.context.ContextRegistry;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.data.pagination.CursorStrategy;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.function.AsyncServerResponse;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Puts our pieces into what Spring Boot sets up for GraphQL. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:cn/zhengping/app/graphql/graphql.properties")
@EnableConfigurationProperties(GraphQlLimits.class)
class GraphQlConfiguration {

    GraphQlConfiguration() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new LocaleAccessor());
    }

    @Bean
    LocaleResolver localeResolver() {
        var resolver = new AcceptHeaderLocaleResolver();
        resolver.setDefaultLocale(LocaleAccessor.DEFAULT);
        resolver.setSupportedLocales(List.of(Locale.CHINESE, Locale.ENGLISH));
        return resolver;
    }

    @Bean
    Refusals refusals(LocaleResolver localeResolver, JsonMapper json) {
        return new Refusals(localeResolver, json);
    }

    @Bean
    Scalars scalars() {
        return new Scalars();
    }

    @Bean
    HandlerMethodArgumentResolver pagingResolver(CursorStrategy<ScrollPosition> cursors, GraphQlLimits limits) {
        return new PagingResolver(cursors, limits);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    Failures failures(ObjectProvider<FailureTranslation> translations) {
        return new Failures(translations.orderedStream().toList());
    }

    @Bean
    RequestLimits requestLimits(GraphQlLimits limits) {
        return new RequestLimits(limits);
    }

    @Bean
    Instrumentation errorCodes() {
        return new ErrorCodes();
    }

    @Bean
    GraphQlSourceBuilderCustomizer graphQlCustomizer(RequestLimits limits) {
        return builder -> builder.configureTypeDefinitions(new Connections())
                .configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(limits));
    }

    /**
     * Boot's own, without its executor: each request has a virtual thread, and what it asks for runs on it one after the
     * other. A thread for each handler costs more than it gains, and takes more than one of a pool's few connections.
     */
    @Bean
    AnnotatedControllerConfigurer annotatedControllerConfigurer(
            ObjectProvider<HandlerMethodArgumentResolver> argumentResolvers) {
        var configurer = new AnnotatedControllerConfigurer();
        configurer.configureBinder(
                options -> options.conversionService(ApplicationConversionService.getSharedInstance()));
        argumentResolvers.orderedStream().forEach(configurer::addCustomArgumentResolver);
        return configurer;
    }

    /** Answers on the thread of the request: sending it once more through all filters is half of what a small answer costs. */
    @Bean
    GraphQlHttpHandler graphQlHttpHandler(WebGraphQlHandler handler) {
        return new GraphQlHttpHandler(handler) {
            @Override
            protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
                return ((AsyncServerResponse) super.prepareResponse(request, response)).block();
            }
        };
    }

    @Bean
    StreamsForSubscriptions streamsForSubscriptions() {
        return new StreamsForSubscriptions();
    }

    @Bean
    GraphQlSseHandler subscriptionsOverSse(WebGraphQlHandler handler, Failures failures, GraphQlProperties properties) {
        var sse = properties.getHttp().getSse();
        return new SubscriptionsOverSse(handler, failures, sse.getTimeout(), sse.getKeepAlive());
    }

    /** Runs after whoever says who is asking. */
    @Bean
    FilterRegistrationBean<GraphQlOverHttp> graphQlOverHttp(
            GraphQlLimits limits, Refusals refusals, JsonMapper json, GraphQlProperties properties) {
        var filter = new FilterRegistrationBean<>(new GraphQlOverHttp(limits, refusals, json));
        filter.addUrlPatterns(properties.getHttp().getPath());
        filter.setOrder(Ordered.LOWEST_PRECEDENCE);
        filter.setAsyncSupported(true);
        return filter;
    }
}
