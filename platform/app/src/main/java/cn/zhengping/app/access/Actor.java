package cn.zhengping.app.access;

import cn.zhengping.tenants.TenantCode;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, as the verified token says.
 *
 * @param account id of the account
 * @param name as it is shown to others
 * @param tenant in which the roles are held; null for a platform operator
 */
public record Actor(UUID account, String name, @Nullable TenantCode tenant, Set<Holding> holdings) {

    public Actor {
        holdings = Set.copyOf(holdings);
    }

    /**
     * A role with its scope.
     *
     * @param division code of the division that the role is limited to; null for the whole tenant
     */
    public record Holding(Role role, @Nullable String division) {

        /** Reads what {@link #toString()} writes. */
        static Holding parse(String text) {
            var at = text.indexOf('@');
            return at < 0
                    ? new Holding(Role.valueOf(text), null)
                    : new Holding(Role.valueOf(text.substring(0, at)), text.substring(at + 1));
        }

        @Override
        public String toString() {
            return division == null ? role.name() : role.name() + "@" + division;
        }
    }

    /** Whether a role that sees all is held for the whole tenant. */
    public boolean seesAll() {
        var seeing = Set.of(Role.allSeeing());
        return holdings.stream().anyMatch(holding -> holding.division() == null && seeing.contains(holding.role()));
    }

    /** Whether one of these roles is held, whatever its scope. */
    public boolean holds(Role... roles) {
        for (var role : roles) {
            if (holdings.stream().anyMatch(holding -> holding.role() == role)) {
                return true;
            }
        }
        return false;
    }
}
