package cn.zhengping.tenants;

import cn.zhengping.tenants.TenantException.Code;
import cn.zhengping.tenants.database.SchemaName;
import io.micrometer.context.ContextRegistry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Whose data the current thread works on. Bound for the length of a call, carried to other threads by Micrometer's context
 * propagation, and read at the beginning of each transaction by {@link TenantTransactions}.
 *
 * <p>A transaction works in one schema: while one is active, the context cannot change. A thread that is bound to a tenant
 * reaches another one by {@link #callAs} only.
 */
public final class CurrentTenant {

    private static final ThreadLocal<@Nullable Binding> CURRENT = new ThreadLocal<>();

    static {
        ContextRegistry.getInstance()
                .registerThreadLocalAccessor("zhengping.tenant", CURRENT::get, CURRENT::set, CURRENT::remove);
    }

    private final CrossingRights rights;
    private final CrossingTrail trail;

    public CurrentTenant(CrossingRights rights, CrossingTrail trail) {
        this.rights = rights;
        this.trail = trail;
    }

    /**
     * Works for this tenant.
     *
     * @throws TenantException {@code OTHER_TENANT_BOUND} if the thread works for another one already;
     *     {@code CONTEXT_CHANGED_IN_TRANSACTION}
     */
    public static <T extends @Nullable Object, E extends Exception> T call(TenantCode tenant, Work<T, E> work)
            throws E {
        var outer = CURRENT.get();
        if (outer != null && outer.tenant() != null && !outer.tenant().equals(tenant)) {
            throw new TenantException(
                    Code.OTHER_TENANT_BOUND, tenant.value(), outer.tenant().value());
        }
        return within(new Binding(tenant, false, outer != null && outer.crossed()), work);
    }

    /** {@link #call} without a result. */
    public static <E extends Exception> void run(TenantCode tenant, Task<E> task) throws E {
        CurrentTenant.<@Nullable Void, E>call(tenant, () -> {
            task.run();
            return null;
        });
    }

    /**
     * Works for the platform itself, in schema {@code platform}: registry, event bookkeeping, jobs.
     *
     * @throws TenantException {@code CONTEXT_CHANGED_IN_TRANSACTION}
     */
    public static <T extends @Nullable Object, E extends Exception> T platform(Work<T, E> work) throws E {
        var outer = CURRENT.get();
        return within(new Binding(outer == null ? null : outer.tenant(), true, outer != null && outer.crossed()), work);
    }

    /**
     * The tenant that the thread works for.
     *
     * @throws NoTenantBoundException if there is none, or it works for the platform
     */
    public static TenantCode require() {
        return find().orElseThrow(NoTenantBoundException::new);
    }

    /** The tenant that the thread works for; empty if there is none, or it works for the platform. */
    public static Optional<TenantCode> find() {
        var binding = CURRENT.get();
        return binding == null || binding.platform() ? Optional.empty() : Optional.ofNullable(binding.tenant());
    }

    /**
     * Works for another tenant, if the right is there, and leaves a trace of it either way. Without effect if the thread
     * works for that tenant anyway.
     *
     * @throws NoTenantBoundException if the thread does not work for a tenant
     * @throws TenantException {@code CROSSING_DENIED}; {@code CROSSING_NESTED} if it has crossed over already;
     *     {@code CONTEXT_CHANGED_IN_TRANSACTION}
     */
    public <T extends @Nullable Object, E extends Exception> T callAs(
            TenantCode other, Crossing crossing, Work<T, E> work) throws E {
        var from = require();
        if (from.equals(other)) {
            return work.call();
        }
        if (bound().crossed()) {
            throw new TenantException(Code.CROSSING_NESTED, other.value(), from.value());
        }
        refuseInTransaction();
        var allowed = rights.allow(from, other, crossing);
        trail.record(from, other, crossing, allowed);
        if (!allowed) {
            throw new TenantException(Code.CROSSING_DENIED, from.value(), other.value(), crossing.purpose());
        }
        return within(new Binding(other, false, true), work);
    }

    static SchemaName requireSchema() {
        return bound().schema();
    }

    private static Binding bound() {
        var binding = CURRENT.get();
        if (binding == null) {
            throw new NoTenantBoundException();
        }
        return binding;
    }

    private static <T extends @Nullable Object, E extends Exception> T within(Binding binding, Work<T, E> work)
            throws E {
        var outer = CURRENT.get();
        if (!binding.equals(outer)) {
            refuseInTransaction();
        }
        CURRENT.set(binding);
        try {
            return work.call();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    private static void refuseInTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new TenantException(Code.CONTEXT_CHANGED_IN_TRANSACTION);
        }
    }

    /**
     * What the thread carries.
     *
     * @param tenant stays while the platform's own work is done on its behalf
     * @param platform whether transactions work in schema {@code platform}
     * @param crossed whether {@link #callAs} led here
     */
    private record Binding(@Nullable TenantCode tenant, boolean platform, boolean crossed) {

        SchemaName schema() {
            return platform || tenant == null ? SchemaName.PLATFORM : tenant.schema();
        }
    }

    /** What is done for a tenant. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, E extends Exception> {
        T call() throws E;
    }

    /** What is done for a tenant, without a result. */
    @FunctionalInterface
    public interface Task<E extends Exception> {
        void run() throws E;
    }
}
