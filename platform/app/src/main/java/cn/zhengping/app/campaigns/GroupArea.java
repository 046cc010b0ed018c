package cn.zhengping.app.campaigns;

import jakarta.persistence.Embeddable;

/**
 * An area that a group reviews.
 *
 * @param pinned whether it was laid down rather than drawn
 */
@Embeddable
public record GroupArea(String area, boolean pinned) {}
