package cn.zhengping.spi.standard;

import cn.zhengping.spi.LocalizedText;

/**
 * Something that an answer can name.
 *
 * @param id unique within its list
 */
public record Option(String id, LocalizedText text) {}
