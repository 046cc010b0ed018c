package cn.zhengping.search;

/** What can be found. */
public enum EntryKind {
    /** 政策文件, as a whole. */
    DOCUMENT,
    /** A clause of a policy document. */
    CLAUSE,
    /** 佐证材料: the text of what a unit handed in. */
    EVIDENCE,
    /** 评估标准: a criterion of a standard that the tenant works by. */
    CRITERION
}
