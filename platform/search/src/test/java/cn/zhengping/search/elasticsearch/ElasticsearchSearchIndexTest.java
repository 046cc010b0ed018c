package cn.zhengping.search.elasticsearch;

import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchIndexContract;
import cn.zhengping.search.testing.ElasticsearchNode;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedNode.class)
class ElasticsearchSearchIndexTest extends SearchIndexContract {

    private final ElasticsearchNode node;

    ElasticsearchSearchIndexTest(ElasticsearchNode node) {
        this.node = node;
    }

    @Override
    protected SearchIndex empty() throws IOException {
        return SharedNode.empty(node, SharedNode.settings(node));
    }
}
