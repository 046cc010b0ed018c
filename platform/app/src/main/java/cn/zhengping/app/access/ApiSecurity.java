package cn.zhengping.app.access;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.graphql.Refusals;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;

/** What needs a token: the API. What does not: the page to try it with, and whether the service is up. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    private static final int TOKENS_KEPT = 10_000;

    /** Links to files say themselves what they are good for; whoever has one needs no token, and one that is sent says nothing. */
    @Bean
    @Order(0)
    SecurityFilterChain byLink(HttpSecurity http) {
        return http.securityMatcher("/files/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(headers ->
                        headers.cacheControl(cache -> cache.disable()).frameOptions(frames -> frames.sameOrigin()))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .requestCache(requests -> requests.disable())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, Refusals refusals) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/actuator/health/**", "/graphiql/**", "/webjars/**", "/error")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access((who, _) -> new AuthorizationDecision(isOperator(who.get())))
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {}).authenticationEntryPoint(saying(refusals)))
                .addFilterAfter(new TenantOfToken(), BearerTokenAuthenticationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .requestCache(requests -> requests.disable())
                .build();
    }

    /** What is measured is the platform's, not a tenant's. */
    private static boolean isOperator(Authentication who) {
        return who instanceof JwtAuthenticationToken token
                && Objects.requireNonNullElse(
                                token.getToken().getClaimAsStringList(TokenClaims.ROLES), List.<String>of())
                        .contains(Role.PLATFORM_OPERATOR.name());
    }

    /** The time of a request is measured around it; one more observation around each filter of the chain tells nobody anything. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** What RFC 6750 asks for in the header, and in the body how to get a token that is taken. */
    private static AuthenticationEntryPoint saying(Refusals refusals) {
        var header = new BearerTokenAuthenticationEntryPoint();
        return (request, response, failure) -> {
            header.commence(request, response, failure);
            refusals.answer(
                    request,
                    response,
                    HttpStatus.valueOf(response.getStatus()),
                    new PlatformException(
                            failure instanceof OAuth2AuthenticationException
                                    ? AccessError.TOKEN_REFUSED
                                    : AccessError.NOT_LOGGED_IN));
        };
    }

    /** Checks a token's signature once: what is known stays so until the token expires. */
    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, Clock clock) {
        var checking = OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        var checked = Caffeine.newBuilder().maximumSize(TOKENS_KEPT).<String, Jwt>build();
        return token -> {
            var known = checked.getIfPresent(token);
            if (known != null && known.getExpiresAt() != null && clock.instant().isBefore(known.getExpiresAt())) {
                return known;
            }
            var jwt = checking.decode(token);
            checked.put(token, jwt);
            return jwt;
        };
    }
}
