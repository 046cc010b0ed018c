package cn.zhengping.app.evidence;

/** Where evidence stands. */
public enum EvidenceState {
    STANDING,
    /** Deleted, as far as people are concerned; what sheets rest on can still be read by whoever reviews. */
    WITHDRAWN
}
