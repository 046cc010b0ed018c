package cn.zhengping.app.search;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the index lies.
 *
 * @param folder of embedded Lucene; used by one process at a time
 */
@ConfigurationProperties("zhengping.search")
record SearchProperties(
        @DefaultValue("LUCENE") Engine engine,
        @DefaultValue(".data/search") Path folder) {

    /** What keeps the index. */
    enum Engine {
        LUCENE
    }
}
