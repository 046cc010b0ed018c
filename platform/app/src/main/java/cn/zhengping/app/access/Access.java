package cn.zhengping.app.access;

import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** Asked by every service before it does something: who is it, and may they. */
@Component
public class Access {

    private final Areas areas;

    Access(Areas areas) {
        this.areas = areas;
    }

    /**
     * Who is asking. Whoever has crossed over to another tenant holds no roles there.
     *
     * @throws PlatformException {@code NOT_LOGGED_IN}
     */
    public Actor actor() {
        if (!(SecurityContextHolder.getContext().getAuthentication()
                instanceof JwtAuthenticationToken authentication)) {
            throw new PlatformException(AccessError.NOT_LOGGED_IN);
        }
        var token = authentication.getToken();
        var named = token.getClaimAsString(TokenClaims.TENANT);
        var tenant = named == null ? null : new TenantCode(named);
        var atHome = CurrentTenant.find().map(current -> current.equals(tenant)).orElse(true);
        return new Actor(
                UUID.fromString(token.getClaimAsString(TokenClaims.ACCOUNT)),
                Objects.requireNonNull(token.getClaimAsString(TokenClaims.NAME)),
                tenant,
                atHome
                        ? Objects.requireNonNull(token.getClaimAsStringList(TokenClaims.ROLES)).stream()
                                .map(Actor.Holding::parse)
                                .collect(Collectors.toUnmodifiableSet())
                        : Set.of());
    }

    /**
     * Who is asking, provided that one of the roles is held, whatever its scope. For what concerns no division in
     * particular.
     *
     * @throws PlatformException {@code NOT_LOGGED_IN}, {@code ROLE_MISSING}
     */
    public Actor require(Role... roles) {
        var actor = actor();
        if (!actor.holds(roles)) {
            throw new PlatformException(AccessError.ROLE_MISSING, names(roles));
        }
        return actor;
    }

    /**
     * Who is asking, provided that one of the roles is held for the whole tenant.
     *
     * @throws PlatformException {@code NOT_LOGGED_IN}, {@code ROLE_MISSING}, {@code OUTSIDE_SCOPE}
     */
    public Actor requireInWholeTenant(Role... roles) {
        var actor = require(roles);
        if (actor.holdings().stream()
                .noneMatch(holding ->
                        holding.division() == null && Arrays.asList(roles).contains(holding.role()))) {
            throw new PlatformException(AccessError.OUTSIDE_SCOPE, names(roles));
        }
        return actor;
    }

    /**
     * Who is asking, provided that one of the roles is held for this division or one above it.
     *
     * @param division GB/T code or an operator's own, as units bear it
     * @throws PlatformException {@code NOT_LOGGED_IN}, {@code ROLE_MISSING}, {@code OUTSIDE_SCOPE}
     */
    public Actor requireIn(String division, Role... roles) {
        var actor = require(roles);
        var covered = actor.holdings().stream()
                .filter(holding -> Arrays.asList(roles).contains(holding.role()))
                .anyMatch(holding -> holding.division() == null || covers(holding.division(), division));
        if (!covered) {
            throw new PlatformException(AccessError.OUTSIDE_SCOPE, names(roles));
        }
        return actor;
    }

    private boolean covers(String scope, String division) {
        return scope.equals(division) || areas.isWithin(division, scope);
    }

    private static String names(Role... roles) {
        return Arrays.stream(roles).map(Role::name).collect(Collectors.joining(", "));
    }
}
