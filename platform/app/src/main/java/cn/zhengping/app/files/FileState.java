package cn.zhengping.app.files;

/** Where a file stands. */
public enum FileState {
    /** Not all of it has arrived. */
    RECEIVING,
    /** It is all there, and waits to be read. */
    STORED,
    /** What is in it is known. */
    READ,
    /** It is there and can be downloaded, but could not be read: {@link StoredFile#failure()} says why. */
    FAILED
}
