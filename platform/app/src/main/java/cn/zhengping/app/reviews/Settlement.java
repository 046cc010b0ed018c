package cn.zhengping.app.reviews;

import cn.zhengping.spi.answer.Answer;
import org.jspecify.annotations.Nullable;

/**
 * How the leader settled one criterion on which the members differ.
 *
 * @param agreed takes the place of every member's answer; null for an average
 * @param words why; null where none were needed
 * @param over digest of the members' answers that it settles: where one of them changes, it holds no longer
 */
record Settlement(
        Mode mode, @Nullable Answer agreed, @Nullable String words, String over) {

    /** How members' points become the group's. */
    public enum Mode {
        /** All found the same. */
        UNANIMOUS,
        /** The exact mean. */
        AVERAGE,
        /** What the group agreed on. */
        AGREED
    }
}
