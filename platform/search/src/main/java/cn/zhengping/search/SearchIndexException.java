package cn.zhengping.search;

/** The engine cannot be reached, or its disk is full: what was asked is to be asked again later. */
public final class SearchIndexException extends RuntimeException {

    public SearchIndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
