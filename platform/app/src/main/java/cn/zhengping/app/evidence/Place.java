package cn.zhengping.app.evidence;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where evidence belongs: to a unit, or to an application with its campaign and area.
 *
 * @param division that the unit serves
 * @param line the division and all above it, from the smallest
 */
record Place(
        @Nullable UUID unitId,
        @Nullable UUID campaignId,
        @Nullable UUID applicationId,
        @Nullable String area,
        String division,
        List<String> line) {}
