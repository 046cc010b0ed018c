package cn.zhengping.app.graphql;

import graphql.execution.instrumentation.Instrumentation;
import io.micrometer.context.ContextRegistry;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
import org.springframework.graphql.data.pagination.CursorStrategy;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
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
