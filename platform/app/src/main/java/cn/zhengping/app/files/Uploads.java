package cn.zhengping.app.files;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.tenants.CurrentTenant;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How files come in: announced by a service whose caller may, then sent to the link that this gives. */
@Service
public class Uploads {

    private static final int LONGEST_NAME = 200;
    private static final Pattern FOLDERS = Pattern.compile(".*[/\\\\]", Pattern.DOTALL);
    /** Line breaks, and what turns the direction of writing, so that {@code exe.jpg} is what is seen of another name. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Access access;
    private final Limits limits;
    private final Links links;
    private final StoredFiles files;
    private final FileProperties properties;
    private final JdbcClient jdbc;
    private final Clock clock;

    Uploads(
            Access access,
            Limits limits,
            Links links,
            StoredFiles files,
            FileProperties properties,
            JdbcClient jdbc,
            Clock clock) {
        this.access = access;
        this.limits = limits;
        this.links = links;
        this.files = files;
        this.properties = properties;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Reserves the room and answers where to send the file. Whether the actor may is for the calling feature to have asked;
     * in the caller's transaction, so that what is rolled back reserves nothing. If the file never comes, {@link
     * UploadAbandoned} says so.
     *
     * @throws PlatformException {@code NOT_LOGGED_IN}, {@code FILE_NAME_ILL_FORMED}, {@code FILE_EMPTY}, {@code
     *     FILE_TOO_LARGE}, {@code DIGEST_ILL_FORMED}, {@code TOO_MANY_FILES}, {@code STORAGE_FULL}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UploadLink begin(NewUpload upload) {
        var actor = access.actor();
        var name = name(upload.fileName());
        var announced = digest(upload.sha256());
        limits.reserve(upload.size());
        var id = UUID.randomUUID();
        var now = clock.instant();
        var expiresAt = now.plus(properties.uploadTime());
        jdbc.sql("""
                        insert into stored_file (id, name, size, announced_sha256, state, expires_at, uploaded_by, begun_at)
                        values (?, ?, ?, ?, 'RECEIVING', ?, ?, ?)""")
                .param(id)
                .param(name)
                .param(upload.size())
                .param(announced)
                .param(StoredFiles.at(expiresAt))
                .param(actor.account())
                .param(StoredFiles.at(now))
                .update();
        return new UploadLink(id, links.toUpload(CurrentTenant.require(), id), expiresAt);
    }

    /**
     * The link to an upload once more, for a sender who has lost it, good for as long as it was at first.
     *
     * @throws PlatformException {@code FILE_UNKNOWN}, {@code ALREADY_COMPLETE}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UploadLink resume(UUID fileId) {
        var expiresAt = clock.instant().plus(properties.uploadTime());
        var waiting = jdbc.sql("update stored_file set expires_at = ? where id = ? and state = 'RECEIVING'")
                .params(StoredFiles.at(expiresAt), fileId)
                .update();
        if (waiting == 0) {
            files.get(fileId);
            throw new PlatformException(FileError.ALREADY_COMPLETE);
        }
        return new UploadLink(fileId, links.toUpload(CurrentTenant.require(), fileId), expiresAt);
    }

    /**
     * The same for uploads that were begun together, whatever has become of each: the link to one that has arrived says so.
     *
     * @throws PlatformException {@code FILE_UNKNOWN}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UploadLink> again(List<UUID> fileIds) {
        var expiresAt = clock.instant().plus(properties.uploadTime());
        return fileIds.stream()
                .map(id -> {
                    var there = jdbc.sql("update stored_file set expires_at = ? where id = ?")
                            .params(StoredFiles.at(expiresAt), id)
                            .update();
                    if (there == 0) {
                        throw new PlatformException(FileError.FILE_UNKNOWN);
                    }
                    return new UploadLink(id, links.toUpload(CurrentTenant.require(), id), expiresAt);
                })
                .toList();
    }

    /** @throws PlatformException {@code FILE_UNKNOWN}, also for a file that somebody else has sent */
    @Transactional(readOnly = true)
    StoredFile own(UUID fileId) {
        var account = access.actor().account();
        return files.find(fileId)
                .filter(file -> file.uploadedBy().equals(account))
                .orElseThrow(() -> new PlatformException(FileError.FILE_UNKNOWN));
    }

    private static String name(String given) {
        var name = UNSEEN.matcher(FOLDERS.matcher(given).replaceFirst(""))
                .replaceAll("")
                .strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.matches("\\.+")) {
            throw new PlatformException(FileError.FILE_NAME_ILL_FORMED, LONGEST_NAME);
        }
        return name;
    }

    private static @Nullable String digest(@Nullable String given) {
        if (given == null) {
            return null;
        }
        var digest = given.toLowerCase(Locale.ROOT);
        if (!SHA256.matcher(digest).matches()) {
            throw new PlatformException(FileError.DIGEST_ILL_FORMED);
        }
        return digest;
    }
}
