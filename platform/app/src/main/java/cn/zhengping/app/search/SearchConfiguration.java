package cn.zhengping.app.search;

import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.analysis.Analysis;
import cn.zhengping.search.elasticsearch.ElasticsearchSearchIndex;
import cn.zhengping.search.lucene.LuceneSearchIndex;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the index. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchProperties.class)
class SearchConfiguration {

    @Bean
    SearchIndex searchIndex(SearchProperties properties) {
        return switch (properties.engine()) {
            case LUCENE -> new LuceneSearchIndex(properties.folder(), new Analysis());
            case ELASTICSEARCH ->
                new ElasticsearchSearchIndex(properties.elasticsearch().settings(), new Analysis());
        };
    }
}
