package cn.zhengping.search.highlight;

/**
 * Something to mark.
 *
 * @param compact as {@link cn.zhengping.search.analysis.Compact} has it
 * @param weight of a place that has it
 */
public record Needle(String compact, float weight) {}
