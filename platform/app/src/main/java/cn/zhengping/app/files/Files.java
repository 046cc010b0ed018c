package cn.zhengping.app.files;

import cn.zhengping.app.errors.PlatformException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The files of the tenant that is bound, for the features that have them. Asks nobody's rights: whoever calls has. Can be
 * called without an actor, by listeners.
 */
@Service
public class Files {

    /** At most so many files that look like one are told. */
    public static final int MOST_ALIKE = 20;

    Files() {}

    /** @throws PlatformException {@code FILE_UNKNOWN} */
    @Transactional(readOnly = true)
    public StoredFile get(UUID id) {
        return find(id).orElseThrow(() -> new PlatformException(FileError.FILE_UNKNOWN));
    }

    @Transactional(readOnly = true)
    public Optional<StoredFile> find(UUID id) {
        return Optional.ofNullable(byIds(List.of(id)).get(id));
    }

    /** By id; one that is not there has no entry. */
    @Transactional(readOnly = true)
    public Map<UUID, StoredFile> byIds(Collection<UUID> ids) {
        throw new UnsupportedOperationException(ids.toString());
    }

    /** The text of each, in the order of the original; empty where there is none or it is not READ. */
    @Transactional(readOnly = true)
    public Map<UUID, List<FilePage>> pages(Collection<UUID> ids) {
        throw new UnsupportedOperationException(ids.toString());
    }

    /** When and where photos say they were taken; one that does not say has no entry. */
    @Transactional(readOnly = true)
    public Map<UUID, Capture> captures(Collection<UUID> ids) {
        throw new UnsupportedOperationException(ids.toString());
    }

    /**
     * A short-lived link by which everybody who has it gets the bytes. Asks the database nothing.
     *
     * @return beginning with {@code /} where {@code zhengping.public-url} is not configured; null where the file has no
     *     such variant, or not yet
     */
    public @Nullable String link(StoredFile file, Variant variant) {
        throw new UnsupportedOperationException(file + "" + variant);
    }

    /**
     * Other files of the tenant with the same bytes, or pictures that look the same, the most alike first, at most {@value
     * #MOST_ALIKE} for each; what is released is left out. One that has none has no entry.
     */
    @Transactional(readOnly = true)
    public Map<UUID, List<Alike>> alike(Collection<UUID> ids) {
        throw new UnsupportedOperationException(ids.toString());
    }

    /**
     * Nobody needs this file any more. Its bytes are removed after the time configured, unless another file of the tenant
     * has the same; until then everything about it can be read. Without effect if it was released before, or is gone.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(UUID id) {
        throw new UnsupportedOperationException(id.toString());
    }
}
