package cn.zhengping.app.search;

import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKind;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a feature puts into the index. Called within a transaction in the tenant whose entries are wanted, without an actor. An
 * entry says the same to all its readers, its facets included: what only some of them may know makes an entry of its own.
 * Several may have entries of one kind; each answers for its own ids, and leaves out all others.
 */
public interface SearchSource {

    EntryKind kind();

    /**
     * What is there now under these ids. One that is missing in the answer is taken out of the index.
     *
     * @param stamp to be put on the entries
     */
    List<Entry> entries(Collection<String> ids, long stamp);

    /** The same in parts that can be held at a time, each read when its turn comes. */
    default Stream<List<Entry>> parts(Collection<String> ids, long stamp) {
        return Stream.of(entries(ids, stamp));
    }

    /**
     * The ids of everything that is to be found, in some order that stays.
     *
     * @param after the last id of the page before; null for the first page
     */
    List<String> idsAfter(@Nullable String after, int size);
}
