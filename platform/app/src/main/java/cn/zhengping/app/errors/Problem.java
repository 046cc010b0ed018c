package cn.zhengping.app.errors;

import cn.zhengping.spi.Message;
import org.jspecify.annotations.Nullable;

/**
 * One of several things that are wrong with what was handed in, and where. Shown to callers in
 * {@code extensions.problems}.
 *
 * @param code never renamed
 * @param file in which it is
 * @param line from 1; null where the file as such is wrong
 * @param column from 1; null where the file as such is wrong
 * @param path such as {@code sections[2].items[0]}; null where there is none
 * @param message what was expected and what to do
 */
public record Problem(
        String code,
        String file,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable String path,
        Message message) {}
