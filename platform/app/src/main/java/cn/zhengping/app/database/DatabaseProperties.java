package cn.zhengping.app.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the data lies.
 *
 * @param embedded whether the platform starts a PostgreSQL of its own; otherwise {@code spring.datasource.url},
 *     {@code .username} and {@code .password} name one, by a role that may create roles and schemas
 * @param folder what the embedded database keeps its data in
 * @param poolSize connections that requests share
 */
@ConfigurationProperties("zhengping.database")
record DatabaseProperties(
        @DefaultValue("true") boolean embedded,
        @DefaultValue(".data") Path folder,
        @DefaultValue("8") int poolSize) {}
