package cn.zhengping.app.access;

import cn.zhengping.app.database.PlatformWork;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The built-in authorization server: an account gets a token by its login and secret (client credentials). A token is
 * for one tenant; who holds roles in several names it by the scope {@code tenant:510900}.
 */
@Configuration(proxyBeanMethods = false)
class TokenIssuer {

    private static final String TENANT_SCOPE = "tenant:";

    /** @param strength how often a secret is hashed: two to the power of it, from 4 to 31 */
    @Bean
    PasswordEncoder passwordEncoder(@Value("${zhengping.access.bcrypt-strength:10}") int strength) {
        return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(strength)));
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenEndpoint(HttpSecurity http) {
        return http.oauth2AuthorizationServer(server -> http.securityMatcher(server.getEndpointsMatcher()))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(
            @Value("${zhengping.access.issuer:}") @Nullable String issuer) {
        var settings = AuthorizationServerSettings.builder();
        if (issuer != null && !issuer.isBlank()) {
            settings.issuer(issuer);
        }
        return settings.build();
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(JdbcClient jdbc, PlatformWork platform) {
        return new SigningKeys(jdbc, platform);
    }

    @Bean
    RegisteredClientRepository clients(
            JdbcClient jdbc,
            PlatformWork platform,
            Accounts accounts,
            @Value("${zhengping.access.token-lifetime:1h}") Duration lifetime) {
        return new RegisteredClientRepository() {
            // Called at log-in for a secret that was hashed with less strength than is set now.
            @Override
            public void save(RegisteredClient client) {
                platform.run(() -> jdbc.sql("update account set secret_hash = ? where id = ?")
                        .param(client.getClientSecret())
                        .param(UUID.fromString(client.getId()))
                        .update());
            }

            @Override
            public @Nullable RegisteredClient findById(String id) {
                return find("id", UUID.fromString(id));
            }

            @Override
            public @Nullable RegisteredClient findByClientId(String login) {
                return find("login", login);
            }

            private @Nullable RegisteredClient find(String column, Object value) {
                var client = platform.call(() -> jdbc.sql(
                                "select id, login, name, secret_hash from account where enabled and " + column + " = ?")
                        .param(value)
                        .query((row, at) -> RegisteredClient.withId(row.getString("id"))
                                .clientId(row.getString("login"))
                                .clientName(row.getString("name"))
                                .clientSecret(row.getString("secret_hash")))
                        .optional());
                if (client.isEmpty()) {
                    return null;
                }
                var built = client.get()
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                        .tokenSettings(TokenSettings.builder()
                                .accessTokenTimeToLive(lifetime)
                                .build());
                var account = UUID.fromString(built.build().getId());
                accounts.holdingsByTenant(account).keySet().stream()
                        .filter(tenant -> !tenant.isEmpty())
                        .forEach(tenant -> built.scope(TENANT_SCOPE + tenant));
                return built.build();
            }
        };
    }

    /** Tokens say everything themselves, so nothing is kept of them. */
    @Bean
    OAuth2AuthorizationService nothingKept() {
        return new OAuth2AuthorizationService() {
            @Override
            public void save(OAuth2Authorization authorization) {}

            @Override
            public void remove(OAuth2Authorization authorization) {}

            @Override
            public @Nullable OAuth2Authorization findById(String id) {
                return null;
            }

            @Override
            public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
                return null;
            }
        };
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(Accounts accounts) {
        return context -> {
            context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
            var client = context.getRegisteredClient();
            var holdings = accounts.holdingsByTenant(UUID.fromString(client.getId()));
            var tenant = tenant(context.getAuthorizedScopes(), holdings);
            context.getClaims()
                    .claim(TokenClaims.ACCOUNT, client.getId())
                    .claim(TokenClaims.NAME, client.getClientName())
                    .claim(TokenClaims.ROLES, new TreeSet<>(holdings.getOrDefault(tenant, Set.of())));
            if (!tenant.isEmpty()) {
                context.getClaims().claim(TokenClaims.TENANT, tenant);
            }
        };
    }

    private static String tenant(Set<String> scopes, Map<String, Set<String>> holdings) {
        var asked = scopes.stream()
                .filter(scope -> scope.startsWith(TENANT_SCOPE))
                .map(scope -> scope.substring(TENANT_SCOPE.length()))
                .toList();
        if (asked.size() == 1) {
            return asked.getFirst();
        }
        if (asked.isEmpty() && holdings.size() == 1) {
            return holdings.keySet().iterator().next();
        }
        throw new OAuth2AuthenticationException(new OAuth2Error(
                OAuth2ErrorCodes.INVALID_SCOPE,
                "This account holds roles in " + holdings.size()
                        + " tenants: name one by the scope, such as scope=tenant:510900",
                null));
    }
}
