package cn.zhengping.tenants;

/** Work on data was asked for, and nobody said whose: a mistake in the program, never in the request. */
public final class NoTenantBoundException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    NoTenantBoundException() {
        super(
                "No tenant is bound to this thread: run it inside CurrentTenant.call or, if it is the platform's own work, "
                        + "CurrentTenant.platform");
    }
}
