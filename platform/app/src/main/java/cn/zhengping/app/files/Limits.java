package cn.zhengping.app.files;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** How much a tenant stores, counted exactly whoever else is uploading, and how much it may. */
@Service
class Limits {

    private static final Logger LOG = LoggerFactory.getLogger(Limits.class);

    private static final Role[] READERS = Role.ofTenant();

    private final Access access;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TenantRegistry registry;
    private final FileProperties properties;

    Limits(
            Access access,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            TenantRegistry registry,
            FileProperties properties) {
        this.access = access;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.registry = registry;
        this.properties = properties;
    }

    @Transactional(readOnly = true)
    FileLimits ofOwnTenant() {
        access.require(READERS);
        return read("");
    }

    /** The operator's; they lie with the tenant, as its uploads are counted there. */
    FileLimits set(String tenant, @Nullable Long largest, @Nullable Integer files, @Nullable Long bytes) {
        var operator = access.require(Role.PLATFORM_OPERATOR);
        if ((largest != null && largest < 1) || (files != null && files < 0)) {
            throw new PlatformException(FileError.LIMIT_INVALID);
        }
        var code = registry.get(new TenantCode(tenant)).code();
        var set = CurrentTenant.<@Nullable FileLimits, RuntimeException>call(
                code,
                () -> transaction.execute(status -> {
                    jdbc.sql("update file_budget set largest = ?, files_allowed = ?, bytes_allowed = ?")
                            .param(largest)
                            .param(files)
                            .param(bytes)
                            .update();
                    return read("");
                }));
        LOG.info("{} set the limits of {}: {}", operator.name(), code, set);
        return Objects.requireNonNull(set);
    }

    /**
     * Counts one more file. Who comes at the same time waits until the transaction ends.
     *
     * @throws PlatformException {@code FILE_EMPTY}, {@code FILE_TOO_LARGE}, {@code TOO_MANY_FILES}, {@code STORAGE_FULL}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void reserve(long size) {
        if (size < 1) {
            throw new PlatformException(FileError.FILE_EMPTY);
        }
        var limits = read("for update");
        if (size > limits.largest()) {
            throw new PlatformException(FileError.FILE_TOO_LARGE, inWords(size), inWords(limits.largest()));
        }
        if (limits.files() >= limits.filesAllowed()) {
            throw new PlatformException(FileError.TOO_MANY_FILES, limits.filesAllowed());
        }
        if (limits.bytes() + size > limits.bytesAllowed()) {
            throw new PlatformException(
                    FileError.STORAGE_FULL,
                    inWords(limits.bytesAllowed()),
                    inWords(Math.max(0, limits.bytesAllowed() - limits.bytes())));
        }
        change(1, size);
    }

    /** Counts one file less. */
    @Transactional(propagation = Propagation.MANDATORY)
    void giveBack(long size) {
        change(-1, -size);
    }

    private void change(int files, long bytes) {
        jdbc.sql("update file_budget set files = files + ?, bytes = bytes + ?")
                .params(files, bytes)
                .update();
    }

    private FileLimits read(String locking) {
        return jdbc.sql("select * from file_budget " + locking)
                .query((row, number) -> new FileLimits(
                        or(
                                row.getObject("largest", Long.class),
                                properties.largest().toBytes()),
                        row.getInt("files"),
                        or(row.getObject("files_allowed", Integer.class), properties.most()),
                        row.getLong("bytes"),
                        or(
                                row.getObject("bytes_allowed", Long.class),
                                properties.total().toBytes())))
                .single();
    }

    private static <T> T or(@Nullable T own, T general) {
        return own == null ? general : own;
    }

    private static String inWords(long bytes) {
        if (bytes < 10_000) {
            return bytes + " B";
        }
        return bytes < 10_000_000
                ? bytes / 1_000 + " KB"
                : bytes < 10_000_000_000L ? bytes / 1_000_000 + " MB" : bytes / 1_000_000_000 + " GB";
    }
}
