package cn.zhengping.packs;

import cn.zhengping.spi.standard.Standard;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The standards of a pack as a campaign template sees them.
 *
 * @param byId those whose file has the right shape
 * @param ids of all standards whose id could be read
 * @param complete whether every file gave its id; no standard is called unknown while one did not
 */
record PackStandards(Map<String, Standard> byId, SortedSet<String> ids, boolean complete) {

    Optional<Standard> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    boolean mayHold(String id) {
        return ids.contains(id) || !complete;
    }
}
