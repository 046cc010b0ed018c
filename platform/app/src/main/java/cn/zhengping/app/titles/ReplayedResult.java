package cn.zhengping.app.titles;

import cn.zhengping.app.reviews.ReplayedSheet;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.OutcomeBand;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published result beside what it would be by another version of its standard.
 *
 * @param standard that it is replayed by
 * @param sheet null where no signature stands
 * @param thresholds of the bands that it is replayed with
 * @param least grants for the least total
 * @param most grants for the greatest total
 * @param change null where the signature is broken, so that nothing can be said
 */
record ReplayedResult(
        Result result,
        StandardRef standard,
        @Nullable ReplayedSheet sheet,
        List<Points> thresholds,
        List<Grant> least,
        List<Grant> most,
        @Nullable Change change) {

    /** Whether the unit would have another outcome. */
    enum Change {
        NO,
        YES,
        /** It depends on what would be answered where there is no answer. */
        DEPENDS
    }

    static ReplayedResult of(
            Result result, StandardRef standard, @Nullable ReplayedSheet sheet, Collection<OutcomeBand> bands) {
        var thresholds = Outcomes.thresholds(bands);
        if (sheet == null || !sheet.intact()) {
            return new ReplayedResult(result, standard, null, thresholds, List.of(), List.of(), null);
        }
        var before = ids(result.grants());
        var possible = Outcomes.between(bands, sheet.least(), sheet.most()).stream()
                .map(ReplayedResult::ids)
                .distinct()
                .toList();
        var change = !possible.contains(before) ? Change.YES : possible.size() == 1 ? Change.NO : Change.DEPENDS;
        return new ReplayedResult(
                result,
                standard,
                sheet,
                thresholds,
                Outcomes.of(bands, sheet.least()),
                Outcomes.of(bands, sheet.most()),
                change);
    }

    private static List<String> ids(List<Grant> grants) {
        return grants.stream().map(Grant::id).sorted().toList();
    }
}
