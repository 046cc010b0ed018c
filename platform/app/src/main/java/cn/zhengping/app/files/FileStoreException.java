package cn.zhengping.app.files;

import org.jspecify.annotations.Nullable;

/** The store did not do what it was asked; nothing is half done. Its message is for whoever runs the platform. */
final class FileStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    enum Kind {
        /** There is nothing under this key. */
        MISSING,
        /** The store does not let us: credentials, rights, a bucket that is not there. */
        REFUSED,
        /** This file or folder alone: it is another user's, or something is in its way. */
        BLOCKED,
        /** No room is left. */
        FULL,
        /** It did not answer, or not in time. */
        UNREACHABLE
    }

    private final Kind kind;

    FileStoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
