package cn.zhengping.spi.standard;

import cn.zhengping.spi.UnitKind;
import java.util.Set;

/**
 * Which units have to answer a criterion. An empty set does not restrict.
 *
 * @param unitKinds kinds of unit
 * @param duties roles that a campaign gives its units, {@code lead} and {@code other} for instance
 */
public record AppliesTo(Set<UnitKind> unitKinds, Set<String> duties) {

    public static final AppliesTo ALL = new AppliesTo(Set.of(), Set.of());

    public AppliesTo {
        unitKinds = Set.copyOf(unitKinds);
        duties = Set.copyOf(duties);
    }

    public boolean test(UnitKind kind, Set<String> dutiesOfUnit) {
        return (unitKinds.isEmpty() || unitKinds.contains(kind))
                && (duties.isEmpty() || duties.stream().anyMatch(dutiesOfUnit::contains));
    }
}
