package cn.zhengping.app.search;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.campaigns.Groups;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.tenants.TenantCode;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What whoever asks may find, in the terms of {@link Readers}: asked for with each question, and never kept. */
@Component
class Grants {

    private static final Role[] ANYBODY = Role.ofTenant();

    private static final Set<Role> ALL_SEEING = Set.of(Role.allSeeing());

    private final Access access;
    private final Areas areas;
    private final Groups groups;

    Grants(Access access, Areas areas, Groups groups) {
        this.access = access;
        this.areas = areas;
        this.groups = groups;
    }

    /** The tenant whose people whoever asks is one of. */
    TenantCode tenant() {
        return Objects.requireNonNull(access.require(ANYBODY).tenant());
    }

    /** @throws PlatformException {@code NOT_LOGGED_IN}, {@code ROLE_MISSING} */
    Set<String> held() {
        var actor = access.require(ANYBODY);
        var tenant = Objects.requireNonNull(actor.tenant());
        var grants = new HashSet<String>();
        grants.add(Readers.members(tenant));
        grants.add(Readers.below(tenant));
        areas.superiors(tenant).forEach(superior -> grants.add(Readers.below(superior)));
        for (var holding : actor.holdings()) {
            var allSeeing = ALL_SEEING.contains(holding.role());
            if (allSeeing && holding.division() == null) {
                grants.add(Readers.wholeTenant(tenant));
                grants.add(Readers.organiser(tenant));
            } else if (allSeeing || holding.role() == Role.UNIT_CLERK) {
                // A clerk of the whole tenant acts for the units of all its divisions.
                var division = holding.division() == null ? tenant.value() : holding.division();
                grants.add(Readers.division(tenant, division));
                if (allSeeing) {
                    grants.add(Readers.organiser(tenant, division));
                }
            }
        }
        if (!grants.contains(Readers.organiser(tenant))) {
            groups.given().forEach(given -> grants.add(Readers.area(tenant, given.campaign(), given.area())));
        }
        return grants;
    }
}
