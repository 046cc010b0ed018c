package cn.zhengping.app.reviews;

import cn.zhengping.app.errors.PlatformException;
import org.jspecify.annotations.Nullable;

/** Reasons and explanations that people give, within bounds. */
final class Words {

    private static final int LONGEST = 2000;

    private Words() {}

    /** @throws PlatformException {@code REASON_MISSING}, {@code WORDS_TOO_LONG} */
    static String reason(String given) {
        var reason = optional(given);
        if (reason == null) {
            throw new PlatformException(ReviewError.REASON_MISSING);
        }
        return reason;
    }

    /**
     * Stripped; null for nothing but blanks.
     *
     * @throws PlatformException {@code WORDS_TOO_LONG}
     */
    static @Nullable String optional(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        var words = given.strip();
        if (words.length() > LONGEST) {
            throw new PlatformException(ReviewError.WORDS_TOO_LONG, LONGEST);
        }
        return words;
    }
}
