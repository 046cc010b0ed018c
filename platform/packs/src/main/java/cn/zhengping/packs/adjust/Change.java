package cn.zhengping.packs.adjust;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.SourceDocument;
import java.util.Map;

/** One thing that a tenant wants otherwise. */
public sealed interface Change {

    /**
     * Other points for an item.
     *
     * @param criteria new points of its criteria, by id; where it has a single one of its own, that one follows by itself
     */
    record ItemPoints(String item, Points points, Map<String, Points> criteria) implements Change {
        public ItemPoints {
            criteria = Map.copyOf(criteria);
        }
    }

    /** Wording that is appended to a criterion's, on a line of its own. */
    record AddedWording(String criterion, LocalizedText wording) implements Change {}

    /** A criterion at the end of an item. */
    record AddedCriterion(String item, Criterion criterion) implements Change {}

    /** A paper of the tenant's own, for added criteria to come from. */
    record AddedSource(SourceDocument source) implements Change {}
}
