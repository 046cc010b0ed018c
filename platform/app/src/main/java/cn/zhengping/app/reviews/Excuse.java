package cn.zhengping.app.reviews;

import java.util.UUID;

/**
 * A member whose sheet does not count.
 *
 * @param name as the group was formed
 * @param reason in words
 */
public record Excuse(UUID accountId, String name, String reason) {}
