package cn.zhengping.spi.standard;

import org.jspecify.annotations.Nullable;

/**
 * The place in a paper that a rule comes from.
 *
 * @param document id of a {@link SourceDocument}
 * @param annex its annex, 附件1; null for the main text
 * @param row what finds the place there, 场地建设 / 外部标识 / 1 for instance
 */
public record SourceRef(String document, @Nullable String annex, String row) {}
