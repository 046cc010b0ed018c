package cn.zhengping.app.units;

import cn.zhengping.spi.UnitKind;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which units are asked for; null does not restrict.
 *
 * @param division code of a division, which stands for all below it, too
 * @param name part of the name
 */
public record UnitFilter(
        @Nullable UnitKind kind,
        @Nullable String division,
        @Nullable String name,
        @Nullable UnitState state) {

    Specification<ServiceUnit> toSpecification() {
        return (unit, query, criteria) -> {
            var all = new ArrayList<Predicate>();
            if (kind != null) {
                all.add(criteria.equal(unit.get("kind"), kind));
            }
            if (state != null) {
                all.add(criteria.equal(unit.get("state"), state));
            }
            if (division != null) {
                all.add(criteria.like(unit.get("division"), significant(division) + "%"));
            }
            if (name != null) {
                all.add(criteria.like(unit.get("name"), "%" + escaped(name) + "%", '\\'));
            }
            return criteria.and(all.toArray(Predicate[]::new));
        };
    }

    /** Codes below a province or prefecture begin with its digits that are no trailing pairs of zeros. */
    private static String significant(String division) {
        if (division.matches("\\d{2}0000")) {
            return division.substring(0, 2);
        }
        return division.matches("\\d{4}00") ? division.substring(0, 4) : escaped(division);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
