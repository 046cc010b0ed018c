package cn.zhengping.app.files;

import cn.zhengping.extraction.Extraction;

/** Why nothing was read of a file. */
public enum FileFailure {
    TIME,
    TOO_LARGE,
    BROKEN,
    ENCRYPTED,
    UNSUPPORTED,
    /** Reading it went wrong again and again for reasons that only the log has. */
    GIVEN_UP;

    static FileFailure of(Extraction.Failure failure) {
        return switch (failure) {
            case TIME -> TIME;
            case TOO_LARGE -> TOO_LARGE;
            case BROKEN -> BROKEN;
            case ENCRYPTED -> ENCRYPTED;
            case UNSUPPORTED -> UNSUPPORTED;
        };
    }
}
