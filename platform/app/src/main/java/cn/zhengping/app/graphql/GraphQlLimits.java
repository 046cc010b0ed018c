package cn.zhengping.app.graphql;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one request may ask for, under {@code zhengping.graphql}. A request beyond a limit is refused before anything of
 * it is executed.
 *
 * @param maxBody size of the HTTP body, variables included
 * @param maxCharacters length of the document
 * @param maxTokens tokens of the document; white space and comments are bounded too, by ten times as many
 * @param maxNesting how deep brackets nest in the document's grammar, before it means anything
 * @param maxDepth how deep fields nest, a root field being 1; what introspection nests does not count
 * @param maxCost fields that would be answered: each counts one, times the size of the lists around it
 * @param maxAliases renamed fields, fragments counted wherever they are spread
 * @param maxRootFields fields directly below the operation
 * @param defaultPageSize nodes on a page for which the request names no number
 * @param maxPageSize the largest {@code first} or {@code last}
 */
@ConfigurationProperties("zhengping.graphql")
public record GraphQlLimits(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("50000") int maxCharacters,
        @DefaultValue("5000") int maxTokens,
        @DefaultValue("200") int maxNesting,
        @DefaultValue("20") int maxDepth,
        @DefaultValue("50000") int maxCost,
        @DefaultValue("50") int maxAliases,
        @DefaultValue("20") int maxRootFields,
        @DefaultValue("20") int defaultPageSize,
        @DefaultValue("100") int maxPageSize) {}
