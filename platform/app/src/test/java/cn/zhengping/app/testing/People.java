package cn.zhengping.app.testing;

import cn.zhengping.app.access.Accounts;
import cn.zhengping.app.access.Actor.Holding;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.tenancy.Tenancy;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantKind;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** Somebody with a role in a tenant, logged in by a real token; the tenant is made at the first mention. */
@TestComponent
public final class People {

    private static final String SECRET = "only-for-tests";

    private final Accounts accounts;
    private final Tenancy tenancy;
    private final Environment environment;
    private final Map<String, Api> loggedIn = new ConcurrentHashMap<>();

    People(Accounts accounts, Tenancy tenancy, Environment environment) {
        this.accounts = accounts;
        this.tenancy = tenancy;
        this.environment = environment;
    }

    /** A tenant from the directory of divisions. */
    public void tenant(String code) {
        tenancy.ensure(code, null, null, null);
    }

    /** A zone with a code of its own. */
    public void zone(String code, String name, String parent) {
        tenancy.ensure(code, name, TenantKind.ZONE, parent);
    }

    /** The API as somebody with this login, who holds these roles in the whole tenant. */
    public Api as(String login, String tenant, Role... roles) {
        return as(
                login,
                tenant,
                Arrays.stream(roles).map(role -> new Holding(role, null)).toArray(Holding[]::new));
    }

    /** The API as somebody with this login, who holds these roles. */
    public Api as(String login, @Nullable String tenant, Holding... holdings) {
        return loggedIn.computeIfAbsent(login + " " + tenant, missing -> {
            accounts.ensure(
                    login,
                    login,
                    SECRET,
                    tenant == null ? null : new TenantCode(tenant),
                    Arrays.stream(holdings).collect(Collectors.toSet()));
            var anonymous = anonymous();
            return anonymous.withToken(anonymous.token(login, SECRET, tenant));
        });
    }

    /** The platform operator. */
    public Api operator() {
        return as("operator", null, new Holding(Role.PLATFORM_OPERATOR, null));
    }

    /** The API without a token. */
    public Api anonymous() {
        return new Api("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"), null);
    }
}
