package cn.zhengping.app.evidence;

/** What became of an attachment. */
public enum AttachmentState {
    STANDING,
    /** A later revision was handed in in its place. */
    REPLACED,
    /** It was taken off, or back. */
    TAKEN_BACK,
    /** The evidence as a whole was withdrawn. */
    WITHDRAWN;

    /** Whether a sheet may be based on what was handed in so. */
    public boolean counts() {
        return this == STANDING || this == REPLACED;
    }
}
