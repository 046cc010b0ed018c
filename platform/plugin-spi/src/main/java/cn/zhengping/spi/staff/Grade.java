package cn.zhengping.spi.staff;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import org.jspecify.annotations.Nullable;

/**
 * 等次.
 *
 * @param id unique within its table
 * @param from inclusive, compared with the exact total; null for the lowest, which takes what is left
 */
public record Grade(String id, @Nullable Points from, LocalizedText label) {}
