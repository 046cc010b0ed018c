package cn.zhengping.search.analysis;

/** Ways to find the words in a run of Han characters; measured against each other. */
public enum Segmentation {
    /** No words at all, only each two neighbours. */
    BIGRAMS,
    /** Lucene's smartcn. */
    SMARTCN,
    /** HanLP's dictionary and bigram model. */
    HANLP;

    /** What is shipped. */
    public static final Segmentation SHIPPED = HANLP;
}
