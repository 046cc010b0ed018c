package cn.zhengping.app.policies;

/** What a part of a paper is. */
public enum ClauseKind {
    /** What stands before the first clause: letterhead, title, to whom it is, why. */
    OPENING,
    /** 编, 章, 节. */
    CHAPTER,
    /** 第X条. */
    ARTICLE,
    /** 一、 (一) 1. (1) ①, and the numbered rows of a table. */
    POINT,
    /** A paragraph without a number that introduces a list of its own. */
    PARAGRAPH,
    /** 附件：1.… 2.…, the list of what is annexed. */
    ANNEX_LIST,
    /** 落款: who signs, and the day. */
    SIGNATURE,
    /** 附件1, with what it holds. */
    ANNEX
}
