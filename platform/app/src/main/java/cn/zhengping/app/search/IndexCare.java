package cn.zhengping.app.search;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Actor;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantException;
import cn.zhengping.tenants.TenantRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** How the index is, and filling it anew: for tenant admins their tenant's part, for the platform operator all of it. */
@Service
class IndexCare {

    private static final int NEWEST = 20;

    private final Access access;
    private final TenantRegistry registry;
    private final IndexKeeper keeper;
    private final Lag lag;
    private final RebuildStore rebuilds;
    private final RebuildRunner runner;
    private final TransactionTemplate transaction;

    IndexCare(
            Access access,
            TenantRegistry registry,
            IndexKeeper keeper,
            Lag lag,
            RebuildStore rebuilds,
            RebuildRunner runner,
            TransactionTemplate transaction) {
        this.access = access;
        this.registry = registry;
        this.keeper = keeper;
        this.lag = lag;
        this.rebuilds = rebuilds;
        this.runner = runner;
        this.transaction = transaction;
    }

    /**
     * How the index is.
     *
     * @param complete whether it has been filled
     * @param waiting changes that it does not have yet
     * @param oldest when the first of them was committed
     */
    record Status(boolean complete, long waiting, @Nullable Instant oldest, List<Rebuild> rebuilds) {}

    /** @throws PlatformException {@code ROLE_MISSING}, {@code OUTSIDE_SCOPE} */
    Status status() {
        var actor = caretaker();
        var waiting = actor.tenant() == null
                ? lag.everywhere()
                : Objects.requireNonNull(transaction.execute(status -> lag.ofTenant()));
        return new Status(
                keeper.isFilled(), waiting.waiting(), waiting.oldest(), rebuilds.newest(actor.tenant(), NEWEST));
    }

    /**
     * Fills the index anew; what waits or runs already is not begun twice.
     *
     * @param tenant for the operator: whose entries, null for everybody's; a tenant admin's own in any case
     * @throws PlatformException {@code ROLE_MISSING}, {@code OUTSIDE_SCOPE}, {@code REBUILD_OF_OTHERS}
     * @throws TenantException {@code TENANT_UNKNOWN}
     */
    Rebuild rebuild(@Nullable TenantCode tenant) {
        var actor = caretaker();
        var whose = tenant == null ? actor.tenant() : tenant;
        if (actor.tenant() != null && !actor.tenant().equals(whose)) {
            throw new PlatformException(SearchError.REBUILD_OF_OTHERS);
        }
        var known = whose == null ? null : registry.get(whose).code();
        var requested = rebuilds.running(known).orElseGet(() -> rebuilds.request(known));
        runner.wake();
        return requested;
    }

    /**
     * Calls it off; what it has put stays, and nothing is removed.
     *
     * @throws PlatformException {@code ROLE_MISSING}, {@code OUTSIDE_SCOPE}, {@code REBUILD_UNKNOWN}, {@code REBUILD_ENDED}
     */
    Rebuild cancel(UUID id) {
        get(id);
        if (!rebuilds.cancel(id)) {
            throw new PlatformException(SearchError.REBUILD_ENDED);
        }
        return get(id);
    }

    /** @throws PlatformException {@code ROLE_MISSING}, {@code OUTSIDE_SCOPE}, {@code REBUILD_UNKNOWN} */
    Rebuild get(UUID id) {
        var actor = caretaker();
        return rebuilds.find(id)
                .filter(rebuild -> actor.tenant() == null || actor.tenant().equals(rebuild.tenant()))
                .orElseThrow(() -> new PlatformException(SearchError.REBUILD_UNKNOWN));
    }

    private Actor caretaker() {
        return access.requireInWholeTenant(Role.TENANT_ADMIN, Role.PLATFORM_OPERATOR);
    }
}
