package cn.zhengping.spi.standard;

import cn.zhengping.spi.Points;
import org.jspecify.annotations.Nullable;

/**
 * What the issuer of a standard leaves to tenants below it: an item that is not open is taken over as it is.
 *
 * @param least fewest points that the item may get, inclusive; null with {@code most} where its points are not open
 * @param most most points that the item may get, inclusive
 * @param wording whether wording may be added to its criteria
 * @param criteria whether criteria may be added; such an item may have none of its own
 */
public record Open(@Nullable Points least, @Nullable Points most, boolean wording, boolean criteria) {}
