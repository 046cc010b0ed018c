package cn.zhengping.app.units;

/** Where a version of a catalogue stands. */
public enum CatalogueState {
    DRAFT,
    PUBLISHED,
    /** A later version was published. */
    REPLACED
}
