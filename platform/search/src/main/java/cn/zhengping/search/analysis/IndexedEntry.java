package cn.zhengping.search.analysis;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an engine indexes of an entry; beside it, it stores the entry's title and passages as they are.
 *
 * @param grams tokens of {@link IndexField.Kind#GRAMS} and {@link IndexField.Kind#WORDS}, in order
 * @param keywords values of {@link IndexField.Kind#KEYWORD} and {@link IndexField.Kind#FACET}
 * @param values of {@link IndexField.Kind#VALUE}
 * @param longs of {@link IndexField.Kind#LONG}
 */
public record IndexedEntry(
        Map<IndexField, List<String>> grams,
        Map<IndexField, Set<String>> keywords,
        Map<IndexField, String> values,
        Map<IndexField, Long> longs) {}
