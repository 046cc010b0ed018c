package cn.zhengping.spi.standard;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 评估验收标准: a versioned rubric, taken from published papers, that units of one or more kinds are judged by.
 *
 * <p>An instance that the platform hands out has been checked as a whole: ids are unique, points add up, every source
 * that a criterion names is there.
 *
 * @param id unique among the standards of its plugin, and the same in all versions
 * @param version of the rubric, not of the plugin: {@code 2023}
 * @param unitKinds whom it judges
 * @param base what a sheet starts with before any criterion: zero, or 100 where a paper only deducts
 * @param total the most that a sheet can reach; null where the paper gives no points
 * @param caps limits over more than one criterion
 * @param sources the papers that it comes from, at least one
 * @param readings decisions that a damaged or silent paper needed
 * @param lineage what it was made from by adjusting; null for a standard as issued
 */
public record Standard(
        String id,
        String version,
        LocalizedText title,
        Set<UnitKind> unitKinds,
        Points base,
        @Nullable Points total,
        List<Section> sections,
        List<Cap> caps,
        List<SourceDocument> sources,
        List<Reading> readings,
        @Nullable Lineage lineage) {

    public Standard {
        unitKinds = Set.copyOf(unitKinds);
        sections = List.copyOf(sections);
        caps = List.copyOf(caps);
        sources = List.copyOf(sources);
        readings = List.copyOf(readings);
    }

    /** All criteria, in the order of the paper. */
    public Stream<Criterion> criteria() {
        return sections.stream().flatMap(section -> section.items().stream()).flatMap(item -> item.criteria().stream());
    }

    public Optional<Criterion> criterion(String criterionId) {
        return criteria()
                .filter(criterion -> criterion.id().equals(criterionId))
                .findFirst();
    }

    /** Ids of the items that wait for criteria of a tenant's own; while there is one, nothing can be scored. */
    public List<String> unfinished() {
        return sections.stream()
                .flatMap(section -> section.items().stream())
                .filter(item -> item.criteria().isEmpty())
                .map(Item::id)
                .toList();
    }
}
