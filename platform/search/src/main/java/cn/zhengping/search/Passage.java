package cn.zhengping.search;

import org.jspecify.annotations.Nullable;

/**
 * A piece of an entry's text as it stands in the original.
 *
 * @param page counted from 1; null where the format has no pages
 */
public record Passage(@Nullable Integer page, String text) {}
