package cn.zhengping.app.files;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a file's text.
 *
 * @param number counted from 1: a page, slide or sheet; null where the format has none
 */
public record FilePage(@Nullable Integer number, String text) {}
