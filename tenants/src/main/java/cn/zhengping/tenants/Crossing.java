package cn.zhengping.tenants;

/**
 * What somebody acts in another tenant for.
 *
 * @param actor who: the id of an account, or the name of a job
 * @param purpose what for, as the {@link CrossingRights} know it: {@code hand-in-evidence} for instance
 */
public record Crossing(String actor, String purpose) {}
