package cn.zhengping.search.lucene;

import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchIndexContract;
import cn.zhengping.search.analysis.Analysis;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LuceneSearchIndexTest extends SearchIndexContract {

    private static final Analysis ANALYSIS = new Analysis();

    @TempDir
    private Path folder;

    @Override
    protected SearchIndex empty() {
        return new LuceneSearchIndex(folder, ANALYSIS);
    }
}
