package cn.zhengping.app.campaigns;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Standard;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a standard makes of the duties of units: by them it tells who answers which criteria. */
final class Duties {

    private Duties() {}

    /** Names of the duties by which a standard tells units of this kind apart, sorted; empty where all answer the same. */
    static List<String> known(Standard standard, UnitKind kind) {
        return standard.criteria()
                .map(criterion -> criterion.appliesTo())
                .filter(appliesTo -> appliesTo.test(kind, appliesTo.duties()))
                .flatMap(appliesTo -> appliesTo.duties().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Refuses a name that the standard does not know.
     *
     * @throws PlatformException {@code DUTY_UNKNOWN}
     */
    static void requireKnown(Application application, Standard standard, Collection<String> duties) {
        var known = known(standard, application.unitKind());
        for (var duty : duties) {
            if (!known.contains(duty)) {
                throw known.isEmpty()
                        ? new PlatformException(CampaignError.DUTIES_WITHOUT_MEANING, application.unitName())
                        : new PlatformException(
                                CampaignError.DUTY_UNKNOWN, duty, application.unitName(), String.join(", ", known));
            }
        }
    }

    /** Whether the standard knows several duties and the unit has none. With a single one, not to have it is an answer. */
    static boolean lacking(Application application, Standard standard) {
        return application.duties().isEmpty()
                && known(standard, application.unitKind()).size() > 1;
    }

    /** Whether the standard would ask the unit nothing. */
    static boolean leaveNothing(Application application, Standard standard) {
        return standard.criteria()
                .filter(criterion -> !(criterion.rule() instanceof Rule.Derived))
                .noneMatch(criterion ->
                        criterion.appliesTo().test(application.unitKind(), Set.copyOf(application.duties())));
    }
}
