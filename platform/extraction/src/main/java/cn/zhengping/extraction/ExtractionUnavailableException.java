package cn.zhengping.extraction;

import org.jspecify.annotations.Nullable;

/** No process could be started or it was stopped from outside; it says nothing about the file: try again later. */
public final class ExtractionUnavailableException extends RuntimeException {

    public ExtractionUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
