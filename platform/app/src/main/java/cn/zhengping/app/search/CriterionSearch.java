package cn.zhengping.app.search;

import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.standards.Standards;
import cn.zhengping.app.units.Units;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.search.Hits;
import cn.zhengping.search.SearchRequest.Match;
import cn.zhengping.search.SearchRequest.Sort;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Which evidence of a unit, or of its application, proves a criterion: all that there is, by how much of the criterion's text
 * is in it; first what was handed in for that criterion. Not to be called inside a transaction.
 */
@Service
public class CriterionSearch {

    private final Searches searches;
    private final Standards standards;
    private final Applications applications;
    private final Units units;

    CriterionSearch(Searches searches, Standards standards, Applications applications, Units units) {
        this.searches = searches;
        this.standards = standards;
        this.applications = applications;
        this.units = units;
    }

    /**
     * Of what was handed in to an application or made for it, as a sheet can rest on it; for its reviewers and its organiser.
     *
     * @throws PlatformException {@code APPLICATION_UNKNOWN}, {@code CRITERION_UNKNOWN}, and those of {@link Standards}
     */
    public Hits ofApplication(
            UUID applicationId, StandardRef standard, String criterionId, int size, @Nullable String after) {
        return search(Facet.APPLICATION, applications.get(applicationId).id(), standard, criterionId, size, after);
    }

    /**
     * For the unit's own tenant.
     *
     * @throws PlatformException {@code UNIT_UNKNOWN}, {@code CRITERION_UNKNOWN}, and those of {@link Standards}
     */
    public Hits ofUnit(UUID unitId, StandardRef standard, String criterionId, int size, @Nullable String after) {
        return search(Facet.UNIT, units.get(unitId).id(), standard, criterionId, size, after);
    }

    private Hits search(Facet facet, UUID id, StandardRef ref, String criterionId, int size, @Nullable String after) {
        return searches.search(
                new Question(
                        text(ref, criterionId),
                        Match.LIKE,
                        List.of(
                                new Question.Filter(Facet.KIND, List.of(EntryKind.EVIDENCE.name())),
                                new Question.Filter(facet, List.of(id.toString()))),
                        Set.of(),
                        Sort.RELEVANCE),
                Set.of(CriterionEntries.value(ref, criterionId)),
                size,
                after);
    }

    private String text(StandardRef ref, String criterionId) {
        for (var section : standards.standard(ref).sections()) {
            for (var item : section.items()) {
                for (var criterion : item.criteria()) {
                    if (criterion.id().equals(criterionId)) {
                        return Stream.of(
                                        item.title(),
                                        criterion.text(),
                                        criterion.evidence().text())
                                .flatMap(Stream::ofNullable)
                                .map(each -> CriterionEntries.oneLine(each.zh()))
                                .collect(Collectors.joining("\n\n"));
                    }
                }
            }
        }
        throw new PlatformException(SearchError.CRITERION_UNKNOWN, criterionId, ref.toString());
    }
}
