package cn.zhengping.packs;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What other files of a pack can refer to.
 *
 * @param byId those whose file has the right shape
 * @param ids of all whose id could be read
 * @param complete whether every file gave its id; nothing is called unknown while one did not
 */
record Known<T>(Map<String, T> byId, SortedSet<String> ids, boolean complete) {

    Optional<T> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    boolean mayHold(String id) {
        return ids.contains(id) || !complete;
    }
}
