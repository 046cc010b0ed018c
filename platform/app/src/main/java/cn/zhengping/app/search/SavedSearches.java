package cn.zhengping.app.search;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.database.TransactionLock;
import cn.zhengping.app.errors.PlatformException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an account has saved in the tenant; nobody else sees it. */
@Service
class SavedSearches {

    private static final int MOST = 100;

    private final Access access;
    private final SavedSearchRepository searches;
    private final TransactionLock lock;
    private final Clock clock;

    SavedSearches(Access access, SavedSearchRepository searches, TransactionLock lock, Clock clock) {
        this.access = access;
        this.searches = searches;
        this.lock = lock;
        this.clock = clock;
    }

    /** By name. */
    @Transactional(readOnly = true)
    List<SavedSearch> list() {
        return searches.findByAccountIdOrderByName(account());
    }

    /** @throws PlatformException {@code SAVED_SEARCH_UNKNOWN} */
    @Transactional(readOnly = true)
    SavedSearch get(UUID id) {
        return find(id);
    }

    /**
     * @throws PlatformException {@code SAVED_SEARCH_NAME_ILL_FORMED}, {@code SAVED_SEARCH_NAME_TAKEN}, {@code
     *     TOO_MANY_SAVED_SEARCHES}
     */
    @Transactional
    SavedSearch save(String name, Question question) {
        lock();
        if (searches.countByAccountId(account()) >= MOST) {
            throw new PlatformException(SearchError.TOO_MANY_SAVED_SEARCHES, MOST);
        }
        var search = new SavedSearch(account(), name, question, clock.instant());
        requireFree(search.name());
        return searches.saveAndFlush(search);
    }

    /**
     * @param version that was read
     * @throws PlatformException {@code SAVED_SEARCH_UNKNOWN}, {@code STALE_VERSION}, {@code SAVED_SEARCH_NAME_ILL_FORMED},
     *     {@code SAVED_SEARCH_NAME_TAKEN}
     */
    @Transactional
    SavedSearch rename(UUID id, int version, String name) {
        lock();
        var search = find(id);
        if (!search.name().equals(name.strip())) {
            requireFree(name.strip());
        }
        search.rename(version, name);
        return searches.saveAndFlush(search);
    }

    /** @throws PlatformException {@code SAVED_SEARCH_UNKNOWN} */
    @Transactional
    void delete(UUID id) {
        searches.delete(find(id));
    }

    private SavedSearch find(UUID id) {
        return searches.findByIdAndAccountId(id, account())
                .orElseThrow(() -> new PlatformException(SearchError.SAVED_SEARCH_UNKNOWN));
    }

    private void requireFree(String name) {
        if (searches.existsByAccountIdAndName(account(), name)) {
            throw new PlatformException(SearchError.SAVED_SEARCH_NAME_TAKEN, name);
        }
    }

    /** Two requests of one account come one after the other, so that names and numbers are right. */
    private void lock() {
        lock.hold("saved searches " + account());
    }

    private UUID account() {
        return access.actor().account();
    }
}
