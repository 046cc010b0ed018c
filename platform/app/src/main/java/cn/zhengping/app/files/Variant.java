package cn.zhengping.app.files;

/** What of a file is handed out. */
public enum Variant {
    /** The bytes that were handed in, a photo's metadata included. */
    ORIGINAL,
    /** A small picture of the first page or of the photo. */
    PREVIEW,
    /** What others may see: of a picture a copy without metadata, of everything else the original. */
    SHOWN
}
