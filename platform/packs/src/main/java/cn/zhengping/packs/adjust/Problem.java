package cn.zhengping.packs.adjust;

import cn.zhengping.spi.Message;
import java.util.OptionalInt;

/**
 * Why a standard cannot be adjusted so.
 *
 * @param change which of the changes, from 0; empty for all of them together
 */
public record Problem(Code code, OptionalInt change, Message message) {

    /** What is wrong. Each constant is a key of the bundle. */
    public enum Code {
        NOTHING_CHANGED,
        UNKNOWN_ITEM,
        UNKNOWN_CRITERION,
        POINTS_NOT_OPEN,
        POINTS_OUT_OF_BOUNDS,
        /** Two changes about the points of one item. */
        POINTS_GIVEN_TWICE,
        WORDING_NOT_OPEN,
        BLANK_WORDING,
        CRITERIA_NOT_OPEN,
        ID_TAKEN,
        SOURCE_TAKEN,
        /** The item's criteria do not give its points. */
        ITEM_DOES_NOT_ADD_UP,
        /** The items do not give the standard's total any more. */
        TOTAL_CHANGED,
        /** An item still waits for criteria. */
        STILL_UNFINISHED,
        /** What comes out is no sound standard; the message is the loader's. */
        UNSOUND;

        static final String BUNDLE = "cn.zhengping.packs.adjust.messages";
    }

    static Problem of(Code code, OptionalInt change, Object... arguments) {
        return new Problem(code, change, Message.of(Code.BUNDLE, code.name(), arguments));
    }
}
