package cn.zhengping.scoring.compare;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not what it was.
 *
 * @param id by which it is known in both versions
 * @param kinds at least one; {@link Kind#ADDED} and {@link Kind#REMOVED} stand alone
 * @param before null for what was added
 * @param after null for what was removed
 */
public record Change<T>(
        String id,
        Set<Kind> kinds,
        @Nullable T before,
        @Nullable T after) {

    public Change {
        kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    }

    /** What is different. */
    public enum Kind {
        ADDED,
        REMOVED,
        /** The wording, or that of the evidence asked for. */
        REWORDED,
        POINTS_CHANGED,
        /** How an answer becomes points, to whom it applies, or what is left to tenants. */
        RULE_CHANGED,
        /** To another item or section. */
        MOVED;

        Kind inverse() {
            return switch (this) {
                case ADDED -> REMOVED;
                case REMOVED -> ADDED;
                case REWORDED, POINTS_CHANGED, RULE_CHANGED, MOVED -> this;
            };
        }
    }

    /** The way back. */
    Change<T> inverse() {
        return new Change<>(id, EnumSet.copyOf(kinds.stream().map(Kind::inverse).toList()), after, before);
    }
}
