package cn.zhengping.app.files;

import cn.zhengping.extraction.Extractor;
import cn.zhengping.extraction.ExtractorSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where files lie, and who reads them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FileProperties.class)
class FileConfiguration {

    @Bean
    Scratch scratch(FileProperties properties) {
        return new Scratch(properties.folder().resolve(".scratch"));
    }

    @Bean
    FileStore fileStore(FileProperties properties, Scratch scratch) {
        return properties.s3() == null
                ? new FolderStore(properties.folder(), scratch)
                : new S3Store(properties.s3(), scratch);
    }

    @Bean
    Extractor extractor(FileProperties properties) {
        return new Extractor(ExtractorSettings.defaults().withProcesses(properties.readers()));
    }
}
