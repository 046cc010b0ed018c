package cn.zhengping.app.reviews;

import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.Groups;
import cn.zhengping.app.campaigns.ReviewGroup;
import cn.zhengping.app.graphql.Paging;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Members' sheets over GraphQL. */
@Controller
class SheetController {

    private final Sheets sheets;
    private final Applications applications;
    private final Groups groups;
    private final Thresholds thresholds;

    SheetController(Sheets sheets, Applications applications, Groups groups, Thresholds thresholds) {
        this.sheets = sheets;
        this.applications = applications;
        this.groups = groups;
        this.thresholds = thresholds;
    }

    record EvidenceInput(
            SheetEvidence.Kind kind,
            @Nullable String text,
            @Nullable UUID evidence,
            @Nullable Integer revision) {
        SheetEvidence toEvidence() {
            return new SheetEvidence(
                    kind, text == null ? "" : text.strip(), evidence, evidence == null ? null : revision, null);
        }
    }

    record SheetAnswerInput(
            String criterion, AnswerInput answer, @Nullable String note, List<EvidenceInput> evidence) {
        SheetAnswer toAnswer() {
            return new SheetAnswer(
                    criterion,
                    answer.toAnswer(),
                    note == null || note.isBlank() ? null : note.strip(),
                    evidence.stream().map(EvidenceInput::toEvidence).toList());
        }
    }

    record SaveAnswersInput(
            UUID application,
            @Nullable Integer version,
            List<SheetAnswerInput> answers,
            @Nullable String idempotencyKey) {}

    record SubmitSheetInput(
            UUID sheet, int version, @Nullable String idempotencyKey) {}

    /** An answer with what belongs to it. */
    record SheetAnswerView(
            String criterionId, AnswerView answer, @Nullable String note, List<SheetEvidence> evidence) {}

    @QueryMapping
    ScoreSheet sheet(@Argument UUID id) {
        return sheets.get(id);
    }

    @QueryMapping
    Window<ScoreSheet> sheets(@Argument UUID campaign, @Argument @Nullable SheetState state, Paging paging) {
        return sheets.list(campaign, state, paging);
    }

    @QueryMapping
    @Nullable
    ScoreSheet mySheet(@Argument UUID application) {
        return sheets.mine(application).orElse(null);
    }

    @MutationMapping
    ScoreSheet saveAnswers(@Argument SaveAnswersInput input) {
        return sheets.saveAnswers(
                input.application(),
                input.version(),
                input.answers().stream().map(SheetAnswerInput::toAnswer).toList(),
                input.idempotencyKey());
    }

    @MutationMapping
    ScoreSheet clearAnswers(@Argument UUID sheet, @Argument int version, @Argument List<String> criteria) {
        return sheets.clearAnswers(sheet, version, criteria);
    }

    @MutationMapping
    ScoreSheet submitSheet(@Argument SubmitSheetInput input) {
        return sheets.submit(input.sheet(), input.version(), input.idempotencyKey());
    }

    @MutationMapping
    ScoreSheet reopenSheet(@Argument UUID sheet, @Argument int version) {
        return sheets.reopen(sheet, version);
    }

    @BatchMapping(typeName = "ScoreSheet")
    List<Application> application(List<ScoreSheet> of) {
        var byId = applications.byIds(applicationIds(of));
        return of.stream().map(sheet -> byId.get(sheet.applicationId())).toList();
    }

    @BatchMapping(typeName = "ScoreSheet")
    List<ReviewGroup> group(List<ScoreSheet> of) {
        var byId = groups.ofApplications(applications.byIds(applicationIds(of)).values()).values().stream()
                .collect(Collectors.toMap(ReviewGroup::id, Function.identity(), (same, _) -> same));
        return of.stream().map(sheet -> byId.get(sheet.groupId())).toList();
    }

    @BatchMapping(typeName = "ScoreSheet")
    List<SheetView> result(List<ScoreSheet> of) {
        var results = sheets.results(of);
        var bands = thresholds.of(applicationIds(of));
        return of.stream()
                .map(sheet -> SheetView.of(
                        sheet,
                        Objects.requireNonNull(results.get(sheet.id())),
                        bands.getOrDefault(sheet.applicationId(), List.of())))
                .toList();
    }

    private static Collection<UUID> applicationIds(List<ScoreSheet> of) {
        return of.stream().map(ScoreSheet::applicationId).collect(Collectors.toSet());
    }

    @SchemaMapping(typeName = "ScoreSheet")
    List<SheetAnswerView> answers(ScoreSheet sheet) {
        return sheet.answers().values().stream()
                .map(each -> new SheetAnswerView(
                        each.criterionId(), AnswerView.of(each.answer()), each.note(), each.evidence()))
                .toList();
    }

    @SchemaMapping(typeName = "ScoreSheet")
    String standard(ScoreSheet sheet) {
        return sheet.standard().toString();
    }
}
