package cn.zhengping.spi.staff;

import cn.zhengping.spi.Points;
import cn.zhengping.spi.standard.Standard;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * 考评细则: by which rules staff are judged, when, and into which grades.
 *
 * @param rules scored like any standard; its id is unique among standards and policies of the plugin, its unit kinds are
 *     where the staff work
 * @param periods none on {@link Occasion#POSTING}, else at least one
 * @param floor what no total falls below, at most the base; null for none
 * @param yearly what a year's result is made of; null unless a year is among the periods
 * @param grades at most one table for each type of employment, none on {@link Occasion#POSTING}
 */
public record StaffPolicy(
        Standard rules,
        Set<StaffPost> posts,
        Occasion occasion,
        Set<Period> periods,
        @Nullable Points floor,
        @Nullable YearlyResult yearly,
        List<GradeTable> grades) {

    public StaffPolicy {
        posts = Set.copyOf(posts);
        periods = Set.copyOf(periods);
        grades = List.copyOf(grades);
    }

    public String id() {
        return rules.id();
    }

    /**
     * The highest grade that a total reaches.
     *
     * @param reached whether the exact total is at least so many points
     * @return empty where there are no grades for this employment
     */
    public Optional<Grade> grade(EmploymentType employment, Predicate<Points> reached) {
        return grades.stream()
                .filter(table -> table.employment() == employment)
                .flatMap(table -> table.grades().stream())
                .filter(grade -> grade.from() == null || reached.test(grade.from()))
                .findFirst();
    }
}
