package cn.zhengping.app.errors;

/** What a caller can do about a failure. The GraphQL API shows it as the error's classification. */
public enum ErrorKind {
    /** The request itself is wrong: mend it. */
    BAD_REQUEST,
    /** Nobody is logged in: get a token. */
    UNAUTHORIZED,
    /** The caller's roles do not allow it. */
    FORBIDDEN,
    /** It is not there, or the caller may not know that it is. */
    NOT_FOUND,
    /** It does not fit the state that things are in: read again, then decide. */
    CONFLICT,
    /** Our fault. */
    INTERNAL
}
