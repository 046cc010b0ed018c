package cn.zhengping.app.files;

import cn.zhengping.app.files.FileStoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.StreamUtils;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of S3, or of a server that speaks like it. An object appears in it whole, a large one once all its parts are there. */
final class S3Store implements FileStore {

    private static final Logger LOG = LoggerFactory.getLogger(S3Store.class);

    private final S3Client s3;
    private final String bucket;
    private final Scratch scratch;
    private final int partSize;

    S3Store(FileProperties.S3 properties, Scratch scratch) {
        this(properties, scratch, 16 << 20);
    }

    /** @param partSize what is larger goes in parts of this size; at least 5 MB, says S3 */
    S3Store(FileProperties.S3 properties, Scratch scratch, int partSize) {
        this.bucket = properties.bucket();
        this.scratch = scratch;
        this.partSize = partSize;
        var client = S3Client.builder()
                .region(Region.of(properties.region()))
                .forcePathStyle(properties.pathStyle())
                // Servers other than Amazon's need not know the trailing checksums that the SDK sends by default.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // Whoever refuses does not read on: the next chunk breaks the connection, and why is never read.
                .serviceConfiguration(it -> it.chunkedEncodingEnabled(false))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(Duration.ofSeconds(60)));
        if (properties.endpoint() != null) {
            client.endpointOverride(URI.create(properties.endpoint()));
        }
        if (properties.accessKey() != null && properties.secretKey() != null) {
            client.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(properties.accessKey(), properties.secretKey())));
        }
        this.s3 = client.build();
    }

    @Override
    public Path scratch() {
        return scratch.next();
    }

    @Override
    public void put(String key, Path file) {
        try {
            if (size(key).isEmpty()) {
                if (Files.size(file) <= partSize) {
                    asking(() -> s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromFile(file)));
                } else {
                    putInParts(key, file);
                }
            }
            Files.delete(file);
        } catch (IOException failure) {
            throw Scratch.failed(failure);
        }
    }

    private void putInParts(String key, Path file) throws IOException {
        var upload = asking(
                        () -> s3.createMultipartUpload(it -> it.bucket(bucket).key(key)))
                .uploadId();
        try (var from = Files.newInputStream(file)) {
            var parts = new ArrayList<CompletedPart>();
            for (var bytes = from.readNBytes(partSize); bytes.length > 0; bytes = from.readNBytes(partSize)) {
                var number = parts.size() + 1;
                var body = RequestBody.fromBytes(bytes);
                var part = asking(() -> s3.uploadPart(
                        it -> it.bucket(bucket).key(key).uploadId(upload).partNumber(number), body));
                parts.add(CompletedPart.builder()
                        .partNumber(number)
                        .eTag(part.eTag())
                        .build());
            }
            asking(() -> s3.completeMultipartUpload(
                    it -> it.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts))));
        } catch (FileStoreException | IOException failure) {
            try {
                asking(() ->
                        s3.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(upload)));
            } catch (FileStoreException unreachable) {
                LOG.warn("Parts of {} may be left in the bucket; a lifecycle rule should end them", key, unreachable);
            }
            throw failure;
        }
    }

    @Override
    public OptionalLong size(String key) {
        try {
            return OptionalLong.of(
                    asking(() -> s3.headObject(it -> it.bucket(bucket).key(key)))
                            .contentLength());
        } catch (FileStoreException failure) {
            if (failure.kind() == Kind.MISSING) {
                return OptionalLong.empty();
            }
            throw failure;
        }
    }

    @Override
    public InputStream open(String key, long from) {
        try {
            return asking(() -> s3.getObject(it -> {
                it.bucket(bucket).key(key);
                if (from > 0) {
                    it.range("bytes=" + from + "-");
                }
            }));
        } catch (FileStoreException failure) {
            if (failure.getCause() instanceof S3Exception said && said.statusCode() == 416) {
                return InputStream.nullInputStream();
            }
            throw failure;
        }
    }

    @Override
    public Local local(String key) {
        var copy = scratch();
        try (var from = open(key, 0);
                var to = Files.newOutputStream(copy)) {
            StreamUtils.copy(from, to);
        } catch (IOException failure) {
            throw new FileStoreException(
                    Kind.UNREACHABLE, "The bucket " + bucket + " broke off within " + key + ": " + failure, failure);
        }
        return new Local() {
            @Override
            public Path path() {
                return copy;
            }

            @Override
            public void close() throws IOException {
                Files.deleteIfExists(copy);
            }
        };
    }

    @Override
    public void delete(String key) {
        asking(() -> s3.deleteObject(it -> it.bucket(bucket).key(key)));
    }

    @Override
    public void deleteAll(String folder) {
        asking(() -> s3.listObjectsV2Paginator(it -> it.bucket(bucket).prefix(folder + "/")).contents().stream()
                        .map(S3Object::key)
                        .toList())
                .forEach(this::delete);
    }

    @Override
    public void close() {
        s3.close();
    }

    private <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (NoSuchKeyException missing) {
            throw new FileStoreException(Kind.MISSING, "The bucket " + bucket + " has no such object", missing);
        } catch (S3Exception said) {
            var kind = said.statusCode() >= 500 ? Kind.UNREACHABLE : Kind.REFUSED;
            throw new FileStoreException(
                    kind,
                    "The bucket " + bucket + " of zhengping.files.s3 answers " + said.statusCode() + ": "
                            + said.getMessage(),
                    said);
        } catch (SdkException unreachable) {
            throw new FileStoreException(
                    Kind.UNREACHABLE,
                    "The bucket " + bucket + " of zhengping.files.s3 is not to be reached: " + unreachable.getMessage(),
                    unreachable);
        }
    }
}
