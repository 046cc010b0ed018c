package cn.zhengping.search;

import java.util.Collection;
import java.util.List;

/**
 * Finds entries by their text. Any thread may call it. All engines analyze with the same code and answer alike.
 *
 * <p>What {@link #put} and {@link #remove} have answered is kept, also through a crash, and is found soon after.
 */
public interface SearchIndex extends AutoCloseable {

    /**
     * Adds entries, each in place of the one with the same key. Doing it again changes nothing.
     *
     * @throws SearchIndexException if the engine cannot now; nothing is lost, call again
     */
    void put(Collection<Entry> entries);

    /** @throws SearchIndexException as {@link #put} */
    void remove(Collection<EntryKey> keys);

    /**
     * Removes a tenant's entries of one kind that were stamped earlier than this.
     *
     * @throws SearchIndexException as {@link #put}
     */
    void removeOlder(String tenant, EntryKind kind, long stamp);

    /**
     * @throws InvalidSearchException if text or cursor cannot be read
     * @throws SearchIndexException if the engine cannot now
     */
    Hits search(SearchRequest request);

    /** @throws SearchIndexException if the engine cannot now */
    List<Suggestion> suggest(SuggestRequest request);

    /**
     * Waits until everything put and removed before can be found: for tests and rebuilds.
     *
     * @throws SearchIndexException if the engine cannot now
     */
    void refresh();

    /**
     * Whether the index has been filled once under its present analysis: false for a new one, and after the analysis
     * has changed, until {@link #filled()} is called.
     *
     * @throws SearchIndexException if the engine cannot now
     */
    boolean isFilled();

    /**
     * Says that everything there was has been put.
     *
     * @throws SearchIndexException if the engine cannot now
     */
    void filled();

    @Override
    void close();
}
