package cn.zhengping.search.analysis;

import cn.zhengping.search.Facet;
import java.util.Locale;

/** The fields of the index. Every token stands as it is; no engine analyzes further than at white space. */
public enum IndexField {
    /** {@link cn.zhengping.search.EntryKey#toString()}; also sorted by. */
    KEY(Kind.KEYWORD),
    TENANT(Kind.KEYWORD),
    READERS(Kind.KEYWORD),

    KIND(Kind.FACET),
    REGION(Kind.FACET),
    UNIT(Kind.FACET),
    CAMPAIGN(Kind.FACET),
    APPLICATION(Kind.FACET),
    CRITERION(Kind.FACET),
    ISSUER(Kind.FACET),
    YEAR(Kind.FACET),
    FILE_TYPE(Kind.FACET),

    TITLE(Kind.GRAMS),
    NUMBER(Kind.GRAMS),
    TEXT(Kind.GRAMS),
    TITLE_WORDS(Kind.WORDS),
    TEXT_WORDS(Kind.WORDS),

    /** How titles begin: as written, in pinyin, in initials. */
    START(Kind.KEYWORD),
    /** How the words inside titles begin, in pinyin and in initials. */
    PART(Kind.KEYWORD),
    /** How document numbers and their parts begin, in the same three ways. */
    NUMBER_START(Kind.KEYWORD),
    /** The title as it is suggested, at most {@value Analysis#LONGEST_VALUE} chars; sorted by, not searched. */
    TITLE_VALUE(Kind.VALUE),
    /** The document number as it is suggested. */
    NUMBER_VALUE(Kind.VALUE),
    TITLE_LENGTH(Kind.LONG),
    NUMBER_LENGTH(Kind.LONG),

    /** Days since 1970; sorted by, what has none last in either direction. */
    DATE(Kind.LONG),
    /** Compared with by {@link cn.zhengping.search.SearchIndex#removeOlder}. */
    STAMP(Kind.LONG);

    /** How a field is kept. */
    public enum Kind {
        /** Whole values, any number of them; without frequencies and norms. */
        KEYWORD,
        /** As {@link #KEYWORD}, and counted by. */
        FACET,
        /** Text as tokens with positions, frequencies and norms, scored by BM25 (k1 1.2, b 0.75). */
        GRAMS,
        /** As {@link #GRAMS} without positions. */
        WORDS,
        /** One value that is sorted by. */
        VALUE,
        /** One number. */
        LONG
    }

    private final Kind kind;
    private final String id;

    IndexField(Kind kind) {
        this.kind = kind;
        this.id = name().toLowerCase(Locale.ROOT);
    }

    public Kind kind() {
        return kind;
    }

    /** Its name in an engine. */
    public String id() {
        return id;
    }

    public static IndexField of(Facet facet) {
        return valueOf(facet.name());
    }
}
