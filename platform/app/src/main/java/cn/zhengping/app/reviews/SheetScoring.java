package cn.zhengping.app.reviews;

import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.CampaignError;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.standards.Standards;
import cn.zhengping.app.units.CatalogueItem;
import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.answer.Answer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gathers what the engine has to know to score sheets, for any number of applications at once. */
@Component
class SheetScoring {

    private final Applications applications;
    private final Standards standards;
    private final InputRepository inputs;
    private final ReviewTime time;

    SheetScoring(Applications applications, Standards standards, InputRepository inputs, ReviewTime time) {
        this.applications = applications;
        this.standards = standards;
        this.inputs = inputs;
        this.time = time;
    }

    /** Costs the same number of statements, however many they are. */
    Gathered gather(Collection<UUID> applicationIds) {
        var latest = new HashMap<UUID, SortedMap<String, RecordedInput>>();
        for (var input : inputs.findByApplicationIdInOrderByRecordedAtAscIdAsc(applicationIds)) {
            latest.computeIfAbsent(input.applicationId(), first -> new TreeMap<>())
                    .put(input.name(), input);
        }
        return new Gathered(
                applications.byIds(applicationIds),
                applications.catalogues(applicationIds),
                latest,
                standards,
                time.today());
    }

    /** The units as they applied, the catalogues that they had, and what was recorded about them, by name. */
    record Gathered(
            Map<UUID, Application> applications,
            Map<UUID, List<CatalogueItem>> catalogues,
            Map<UUID, SortedMap<String, RecordedInput>> inputs,
            Standards standards,
            LocalDate today) {

        Application application(UUID id) {
            var application = applications.get(id);
            if (application == null) {
                throw new PlatformException(CampaignError.APPLICATION_UNKNOWN);
            }
            return application;
        }

        Scorer scorer(StandardRef standard) {
            return standards.scorer(standard);
        }

        ScoringContext context(UUID application, LocalDate asOf) {
            var items = catalogues.get(application);
            return new ScoringContext(
                    asOf,
                    application(application).unitKind(),
                    Set.copyOf(application(application).duties()),
                    items == null
                            ? null
                            : items.stream().map(CatalogueItem::code).collect(Collectors.toSet()),
                    inputs(application).stream()
                            .collect(Collectors.toMap(RecordedInput::name, input -> Score.parse(input.exact()))));
        }

        /** Those that count, by name. */
        Collection<RecordedInput> inputs(UUID application) {
            return inputs.getOrDefault(application, Collections.emptySortedMap())
                    .values();
        }

        /** Names of what these criteria ask for and nobody has recorded. */
        List<String> missingInputs(ScoreSheet sheet, Collection<String> criteria) {
            var recorded = inputs.getOrDefault(sheet.applicationId(), Collections.emptySortedMap());
            return scorer(sheet.standard())
                    .standard()
                    .criteria()
                    .filter(criterion -> criteria.contains(criterion.id()))
                    .flatMap(Inputs::names)
                    .filter(name -> !recorded.containsKey(name))
                    .distinct()
                    .toList();
        }

        ScoringContext context(ScoreSheet sheet) {
            return context(sheet.applicationId(), day(sheet));
        }

        /** The day by which the sheet is scored. */
        LocalDate day(ScoreSheet sheet) {
            var submitted = sheet.asOf();
            return submitted == null ? today : submitted;
        }

        /** What the sheet gives as it is. */
        ScoreResult score(ScoreSheet sheet) {
            return scorer(sheet.standard()).score(answers(sheet), context(sheet));
        }

        /** What the sheets that count come to. */
        Consolidation consolidate(ConsolidatedSheet sheet, Collection<ScoreSheet> counting) {
            return Consolidation.of(
                    scorer(sheet.standard()),
                    context(sheet.applicationId(), scoringDay(counting)),
                    counting.stream()
                            .map(each -> new Consolidation.Member(each.accountId(), each.reviewer(), answers(each)))
                            .toList(),
                    sheet.settlements(),
                    sheet.spreadBound());
        }

        /** What the sheets that count would come to by another standard. */
        ReplayedSheet replay(
                ConsolidatedSheet sheet, Collection<ScoreSheet> counting, Consolidation standing, Scorer other) {
            var agreed = new HashMap<String, Answer>();
            for (var line : standing.criteria()) {
                if (line.settlement() != null && line.settlement().agreed() != null) {
                    agreed.put(line.criterionId(), line.settlement().agreed());
                }
            }
            var replay = Replay.of(
                    other,
                    context(sheet.applicationId(), scoringDay(counting)),
                    counting.stream().map(Gathered::answers).toList(),
                    agreed);
            return new ReplayedSheet(sheet.applicationId(), true, replay.least(), replay.most(), replay.open());
        }

        /**
         * One day for all: that on which the last of them was submitted. No member's finding is dated later, and nothing
         * that is done afterwards moves it.
         *
         * @param counting submitted sheets, at least one
         */
        static LocalDate scoringDay(Collection<ScoreSheet> counting) {
            return counting.stream()
                    .map(ScoreSheet::asOf)
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        private static Map<String, Answer> answers(ScoreSheet sheet) {
            return sheet.answers().values().stream()
                    .collect(Collectors.toMap(SheetAnswer::criterionId, SheetAnswer::answer));
        }
    }
}
