package cn.zhengping.search;

/** What was asked cannot be read. */
public final class InvalidSearchException extends RuntimeException {

    private final Reason reason;

    /** What is wrong with it. */
    public enum Reason {
        /** Longer than {@link SearchRequest#LONGEST_TEXT}. */
        TEXT_TOO_LONG,
        /** More than 64 words and phrases. */
        TOO_MANY_WORDS,
        /** Only {@code -without}, so that nothing says what is wanted. */
        ONLY_EXCLUSIONS,
        /** Not a cursor of this search, or older than it is kept. */
        CURSOR_INVALID
    }

    public InvalidSearchException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
