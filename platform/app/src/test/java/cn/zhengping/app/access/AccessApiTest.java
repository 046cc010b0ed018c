package cn.zhengping.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Actor.Holding;
import cn.zhengping.app.database.PlatformWork;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import tools.jackson.databind.json.JsonMapper;

@ApplicationTest
class AccessApiTest {

    @Autowired
    private People people;

    @Autowired
    private JWKSource<SecurityContext> keys;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformWork platform;

    @BeforeEach
    void a_county() {
        people.tenant("512022");
    }

    @Test
    void a_tenant_admin_makes_an_account_and_gives_and_takes_its_roles() {
        var admin = people.as("a-admin", "512022", Role.TENANT_ADMIN);

        var made = admin.ask(
                        "mutation { createAccount(input: {login: \"a-new\", name: \"张某某\", role: INSPECTOR}) { login secret } }")
                .get("createAccount");
        assertThat(made.get("secret").asString()).hasSizeGreaterThan(40);
        admin.ask("mutation { grantRole(login: \"a-new\", role: UNIT_CLERK, division: \"512022105\") }");
        admin.ask("mutation { revokeRole(login: \"a-new\", role: INSPECTOR) }");

        assertThat(admin.ask("{ memberships { login role division } }").at("/memberships"))
                .filteredOn(each -> each.get("login").asString().equals("a-new"))
                .extracting(each ->
                        each.get("role").asString() + "@" + each.get("division").asString())
                .containsExactly("UNIT_CLERK@512022105");
    }

    @Test
    void the_operators_role_is_not_for_tenants_to_give() {
        assertThat(
                        people.as("a-admin", "512022", Role.TENANT_ADMIN)
                                .refused(
                                        "mutation { createAccount(input: {login: \"a-op\", name: \"李某某\", role: PLATFORM_OPERATOR}) { login } }"))
                .isEqualTo("ROLE_NOT_GRANTABLE");
    }

    @Test
    void the_operator_makes_the_first_admin_of_a_tenant_and_nothing_else_in_it() {
        var operator = people.operator();

        operator.ask(
                "mutation { createAccount(input: {login: \"a-first\", name: \"王某某\", role: TENANT_ADMIN, tenant: \"512022\"}) { secret } }");
        assertThat(
                        operator.refused(
                                "mutation { createAccount(input: {login: \"a-other\", name: \"王某某\", role: OBSERVER, tenant: \"512022\"}) { secret } }"))
                .isEqualTo("ROLE_NOT_GRANTABLE");
        assertThat(
                        people.as("a-admin", "512022", Role.TENANT_ADMIN)
                                .refused(
                                        "mutation { createAccount(input: {login: \"a-other\", name: \"王某某\", role: TENANT_ADMIN, tenant: \"511425\"}) { secret } }"))
                .isEqualTo("ROLE_MISSING");
    }

    @Test
    void a_role_is_limited_to_a_division_of_the_tenant() {
        assertThat(people.as("a-admin", "512022", Role.TENANT_ADMIN)
                        .refused("mutation { grantRole(login: \"a-admin\", role: UNIT_CLERK, division: \"510903\") }"))
                .isEqualTo("DIVISION_NOT_IN_TENANT");
    }

    @Test
    void a_login_is_taken_once() {
        var admin = people.as("a-admin", "512022", Role.TENANT_ADMIN);
        assertThat(
                        admin.refused(
                                "mutation { createAccount(input: {login: \"a-admin\", name: \"李某某\", role: OBSERVER}) { login } }"))
                .isEqualTo("LOGIN_IN_USE");
        assertThat(admin.refused(
                        "mutation { createAccount(input: {login: \"A B\", name: \"李某某\", role: OBSERVER}) { login } }"))
                .isEqualTo("LOGIN_ILL_FORMED");
    }

    @Test
    void a_role_in_one_township_reaches_that_township_only() {
        var clerk = people.as("a-clerk", "512022", new Holding(Role.UNIT_CLERK, "512022105"));

        assertThat(clerk.refused(
                        "mutation { createUnit(input: {kind: WINDOW, name: \"窗口\", division: \"512022101\"}) { id } }"))
                .isEqualTo("OUTSIDE_SCOPE");
        clerk.ask("mutation { createUnit(input: {kind: WINDOW, name: \"窗口\", division: \"512022105\"}) { id } }");
    }

    @Test
    void the_operator_sees_tenants_and_no_tenants_data() {
        var operator = people.operator();

        assertThat(operator.ask("{ tenants { code } }").at("/tenants").toString())
                .contains("512022");
        assertThat(operator.refused("{ units { edges { node { id } } } }")).isNotEqualTo("INTERNAL");
    }

    @Test
    void a_tenant_out_of_service_is_told_so() {
        people.tenant("511425");
        var clerk = people.as("a-out", "511425", Role.UNIT_CLERK);
        people.operator().ask("mutation { suspendTenant(code: \"511425\") { state } }");

        assertThat(clerk.refused("{ units { edges { node { id } } } }")).isEqualTo("OUT_OF_SERVICE");

        people.operator().ask("mutation { resumeTenant(code: \"511425\") { state } }");
        clerk.ask("{ units { edges { node { id } } } }");
    }

    @Test
    void who_holds_no_role_for_it_is_told_which() {
        var error = people.as("a-clerk", "512022", new Holding(Role.UNIT_CLERK, "512022105"))
                .send("mutation { grantRole(login: \"a-clerk\", role: TENANT_ADMIN) }", Map.of())
                .at("/errors/0");

        assertThat(error.at("/extensions/code").asString()).isEqualTo("ROLE_MISSING");
        assertThat(error.at("/extensions/classification").asString()).isEqualTo("FORBIDDEN");
        assertThat(error.get("message").asString()).contains("TENANT_ADMIN");
    }

    @Test
    void a_secret_that_was_hashed_with_less_work_than_is_set_is_hashed_anew_at_the_next_log_in() {
        people.as("a-admin", "512022", Role.TENANT_ADMIN);
        platform.run(() -> jdbc.sql("update account set secret_hash = ? where login = 'a-admin'")
                .param("{bcrypt}" + new BCryptPasswordEncoder(4).encode("only-for-tests"))
                .update());

        people.anonymous().token("a-admin", "only-for-tests", "512022");

        assertThat(platform.call(() -> jdbc.sql("select secret_hash from account where login = 'a-admin'")
                        .query(String.class)
                        .single()))
                .startsWith("{bcrypt}$2a$05$");
    }

    @ParameterizedTest
    @CsvSource({"none, NOT_LOGGED_IN", "expired, TOKEN_REFUSED", "damaged, TOKEN_REFUSED", "nonsense, TOKEN_REFUSED"})
    void without_a_token_that_is_taken_the_answer_says_how_to_get_one(String which, String code) {
        var asker =
                which.equals("none") ? people.anonymous() : people.anonymous().withToken(token(which));

        for (var language : List.of("fr", "zh-CN", "en-GB")) {
            var answer = asker.post("{ __typename }", Map.of(), language);
            var body = JsonMapper.shared().readTree(answer.body());

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(body.has("data")).isFalse();
            assertThat(body.at("/errors/0/extensions/code").asString()).isEqualTo(code);
            assertThat(body.at("/errors/0/extensions/classification").asString())
                    .isEqualTo("UNAUTHORIZED");
            assertThat(body.at("/errors/0/message").asString())
                    .contains("/oauth2/token", language.startsWith("en") ? "secret" : "密钥");
        }
    }

    private String token(String which) {
        return switch (which) {
            case "expired" -> {
                var longAgo = Instant.now().minus(Duration.ofHours(2));
                yield new NimbusJwtEncoder(keys)
                        .encode(JwtEncoderParameters.from(
                                JwsHeader.with(SignatureAlgorithm.ES256).build(),
                                JwtClaimsSet.builder()
                                        .subject("a-late")
                                        .issuedAt(longAgo)
                                        .expiresAt(longAgo.plus(Duration.ofHours(1)))
                                        .build()))
                        .getTokenValue();
            }
            case "damaged" -> {
                people.as("a-admin", "512022", Role.TENANT_ADMIN);
                var token = people.anonymous().token("a-admin", "only-for-tests", "512022");
                var at = token.lastIndexOf('.') + 9;
                yield token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
            }
            default -> "nonsense";
        };
    }
}
