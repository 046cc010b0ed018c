package cn.zhengping.app.files;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.StreamUtils;

/**
 * Takes what arrives for an upload. It goes into the store in pieces, each written down once it is there, so that it can come
 * in several requests, on several nodes, and a broken connection or a restart loses no more than the piece under way. No
 * transaction is open while anybody waits for bytes. Who sends the same part twice at the same time is told that the
 * offset has moved.
 */
@Component
class Reception {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private static final int PIECE = 8 << 20;

    /** Each costs an object in the store and a row: parts are this large on average, but for these few. */
    private static final int SMALL_PIECE = 256 << 10;

    private static final int FEW_PIECES = 64;

    private final Links links;
    private final FileStore store;
    private final StoredFiles files;
    private final FileProperties properties;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reception(
            Links links,
            FileStore store,
            StoredFiles files,
            FileProperties properties,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.links = links;
        this.store = store;
        this.files = files;
        this.properties = properties;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /**
     * How far an upload is.
     *
     * @param attempt how often it was begun anew
     */
    record Progress(
            UUID file,
            long size,
            long received,
            int attempt,
            @Nullable String announced,
            @Nullable String sha256,
            boolean complete,
            Instant expiresAt) {}

    /**
     * What the sender says the bytes of one request have.
     *
     * @param expected in Base64
     */
    record Checksum(MessageDigest algorithm, String expected) {

        boolean fits() {
            return Base64.getEncoder().encodeToString(algorithm.digest()).equals(expected);
        }
    }

    /**
     * How far it is. An upload of which the last step was cut short is completed first.
     *
     * @throws PlatformException {@code LINK_INVALID}, {@code LINK_EXPIRED}
     */
    Progress progress(String token) {
        return at(token, upload -> {
            var progress = open(upload.file());
            return progress.complete() || progress.received() < progress.size() ? progress : complete(progress);
        });
    }

    /**
     * Takes the whole file; what has arrived before is thrown away.
     *
     * @param length as announced by the request; -1 if it does not say
     * @throws PlatformException {@code LINK_INVALID}, {@code LINK_EXPIRED}, {@code ALREADY_COMPLETE}, {@code SIZE_DIFFERS},
     *     {@code DIGEST_DIFFERS}, {@code BROKEN_OFF}
     */
    Progress whole(String token, InputStream body, long length) {
        return at(token, upload -> {
            var progress = incomplete(upload.file());
            if (length >= 0 && length != progress.size()) {
                throw new PlatformException(FileError.SIZE_DIFFERS, length, progress.size());
            }
            var done = take(progress.received() == 0 ? progress : anew(progress), body, null);
            if (!done.complete()) {
                throw new PlatformException(FileError.SIZE_DIFFERS, done.received(), done.size());
            }
            return done;
        });
    }

    /**
     * Takes the next part.
     *
     * @param length as announced by the request; -1 if it does not say
     * @param checksum of the part, which then counts as a whole or not at all
     * @throws PlatformException {@code LINK_INVALID}, {@code LINK_EXPIRED}, {@code ALREADY_COMPLETE}, {@code
     *     OFFSET_DIFFERS}, {@code SIZE_DIFFERS}, {@code PARTS_TOO_MANY}, {@code CHECKSUM_DIFFERS}, {@code DIGEST_DIFFERS},
     *     {@code BROKEN_OFF}
     */
    Progress part(String token, long offset, InputStream body, long length, @Nullable Checksum checksum) {
        return at(token, upload -> {
            var progress = open(upload.file());
            if (offset != progress.received()) {
                throw new PlatformException(FileError.OFFSET_DIFFERS, progress.received(), offset);
            }
            if (length > progress.size() - offset) {
                throw new PlatformException(FileError.SIZE_DIFFERS, offset + length, progress.size());
            }
            if (progress.complete()) {
                return progress;
            }
            requireFewPieces(progress);
            return take(progress, body, checksum);
        });
    }

    private void requireFewPieces(Progress progress) {
        var pieces = Objects.requireNonNull(
                transaction.execute(status -> jdbc.sql("select count(*) from upload_piece where file_id = ?")
                        .param(progress.file())
                        .query(Integer.class)
                        .single()));
        if (pieces >= FEW_PIECES + progress.size() / SMALL_PIECE) {
            throw new PlatformException(FileError.PARTS_TOO_MANY, pieces, SMALL_PIECE >> 10);
        }
    }

    /**
     * Gives up an upload that is not complete; {@link FileCare} clears it away.
     *
     * @throws PlatformException {@code LINK_INVALID}, {@code LINK_EXPIRED}, {@code ALREADY_COMPLETE}
     */
    void giveUp(String token) {
        at(token, upload -> {
            var progress = incomplete(upload.file());
            transaction.executeWithoutResult(
                    status -> jdbcUpdate("""
                    update stored_file set expires_at = ?, attempt = attempt + 1
                    where id = ? and attempt = ? and state = 'RECEIVING'""", StoredFiles.at(Instant.EPOCH), progress.file(), progress.attempt()));
            return progress;
        });
    }

    /** What a failure leaves in the store uncounted goes when the upload is completed, begun anew or given up. */
    private Progress take(Progress from, InputStream body, @Nullable Checksum checksum) {
        var progress = from;
        var pending = new ArrayList<Piece>();
        var at = from.received();
        for (var more = true; more; ) {
            var arrived = receive(body, progress.size() - at, checksum);
            more = arrived.size() == PIECE;
            if (arrived.size() == 0) {
                delete(arrived.file());
            } else {
                var key = StoreKey.piece(CurrentTenant.require(), progress.file(), progress.attempt(), at);
                put(key, arrived.file());
                pending.add(new Piece(at, key));
                at += arrived.size();
            }
            // With a checksum, a part counts once all of it is there.
            if (checksum == null) {
                progress = count(progress, pending, at);
                pending.clear();
            }
            if (arrived.brokenOff()) {
                discard(pending);
                throw new PlatformException(FileError.BROKEN_OFF, progress.received(), progress.size());
            }
        }
        if (checksum != null) {
            if (!checksum.fits()) {
                discard(pending);
                throw new PlatformException(FileError.CHECKSUM_DIFFERS, from.received());
            }
            progress = count(progress, pending, at);
        }
        if (progress.received() < progress.size()) {
            return progress;
        }
        if (another(body)) {
            anew(progress);
            throw new PlatformException(FileError.SIZE_DIFFERS, ">" + progress.size(), progress.size());
        }
        return complete(progress);
    }

    private void discard(List<Piece> pieces) {
        pieces.forEach(piece -> store.delete(piece.key()));
    }

    private record Piece(long at, String key) {}

    private record Arrived(Path file, int size, boolean brokenOff) {}

    /** At most a piece of it, and whatever has arrived if it breaks off. */
    private Arrived receive(InputStream body, long room, @Nullable Checksum checksum) {
        var file = store.scratch();
        var most = (int) Math.min(PIECE, room);
        var size = 0;
        var buffer = new byte[1 << 16];
        try (var out = Files.newOutputStream(file)) {
            while (size < most) {
                int read;
                try {
                    read = body.read(buffer, 0, Math.min(buffer.length, most - size));
                } catch (IOException brokenOff) {
                    LOG.debug("An upload broke off", brokenOff);
                    return new Arrived(file, size, true);
                }
                if (read < 0) {
                    break;
                }
                out.write(buffer, 0, read);
                size += read;
                if (checksum != null) {
                    checksum.algorithm().update(buffer, 0, read);
                }
            }
            return new Arrived(file, size, false);
        } catch (IOException failure) {
            delete(file);
            throw Scratch.failed(failure);
        }
    }

    private static boolean another(InputStream body) {
        try {
            return body.read() >= 0;
        } catch (IOException brokenOff) {
            return false;
        }
    }

    /** Writes down what is in the store now, if nobody else has meanwhile sent the same or begun anew. */
    private Progress count(Progress progress, List<Piece> pieces, long received) {
        var expiresAt = clock.instant().plus(properties.uploadTime());
        var counted = transaction.execute(status -> {
            var moved = jdbcUpdate(
                    """
                    update stored_file set received = ?, expires_at = ?
                    where id = ? and received = ? and attempt = ? and state = 'RECEIVING'""", received, StoredFiles.at(expiresAt), progress.file(), progress.received(), progress.attempt());
            if (moved == 1) {
                for (var piece : pieces) {
                    jdbcUpdate(
                            "insert into upload_piece (file_id, at, key) values (?, ?, ?)",
                            progress.file(),
                            piece.at(),
                            piece.key());
                }
            }
            return moved == 1;
        });
        if (!Boolean.TRUE.equals(counted)) {
            discard(pieces);
            throw new PlatformException(
                    FileError.OFFSET_DIFFERS, open(progress.file()).received(), progress.received());
        }
        return new Progress(
                progress.file(),
                progress.size(),
                received,
                progress.attempt(),
                progress.announced(),
                null,
                false,
                expiresAt);
    }

    /** Forgets what has arrived. */
    private Progress anew(Progress progress) {
        var begun = transaction.execute(status -> {
            var first = jdbcUpdate("""
                            update stored_file set received = 0, attempt = attempt + 1, sha256 = null
                            where id = ? and attempt = ? and state = 'RECEIVING'""", progress.file(), progress.attempt()) == 1;
            if (first) {
                jdbcUpdate("delete from upload_piece where file_id = ?", progress.file());
            }
            return first;
        });
        var now = open(progress.file());
        if (!Boolean.TRUE.equals(begun)) {
            throw new PlatformException(FileError.OFFSET_DIFFERS, now.received(), 0);
        }
        // Those of this attempt only: somebody may be sending the next one already.
        store.deleteAll(StoreKey.piecesOf(CurrentTenant.require(), progress.file(), progress.attempt()));
        if (progress.sha256() != null) {
            deleteUnclaimed(CurrentTenant.require(), progress.sha256());
        }
        return now;
    }

    /**
     * Puts the pieces together, under their digest. Two may do it at once, and one of them makes the file STORED. Who has been
     * overtaken by somebody who began anew leaves that one's pieces alone.
     */
    Progress complete(Progress progress) {
        var tenant = CurrentTenant.require();
        var pieces = Objects.requireNonNull(
                transaction.execute(status -> jdbc.sql("select key from upload_piece where file_id = ? order by at")
                        .param(progress.file())
                        .query(String.class)
                        .list()));
        var whole = store.scratch();
        try {
            var sha256 = join(pieces, whole);
            var size = Files.size(whole);
            if (size != progress.size()) {
                anew(progress);
                throw new PlatformException(FileError.SIZE_DIFFERS, size, progress.size());
            }
            if (progress.announced() != null && !progress.announced().equals(sha256)) {
                anew(progress);
                throw new PlatformException(FileError.DIGEST_DIFFERS, sha256, progress.announced());
            }
            if (claim(tenant, progress, sha256)) {
                store.put(StoreKey.of(tenant, sha256, Variant.ORIGINAL), whole);
                if (!settle(tenant, progress, sha256)) {
                    deleteUnclaimed(tenant, sha256);
                }
            }
        } catch (FileStoreException failure) {
            var now = open(progress.file());
            if (now.complete()) {
                // Somebody else was faster, and has cleared the pieces away.
                return now;
            }
            if (now.attempt() != progress.attempt()) {
                throw overtaken(now, progress);
            }
            throw failure;
        } catch (IOException failure) {
            throw Scratch.failed(failure);
        } finally {
            delete(whole);
        }
        var now = open(progress.file());
        if (!now.complete()) {
            throw overtaken(now, progress);
        }
        clearPieces(progress.file());
        return now;
    }

    private static PlatformException overtaken(Progress now, Progress progress) {
        return new PlatformException(FileError.OFFSET_DIFFERS, now.received(), progress.received());
    }

    private void deleteUnclaimed(TenantCode tenant, String sha256) {
        transaction.executeWithoutResult(status -> files.deleteUnclaimed(tenant, sha256));
    }

    private boolean claim(TenantCode tenant, Progress progress, String sha256) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            files.lockBytes(tenant, sha256);
            return jdbcUpdate(
                            "update stored_file set sha256 = ? where id = ? and attempt = ? and state = 'RECEIVING'",
                            sha256,
                            progress.file(),
                            progress.attempt())
                    == 1;
        }));
    }

    private boolean settle(TenantCode tenant, Progress progress, String sha256) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var settled =
                    jdbcUpdate("""
                    update stored_file set state = 'STORED', stored_at = ?
                    where id = ? and state = 'RECEIVING' and attempt = ? and sha256 = ?""", StoredFiles.at(clock.instant()), progress.file(), progress.attempt(), sha256) == 1;
            if (settled) {
                events.publishEvent(new FileStored(tenant, progress.file()));
            }
            return settled;
        }));
    }

    /** Once a file is complete. */
    void clearPieces(UUID file) {
        store.deleteAll(StoreKey.piecesOf(CurrentTenant.require(), file));
        transaction.executeWithoutResult(status -> {
            jdbcUpdate("delete from upload_piece where file_id = ?", file);
            jdbcUpdate("update stored_file set pieces_left = false where id = ? and state <> 'RECEIVING'", file);
        });
    }

    private String join(List<String> pieces, Path whole) {
        try (var out = new DigestOutputStream(Files.newOutputStream(whole), MessageDigest.getInstance("SHA-256"))) {
            for (var piece : pieces) {
                try (var in = store.open(piece, 0)) {
                    StreamUtils.copy(in, out);
                }
            }
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        } catch (IOException failure) {
            throw Scratch.failed(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Progress incomplete(UUID file) {
        var progress = open(file);
        if (progress.complete()) {
            throw new PlatformException(FileError.ALREADY_COMPLETE);
        }
        return progress;
    }

    Progress open(UUID file) {
        var found = Objects.requireNonNull(transaction.execute(status -> jdbc.sql(
                                "select * from stored_file where id = ?")
                        .param(file)
                        .query((row, number) -> new Progress(
                                file,
                                row.getLong("size"),
                                row.getLong("received"),
                                row.getInt("attempt"),
                                row.getString("announced_sha256"),
                                row.getString("sha256"),
                                !row.getString("state").equals("RECEIVING"),
                                Objects.requireNonNull(StoredFiles.instant(row, "expires_at"))))
                        .optional()))
                .orElseThrow(() -> new PlatformException(FileError.LINK_EXPIRED));
        if (found.expiresAt().isBefore(clock.instant())) {
            throw new PlatformException(FileError.LINK_EXPIRED);
        }
        return found;
    }

    private void put(String key, Path file) {
        try {
            store.put(key, file);
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            LOG.warn("{} is left, and deleted in a day", file, left);
        }
    }

    private int jdbcUpdate(String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).update();
    }

    private interface Receiving {
        Progress call(Links.Upload upload);
    }

    private Progress at(String token, Receiving work) {
        var upload = links.upload(token);
        return CurrentTenant.<Progress, RuntimeException>call(upload.tenant(), () -> work.call(upload));
    }
}
