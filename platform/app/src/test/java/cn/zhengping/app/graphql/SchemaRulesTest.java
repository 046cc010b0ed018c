package cn.zhengping.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class SchemaRulesTest {

    /** The schemas of all features that there are, and the laboratory's. */
    private static String everything() throws IOException {
        var resolver = new PathMatchingResourcePatternResolver();
        var all = new StringBuilder();
        for (var pattern :
                new String[] {"classpath*:graphql/**/*.graphqls", "classpath*:cn/zhengping/app/graphql/*.graphqls"}) {
            for (var resource : resolver.getResources(pattern)) {
                all.append(resource.getContentAsString(StandardCharsets.UTF_8)).append('\n');
            }
        }
        return all.toString();
    }

    @Test
    void the_schema_keeps_the_rules() throws IOException {
        assertThat(SchemaRules.violations(everything())).isEmpty();
    }

    @Test
    void whatever_breaks_a_rule_is_named() throws IOException {
        var schema = everything() + """
                extend type Query {
                    bare(limit: Int, by: Filter): Bare
                    "Pages."
                    pages(first: Int, sort: Sort): BareConnection!
                }
                type Bare {
                    "Names."
                    names: [String!]!
                    "Codes."
                    codes: [String!]! @bounded(by: "the levels of divisions")
                }
                extend type Subscription {
                    "News."
                    news: Int!
                }
                input Filter { text: String }
                enum Sort { NAME }
                """;

        assertThat(SchemaRules.violations(schema))
                .containsExactlyInAnyOrder(
                        "Query.bare has no description",
                        "Query.bare(limit) has no description",
                        "Query.bare(by) has no description",
                        "Query.pages(sort) has no description",
                        "Bare has no description",
                        "Bare.names is a list: make it a connection, or say with @bounded what bounds it",
                        "Subscription.news must be nullable, so that a failure spoils one event only",
                        "Filter has no description",
                        "Filter.text has no description",
                        "Sort has no description",
                        "Sort.NAME has no description");
    }
}
