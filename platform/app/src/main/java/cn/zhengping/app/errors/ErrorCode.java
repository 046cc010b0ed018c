package cn.zhengping.app.errors;

/**
 * A way in which a request can fail. Each feature has one enum of them, and beside it the bundle {@code messages} with a
 * text for every code, under the code's name.
 */
public interface ErrorCode {

    /** Shown to callers as {@code extensions.code}; never renamed. */
    String name();

    ErrorKind kind();
}
