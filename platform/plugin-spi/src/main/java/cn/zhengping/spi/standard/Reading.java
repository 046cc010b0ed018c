package cn.zhengping.spi.standard;

import cn.zhengping.spi.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * A decision on how to read a place where the paper is damaged, contradicts itself or is silent.
 *
 * @param id unique within the file
 * @param about any id of the file, or the kind of a phase; null for the whole
 * @param text what is in the paper, how it is read, and why
 */
public record Reading(String id, @Nullable String about, LocalizedText text) {}
