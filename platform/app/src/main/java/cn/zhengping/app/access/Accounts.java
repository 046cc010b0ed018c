package cn.zhengping.app.access;

import cn.zhengping.app.access.Actor.Holding;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.database.PlatformWork;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantRegistry;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** Accounts and the roles that they hold; in schema {@code platform}, whichever tenant asks. */
@Service
public class Accounts {

    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{2,63}");
    private static final Base64StringKeyGenerator SECRETS =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);

    private final Access access;
    private final Areas areas;
    private final JdbcClient jdbc;
    private final PlatformWork platform;
    private final PasswordEncoder passwords;
    private final TenantRegistry registry;

    Accounts(
            Access access,
            Areas areas,
            JdbcClient jdbc,
            PlatformWork platform,
            PasswordEncoder passwords,
            TenantRegistry registry) {
        this.access = access;
        this.areas = areas;
        this.jdbc = jdbc;
        this.platform = platform;
        this.passwords = passwords;
        this.registry = registry;
    }

    /** An account that has just been made, with the secret that nobody can read again. */
    public record NewAccount(Account account, String secret) {}

    /** A role that an account holds in a tenant. */
    public record Membership(Account account, Holding holding) {}

    /**
     * Makes an account with one role: in the tenant of the tenant admin who asks; or, for the platform operator, as the
     * first tenant admin of a tenant.
     *
     * @param tenant named by the platform operator, and by nobody else
     * @throws PlatformException {@code ROLE_MISSING}, {@code NAME_MISSING}, {@code LOGIN_ILL_FORMED}, {@code LOGIN_IN_USE},
     *     {@code ROLE_NOT_GRANTABLE}
     * @throws cn.zhengping.tenants.TenantException {@code TENANT_UNKNOWN}
     */
    public NewAccount create(
            String login, String name, Role role, @Nullable String division, @Nullable TenantCode tenant) {
        TenantCode in;
        if (tenant == null) {
            in = grantingTenant(role, division);
        } else {
            access.require(Role.PLATFORM_OPERATOR);
            if (role != Role.TENANT_ADMIN || division != null) {
                throw new PlatformException(AccessError.ROLE_NOT_GRANTABLE, role.name());
            }
            in = registry.get(tenant).code();
        }
        var secret = SECRETS.generateKey();
        return new NewAccount(register(login, name, secret, in, Set.of(new Holding(role, division))), secret);
    }

    /** Gives an existing account a further role in the tenant of the tenant admin who asks; safe to repeat. */
    public void grant(String login, Role role, @Nullable String division) {
        var tenant = grantingTenant(role, division);
        platform.run(() -> hold(byLogin(login).id(), tenant, new Holding(role, division)));
    }

    /** Takes a role in the tenant of the tenant admin who asks; tokens that were given out run until they expire. */
    public void revoke(String login, Role role, @Nullable String division) {
        var tenant = grantingTenant(role, division);
        platform.run(() -> jdbc.sql("""
                        delete from membership
                        where account_id = ? and tenant = ? and role = ? and division is not distinct from ?""")
                .params(byLogin(login).id(), tenant.value(), role.name())
                .param(division)
                .update());
    }

    /** Everybody who holds a role in the tenant of the tenant admin or campaign manager who asks, by login. */
    public List<Membership> ofTenant() {
        var tenant = tenantOf(access.require(Role.TENANT_ADMIN, Role.CAMPAIGN_MANAGER));
        return platform.call(() -> jdbc.sql("""
                        select a.id, a.login, a.name, m.role, m.division
                        from membership m join account a on a.id = m.account_id
                        where m.tenant = ? order by a.login, m.role, m.division""")
                .param(tenant.value())
                .query((row, at) -> new Membership(
                        new Account(row.getObject("id", UUID.class), row.getString("login"), row.getString("name")),
                        new Holding(Role.valueOf(row.getString("role")), row.getString("division"))))
                .list());
    }

    /** The accounts with these ids; an id that is none has no entry. */
    public Map<UUID, Account> byIds(Collection<UUID> ids) {
        return platform.call(() -> {
            var accounts = new HashMap<UUID, Account>();
            jdbc.sql("select id, login, name from account where id = any(?)")
                    .param(ids.toArray(UUID[]::new))
                    .query(row -> {
                        var id = row.getObject("id", UUID.class);
                        accounts.put(id, new Account(id, row.getString("login"), row.getString("name")));
                    });
            return accounts;
        });
    }

    /** The account of this login, provided that it holds one of the roles in the tenant. */
    public Optional<Account> holder(TenantCode tenant, String login, Role... roles) {
        return platform.call(() -> jdbc.sql("""
                        select distinct a.id, a.login, a.name
                        from account a join membership m on m.account_id = a.id
                        where a.login = ? and m.tenant = ? and m.role = any(?)""")
                .params(
                        login,
                        tenant.value(),
                        List.of(roles).stream().map(Role::name).toArray(String[]::new))
                .query(Account.class)
                .optional());
    }

    /**
     * Makes an account with roles, or completes the roles of one that is there; for set-up by the operator, not for
     * callers of the API.
     *
     * @param tenant null for a platform operator
     */
    public Account ensure(
            String login, String name, String secret, @Nullable TenantCode tenant, Set<Holding> holdings) {
        return platform.call(() -> {
            var known = findByLogin(login);
            if (known.isEmpty()) {
                return register(login, name, secret, tenant, holdings);
            }
            holdings.forEach(holding -> hold(known.get().id(), tenant, holding));
            return known.get();
        });
    }

    private Account register(
            String login, String name, String secret, @Nullable TenantCode tenant, Set<Holding> holdings) {
        if (!LOGIN.matcher(login).matches()) {
            throw new PlatformException(AccessError.LOGIN_ILL_FORMED, login);
        }
        if (name.isBlank()) {
            throw new PlatformException(AccessError.NAME_MISSING);
        }
        var account = new Account(UUID.randomUUID(), login, name.strip());
        platform.run(() -> {
            try {
                jdbc.sql("insert into account (id, login, name, secret_hash) values (?, ?, ?, ?)")
                        .params(account.id(), login, account.name(), passwords.encode(secret))
                        .update();
            } catch (DuplicateKeyException taken) {
                throw new PlatformException(AccessError.LOGIN_IN_USE, login);
            }
            holdings.forEach(holding -> hold(account.id(), tenant, holding));
        });
        return account;
    }

    private void hold(UUID account, @Nullable TenantCode tenant, Holding holding) {
        jdbc.sql(
                        "insert into membership (account_id, tenant, role, division) values (?, ?, ?, ?) on conflict do nothing")
                .param(account)
                .param(tenant == null ? null : tenant.value())
                .param(holding.role().name())
                .param(holding.division())
                .update();
    }

    private Account byLogin(String login) {
        return findByLogin(login).orElseThrow(() -> new PlatformException(AccessError.ACCOUNT_UNKNOWN, login));
    }

    private Optional<Account> findByLogin(String login) {
        return jdbc.sql("select id, login, name from account where login = ?")
                .param(login)
                .query(Account.class)
                .optional();
    }

    private TenantCode grantingTenant(Role role, @Nullable String division) {
        var actor = division == null
                ? access.requireInWholeTenant(Role.TENANT_ADMIN)
                : access.requireIn(division, Role.TENANT_ADMIN);
        if (role == Role.PLATFORM_OPERATOR) {
            throw new PlatformException(AccessError.ROLE_NOT_GRANTABLE, role.name());
        }
        var tenant = tenantOf(actor);
        if (division != null && !areas.isWithin(division, tenant.value())) {
            throw new PlatformException(AccessError.DIVISION_NOT_IN_TENANT, division);
        }
        return tenant;
    }

    private static TenantCode tenantOf(Actor actor) {
        if (actor.tenant() == null) {
            throw new PlatformException(AccessError.ROLE_MISSING, Role.TENANT_ADMIN.name());
        }
        return actor.tenant();
    }

    /** All the tenants in which the account holds a role, and the roles; the key {@code ""} stands for none. */
    Map<String, Set<String>> holdingsByTenant(UUID account) {
        return platform.call(() -> {
            var holdings = new HashMap<String, Set<String>>();
            jdbc.sql("select tenant, role, division from membership where account_id = ?")
                    .param(account)
                    .query(row -> {
                        var tenant = row.getString("tenant");
                        holdings.computeIfAbsent(tenant == null ? "" : tenant, none -> new TreeSet<>())
                                .add(new Holding(Role.valueOf(row.getString("role")), row.getString("division"))
                                        .toString());
                    });
            return holdings;
        });
    }
}
