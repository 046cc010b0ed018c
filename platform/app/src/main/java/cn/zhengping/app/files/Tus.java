package cn.zhengping.app.files;

/** The names of tus 1.0, <a href="https://tus.io/protocols/resumable-upload">the protocol of resumable uploads</a>. */
final class Tus {

    static final String VERSION = "1.0.0";
    /** Uploads are begun over GraphQL, so {@code creation} is not among them. */
    static final String EXTENSIONS = "checksum,expiration,termination";

    static final String RESUMABLE = "Tus-Resumable";
    static final String VERSIONS = "Tus-Version";
    static final String EXTENSION = "Tus-Extension";
    static final String ALGORITHMS = "Tus-Checksum-Algorithm";
    static final String OFFSET = "Upload-Offset";
    static final String LENGTH = "Upload-Length";
    static final String EXPIRES = "Upload-Expires";
    static final String CHECKSUM = "Upload-Checksum";
    static final String OVERRIDE = "X-HTTP-Method-Override";
    static final String CONTENT_TYPE = "application/offset+octet-stream";

    private Tus() {}
}
