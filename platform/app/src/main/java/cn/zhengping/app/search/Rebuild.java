package cn.zhengping.app.search;

import cn.zhengping.tenants.TenantCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The index being filled anew from the database.
 *
 * @param tenant whose entries; null for everybody's
 * @param tenants of how many tenants, as far as that is known
 * @param entries how many were put so far
 * @param failed how many could not be read; the log says why
 * @param lastTenant up to which it is done, in the order of codes
 * @param problem why it does not get on at the moment; the log says more
 */
record Rebuild(
        UUID id,
        @Nullable TenantCode tenant,
        State state,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int tenants,
        int tenantsDone,
        long entries,
        long failed,
        @Nullable String lastTenant,
        @Nullable Problem problem) {

    /** Why a rebuild waits to be tried again. */
    enum Problem {
        /** It cannot be reached, or takes nothing more. */
        ENGINE,
        UNFORESEEN
    }

    /** Where it stands. */
    enum State {
        /** For its turn, or for the engine. */
        WAITING,
        RUNNING,
        DONE,
        CANCELLED;

        boolean ended() {
            return this == DONE || this == CANCELLED;
        }
    }
}
