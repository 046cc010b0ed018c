package cn.zhengping.app.access;

/** Names of what a token says beyond the standard claims. */
final class TokenClaims {

    static final String ACCOUNT = "account";
    static final String NAME = "name";
    /** Absent for a platform operator. */
    static final String TENANT = "tenant";
    /** As {@link Actor.Holding#toString()} writes them. */
    static final String ROLES = "roles";

    private TokenClaims() {}
}
