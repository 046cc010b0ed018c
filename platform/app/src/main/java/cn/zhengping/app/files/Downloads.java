package cn.zhengping.app.files;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.tenants.CurrentTenant;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What a link to a download leads to. */
@Component
class Downloads {

    private final Links links;
    private final FileStore store;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Downloads(Links links, FileStore store, JdbcClient jdbc, TransactionTemplate transaction) {
        this.links = links;
        this.store = store;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * What is handed out.
     *
     * @param mediaType null where it is not known
     * @param tag changes with the bytes
     */
    record Content(Resource bytes, String name, @Nullable String mediaType, String tag, Instant expiresAt) {}

    private record Row(
            String name,
            String sha256,
            @Nullable String mediaType,
            boolean preview,
            @Nullable String shownType) {}

    /** @throws PlatformException {@code LINK_INVALID}, {@code LINK_EXPIRED}, {@code VARIANT_MISSING} */
    Content content(String token) {
        var link = links.download(token);
        var row = CurrentTenant.<Optional<Row>, RuntimeException>call(
                        link.tenant(), () -> Objects.requireNonNull(transaction.execute(status -> row(link))))
                .orElseThrow(() -> new PlatformException(FileError.LINK_INVALID));
        return switch (link.variant()) {
            case ORIGINAL -> content(link, row, Variant.ORIGINAL, row.mediaType());
            case PREVIEW -> {
                if (!row.preview()) {
                    throw new PlatformException(FileError.VARIANT_MISSING);
                }
                yield content(link, row, Variant.PREVIEW, "image/jpeg");
            }
            case SHOWN -> {
                if (row.shownType() != null) {
                    yield content(link, row, Variant.SHOWN, row.shownType());
                }
                // Never the original of what is or may be a photo.
                if (StoredFile.mayBePhoto(row.mediaType())) {
                    throw new PlatformException(FileError.VARIANT_MISSING);
                }
                yield content(link, row, Variant.ORIGINAL, row.mediaType());
            }
        };
    }

    private Optional<Row> row(Links.Download link) {
        return jdbc.sql("""
                        select name, sha256, media_type, preview, shown_type from stored_file
                        where id = ? and state <> 'RECEIVING'""")
                .param(link.file())
                .query((row, number) -> new Row(
                        row.getString("name"),
                        row.getString("sha256"),
                        row.getString("media_type"),
                        row.getBoolean("preview"),
                        row.getString("shown_type")))
                .optional();
    }

    private Content content(Links.Download link, Row row, Variant variant, @Nullable String mediaType) {
        var key = StoreKey.of(link.tenant(), row.sha256(), variant);
        var size = store.size(key)
                .orElseThrow(() -> new FileStoreException(
                        FileStoreException.Kind.MISSING,
                        "The bytes of " + link.file() + " are not there: " + key,
                        null));
        var name = Objects.equals(mediaType, row.mediaType()) ? row.name() : row.name() + ".jpg";
        return new Content(
                new Stored(key, size), name, mediaType, row.sha256() + "-" + variant.name(), link.expiresAt());
    }

    /** Opened where reading begins, so that a range costs no more than itself. */
    private final class Stored extends AbstractResource {

        private final String key;
        private final long size;

        Stored(String key, long size) {
            this.key = key;
            this.size = size;
        }

        @Override
        public long contentLength() {
            return size;
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public String getDescription() {
            return key;
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {

                private long at;
                private @Nullable InputStream opened;

                @Override
                public int read() throws IOException {
                    return bytes().read();
                }

                @Override
                public int read(byte[] buffer, int from, int length) throws IOException {
                    return bytes().read(buffer, from, length);
                }

                @Override
                public long skip(long count) throws IOException {
                    if (opened != null) {
                        return opened.skip(count);
                    }
                    var skipped = Math.clamp(count, 0, size - at);
                    at += skipped;
                    return skipped;
                }

                @Override
                public void close() throws IOException {
                    if (opened != null) {
                        opened.close();
                    }
                }

                private InputStream bytes() {
                    if (opened == null) {
                        opened = store.open(key, at);
                    }
                    return opened;
                }
            };
        }
    }
}
