package cn.zhengping.tenants.divisions;

import org.jspecify.annotations.Nullable;

/**
 * 行政区划.
 *
 * @param name as the statistics bureau writes it: 宝林社区居民委员会
 * @param level that of the code
 * @param parent what is right above it, which can be more than one level up: a county that a province governs itself
 *     has the province here; null for a province
 */
public record Division(
        DivisionCode code,
        String name,
        DivisionLevel level,
        @Nullable DivisionCode parent) {

    /** Code and name, as it is shown to people. */
    @Override
    public String toString() {
        return code + " " + name;
    }
}
