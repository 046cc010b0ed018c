package cn.zhengping.app.reviews;

import cn.zhengping.app.campaigns.GroupMember;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group's sheet with what it comes to at the moment.
 *
 * @param result over the sheets that are submitted; null where none is
 * @param missing members who have neither submitted nor are excused: it cannot be signed without them
 * @param sheets those that count
 * @param voided signatures, the oldest first
 */
record Consolidated(
        ConsolidatedSheet sheet,
        @Nullable Consolidation result,
        List<GroupMember> missing,
        List<ScoreSheet> sheets,
        List<VoidedSignature> voided) {}
