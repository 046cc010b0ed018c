package cn.zhengping.app.reviews;

import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.CampaignError;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.standards.Standards;
import cn.zhengping.app.units.CatalogueItem;
import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.answer.Answer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gathers what the engine has to know to score sheets, for any number of applications at once. */
@Component
class SheetScoring {

    private final Applications applications;
    private final Standards standards;

    SheetScoring(Applications applications, Standards standards) {
        this.applications = applications;
        this.standards = standards;
    }

    /** Costs the same number of statements, however many they are. */
    Gathered gather(Collection<UUID> applicationIds) {
        return new Gathered(applications.byIds(applicationIds), applications.catalogues(applicationIds), standards);
    }

    /** The units as they applied, and the catalogues that they had. */
    record Gathered(
            Map<UUID, Application> applications, Map<UUID, List<CatalogueItem>> catalogues, Standards standards) {

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
                    Set.of(),
                    items == null
                            ? null
                            : items.stream().map(CatalogueItem::code).collect(Collectors.toSet()),
                    Map.of());
        }

        /** What the sheet gives as it is. */
        ScoreResult score(ScoreSheet sheet) {
            return scorer(sheet.standard()).score(answers(sheet), context(sheet.applicationId(), sheet.asOf()));
        }

        /** What the sheets that count come to. */
        Consolidation consolidate(ConsolidatedSheet sheet, Collection<ScoreSheet> counting) {
            return Consolidation.of(
                    scorer(sheet.standard()),
                    context(sheet.applicationId(), sheet.asOf()),
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
                    context(sheet.applicationId(), sheet.asOf()),
                    counting.stream().map(Gathered::answers).toList(),
                    agreed);
            return new ReplayedSheet(sheet.applicationId(), true, replay.least(), replay.most(), replay.open());
        }

        private static Map<String, Answer> answers(ScoreSheet sheet) {
            return sheet.answers().values().stream()
                    .collect(Collectors.toMap(SheetAnswer::criterionId, SheetAnswer::answer));
        }
    }
}
