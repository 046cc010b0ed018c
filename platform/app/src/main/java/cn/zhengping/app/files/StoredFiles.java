package cn.zhengping.app.files;

import cn.zhengping.app.database.TransactionLock;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.extraction.Extraction.Notice;
import cn.zhengping.extraction.Fingerprint;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of files. Called within a transaction of their tenant. */
@Component
class StoredFiles {

    private final FileStore store;
    private final JdbcClient jdbc;
    private final TransactionLock lock;

    StoredFiles(FileStore store, JdbcClient jdbc, TransactionLock lock) {
        this.store = store;
        this.jdbc = jdbc;
        this.lock = lock;
    }

    Optional<StoredFile> find(UUID id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    List<StoredFile> byIds(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("select * from stored_file where id in (:ids)")
                        .param("ids", ids)
                        .query((row, number) -> read(row))
                        .list();
    }

    StoredFile get(UUID id) {
        return find(id).orElseThrow(() -> new PlatformException(FileError.FILE_UNKNOWN));
    }

    /** Two who claim or give up the same bytes at the same time wait for one another, until their transactions end. */
    void lockBytes(TenantCode tenant, String sha256) {
        lock.hold("bytes " + tenant + ":" + sha256);
    }

    /** Deletes bytes that no file of the tenant has. Who claims them at this moment puts them again afterwards. */
    void deleteUnclaimed(TenantCode tenant, String sha256) {
        lockBytes(tenant, sha256);
        var claims = jdbc.sql("select count(*) from stored_file where sha256 = ?")
                .param(sha256)
                .query(Long.class)
                .single();
        if (claims == 0) {
            for (var variant : Variant.values()) {
                store.delete(StoreKey.of(tenant, sha256, variant));
            }
        }
    }

    static StoredFile read(ResultSet row) throws SQLException {
        var state = FileState.valueOf(row.getString("state"));
        var failure = row.getString("failure");
        var fingerprint = row.getObject("fingerprint", Long.class);
        return new StoredFile(
                CurrentTenant.require(),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getLong("size"),
                row.getLong("received"),
                // Claimed, but the bytes may not be there.
                state == FileState.RECEIVING ? null : row.getString("sha256"),
                state,
                row.getString("media_type"),
                failure == null ? null : FileFailure.valueOf(failure),
                Arrays.stream(row.getString("notices").split(","))
                        .filter(name -> !name.isEmpty())
                        .map(Notice::valueOf)
                        .collect(Collectors.toSet()),
                row.getInt("pages"),
                row.getLong("characters"),
                row.getBoolean("preview"),
                row.getString("shown_type") != null,
                fingerprint == null ? null : new Fingerprint(fingerprint),
                row.getObject("uploaded_by", UUID.class),
                Objects.requireNonNull(instant(row, "begun_at")),
                instant(row, "stored_at"),
                instant(row, "released_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
