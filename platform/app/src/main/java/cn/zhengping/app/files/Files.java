package cn.zhengping.app.files;

import cn.zhengping.app.errors.PlatformException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The files of the tenant that is bound, for the features that have them. Asks nobody's rights: whoever calls has. Can be
 * called without an actor, by listeners.
 */
@Service
public class Files {

    private final StoredFiles files;
    private final Links links;
    private final JdbcClient jdbc;
    private final Clock clock;

    Files(StoredFiles files, Links links, JdbcClient jdbc, Clock clock) {
        this.files = files;
        this.links = links;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws PlatformException {@code FILE_UNKNOWN} */
    @Transactional(readOnly = true)
    public StoredFile get(UUID id) {
        return files.get(id);
    }

    @Transactional(readOnly = true)
    public Optional<StoredFile> find(UUID id) {
        return files.find(id);
    }

    /** By id; one that is not there has no entry. */
    @Transactional(readOnly = true)
    public Map<UUID, StoredFile> byIds(Collection<UUID> ids) {
        return files.byIds(ids).stream().collect(Collectors.toMap(StoredFile::id, Function.identity()));
    }

    /** The text of each, in the order of the original; one that has none, or is not READ, has no entry. */
    @Transactional(readOnly = true)
    public Map<UUID, List<FilePage>> pages(Collection<UUID> ids) {
        var pages = new HashMap<UUID, List<FilePage>>();
        if (!ids.isEmpty()) {
            jdbc.sql("select file_id, number, text from file_page where file_id in (:ids) order by file_id, at")
                    .param("ids", ids)
                    .query(row -> {
                        pages.computeIfAbsent(row.getObject("file_id", UUID.class), id -> new ArrayList<>())
                                .add(new FilePage(row.getObject("number", Integer.class), row.getString("text")));
                    });
        }
        return pages;
    }

    /** When and where photos say they were taken; one that does not say has no entry. */
    @Transactional(readOnly = true)
    public Map<UUID, Capture> captures(Collection<UUID> ids) {
        var captures = new HashMap<UUID, Capture>();
        if (!ids.isEmpty()) {
            jdbc.sql("select * from file_capture where file_id in (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        captures.put(
                                row.getObject("file_id", UUID.class),
                                new Capture(
                                        row.getObject("taken_at", LocalDateTime.class),
                                        row.getObject("latitude", Double.class),
                                        row.getObject("longitude", Double.class),
                                        row.getString("camera")));
                    });
        }
        return captures;
    }

    /**
     * A short-lived link by which everybody who has it gets the bytes. Asks the database nothing.
     *
     * @return beginning with {@code /} where {@code zhengping.public-url} is not configured; null where the file has no
     *     such variant, or not yet: as long as nobody knows what it is, it may be a picture that says where it was taken
     */
    public @Nullable String link(StoredFile file, Variant variant) {
        var there = switch (variant) {
            case ORIGINAL -> file.complete();
            case PREVIEW -> file.preview();
            case SHOWN -> file.shown() || !file.mayBePhoto();
        };
        return there ? links.toDownload(file.tenant(), file.id(), variant) : null;
    }

    /**
     * Nobody needs this file any more. Its bytes are removed after the time configured, unless another file of the tenant
     * has the same; until then everything about it can be read. Without effect if it was released before, or is gone. An
     * upload that is not complete is cleared away at once.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(UUID id) {
        var now = StoredFiles.at(clock.instant());
        jdbc.sql("""
                        update stored_file set released_at = ?,
                            attempt = attempt + case when state = 'RECEIVING' then 1 else 0 end,
                            expires_at = case when state = 'RECEIVING' then ? else expires_at end
                        where id = ? and released_at is null""").params(now, now, id).update();
    }
}
