package cn.zhengping.search;

/** A property that searches are narrowed by, and that hits are counted by. Its values are codes and ids, never words. */
public enum Facet {
    /** Name of an {@link EntryKind}. */
    KIND,
    /** Codes of a division and of all above it, so that a county's entries are found in its province. */
    REGION,
    /** Ids of units. */
    UNIT,
    /** Ids of campaigns. */
    CAMPAIGN,
    /** Ids of applications that evidence was handed in to, or made for. */
    APPLICATION,
    /** Criteria, as {@code standard/criterion}. */
    CRITERION,
    /** Issuers of documents, by name. */
    ISSUER,
    /** Years, with four digits. */
    YEAR,
    /** Short names of file types: {@code pdf}, {@code docx}, {@code jpg}. */
    FILE_TYPE;

    /** Of a longer value the beginning is counted, and narrowed by. */
    public static final int LONGEST_VALUE = 200;
}
