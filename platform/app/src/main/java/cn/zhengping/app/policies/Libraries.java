package cn.zhengping.app.policies;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.tenants.Crossing;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.Tenant;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The libraries that a tenant reads: its own, and those of the tenants above it. Reading in another one crosses over, in a
 * transaction of its own, so none of this can be called inside a transaction.
 */
@Component
class Libraries {

    private static final Role[] READERS = Role.ofTenant();

    private final Access access;
    private final TenantRegistry registry;
    private final CurrentTenant tenants;
    private final TransactionTemplate transaction;

    Libraries(Access access, TenantRegistry registry, CurrentTenant tenants, TransactionTemplate transaction) {
        this.access = access;
        this.registry = registry;
        this.tenants = tenants;
        this.transaction = transaction;
    }

    /** The tenant's own, then the nearest above; those that are out of service are left out. */
    List<TenantCode> line() {
        access.require(READERS);
        var own = CurrentTenant.require();
        var line = new ArrayList<TenantCode>();
        line.add(own);
        registry.ancestors(own).stream()
                .filter(Tenant::inService)
                .map(Tenant::code)
                .forEach(line::add);
        return line;
    }

    /**
     * @param code null for the tenant's own
     * @throws PlatformException {@code LIBRARY_UNKNOWN}
     */
    TenantCode owner(@Nullable String code) {
        access.require(READERS);
        var own = CurrentTenant.require();
        if (code == null || code.equals(own.value())) {
            return own;
        }
        return registry.ancestors(own).stream()
                .map(Tenant::code)
                .filter(above -> above.value().equals(code))
                .findFirst()
                .orElseThrow(() -> new PlatformException(PolicyError.LIBRARY_UNKNOWN, code));
    }

    /** Reads in a library of the line. */
    <T extends @Nullable Object> T in(TenantCode owner, Supplier<T> work) {
        return across(owner, "read-policies", work);
    }

    /** The nearest tenant below in which the answer is yes; null for none. */
    @Nullable
    TenantCode firstBelow(String purpose, Supplier<Boolean> question) {
        var next = new ArrayDeque<>(registry.children(CurrentTenant.require()));
        while (!next.isEmpty()) {
            var below = next.poll();
            next.addAll(registry.children(below.code()));
            if (below.inService() && across(below.code(), purpose, question)) {
                return below.code();
            }
        }
        return null;
    }

    @SuppressWarnings("NullAway") // The template's answer is null only where the work's is.
    private <T extends @Nullable Object> T across(TenantCode other, String purpose, Supplier<T> work) {
        var crossing = new Crossing(access.actor().account().toString(), purpose);
        return tenants.callAs(other, crossing, () -> transaction.execute(status -> work.get()));
    }
}
