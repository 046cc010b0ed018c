package cn.zhengping.app.files;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where files lie, and how many a tenant may have.
 *
 * @param folder of the files, shared by all nodes; with S3, of what is on its way through this node
 * @param s3 null for the folder
 * @param largest one file
 * @param most files of a tenant
 * @param total bytes of a tenant
 * @param uploadTime how long the link to an upload is good if nothing arrives
 * @param downloadTime how long a link to a file is good, at least
 * @param kept how long the bytes of a released file are
 * @param readers how many files a node reads at once
 */
@ConfigurationProperties("zhengping.files")
record FileProperties(
        @DefaultValue(".data/files") Path folder,
        @Nullable S3 s3,
        @DefaultValue("2GB") DataSize largest,
        @DefaultValue("200000") int most,
        @DefaultValue("100GB") DataSize total,
        @DefaultValue("1h") Duration uploadTime,
        @DefaultValue("15m") Duration downloadTime,
        @DefaultValue("30d") Duration kept,
        @DefaultValue("1") int readers) {

    /**
     * A bucket.
     *
     * @param endpoint of another server than Amazon's
     * @param accessKey null to take the credentials from where the SDK looks for them
     * @param pathStyle whether the bucket stands in the path and not in the name of the host
     */
    record S3(
            String bucket,
            @Nullable String endpoint,
            @DefaultValue("us-east-1") String region,
            @Nullable String accessKey,
            @Nullable String secretKey,
            @DefaultValue("false") boolean pathStyle) {}
}
