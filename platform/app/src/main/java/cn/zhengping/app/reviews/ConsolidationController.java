package cn.zhengping.app.reviews;

import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.reviews.Settlement.Mode;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Groups' sheets over GraphQL. */
@Controller
class ConsolidationController {

    private final Consolidations consolidations;
    private final Applications applications;
    private final Thresholds thresholds;

    ConsolidationController(Consolidations consolidations, Applications applications, Thresholds thresholds) {
        this.consolidations = consolidations;
        this.applications = applications;
        this.thresholds = thresholds;
    }

    record AbsenceInput(UUID member, String reason) {}

    record ConsolidateInput(UUID application, @Nullable Integer version, List<AbsenceInput> excused) {}

    record SettleInput(
            UUID application,
            int version,
            String criterion,
            Mode mode,
            @Nullable AnswerInput agreed,
            @Nullable String words) {}

    record SignSheetInput(
            UUID application, int version, @Nullable String idempotencyKey) {}

    @QueryMapping
    @Nullable
    ConsolidatedView consolidatedSheet(@Argument UUID application) {
        return consolidations.get(application).map(this::view).orElse(null);
    }

    @MutationMapping
    ConsolidatedView consolidateSheets(@Argument ConsolidateInput input) {
        return view(consolidations.consolidate(
                input.application(),
                input.version(),
                input.excused().stream()
                        .map(absence -> new Consolidations.Absence(absence.member(), absence.reason()))
                        .toList()));
    }

    @MutationMapping
    ConsolidatedView settleCriterion(@Argument SettleInput input) {
        return view(consolidations.settle(
                input.application(),
                input.version(),
                input.criterion(),
                input.mode(),
                input.agreed() == null ? null : input.agreed().toAnswer(),
                input.words()));
    }

    @MutationMapping
    ConsolidatedView signSheet(@Argument SignSheetInput input) {
        return view(consolidations.sign(input.application(), input.version(), input.idempotencyKey()));
    }

    @MutationMapping
    ConsolidatedView reopenConsolidatedSheet(
            @Argument UUID application, @Argument int version, @Argument String reason) {
        return view(consolidations.reopen(application, version, reason));
    }

    @SchemaMapping(typeName = "ConsolidatedSheet")
    Application application(ConsolidatedView sheet) {
        return applications.get(sheet.applicationId());
    }

    private ConsolidatedView view(Consolidated consolidated) {
        var application = consolidated.sheet().applicationId();
        return ConsolidatedView.of(
                consolidated, thresholds.of(Set.of(application)).getOrDefault(application, List.of()));
    }
}
