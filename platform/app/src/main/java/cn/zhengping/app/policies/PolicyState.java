package cn.zhengping.app.policies;

/** Where a document stands in its library. */
public enum PolicyState {
    /** Imported; nobody has confirmed what was read from it. For the tenant's admins only. */
    DRAFT,
    /** To be read in the tenant and in all below it. */
    PUBLISHED
}
