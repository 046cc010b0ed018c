package cn.zhengping.app.evidence;

/** What evidence consists of. */
public enum EvidenceKind {
    /** A document. */
    FILE,
    /** A picture of what is there. */
    PHOTO,
    /** Something on the web, maybe with a screenshot. */
    LINK,
    /** Why there is none or it is not public, maybe with copies. */
    REASON
}
