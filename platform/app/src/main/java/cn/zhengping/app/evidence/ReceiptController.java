package cn.zhengping.app.evidence;

import cn.zhengping.app.areas.AreaView;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.Campaign;
import cn.zhengping.app.campaigns.Campaigns;
import cn.zhengping.app.evidence.Receipts.LookAlike;
import cn.zhengping.app.files.Capture;
import cn.zhengping.app.files.FilePage;
import cn.zhengping.app.files.StoredFile;
import cn.zhengping.app.graphql.Paging;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What was handed in, over GraphQL, for the organiser and those who review. */
@Controller
class ReceiptController {

    private final Receipts receipts;
    private final Applications applications;
    private final Campaigns campaigns;
    private final Areas areas;

    ReceiptController(Receipts receipts, Applications applications, Campaigns campaigns, Areas areas) {
        this.receipts = receipts;
        this.applications = applications;
        this.campaigns = campaigns;
        this.areas = areas;
    }

    record HandedInFilterInput(
            @Nullable String criterion,
            @Nullable UUID evidence,
            @Nullable EvidenceKind kind) {
        Receipts.Filter toFilter() {
            return new Receipts.Filter(criterion, evidence, kind);
        }
    }

    /** A file that was handed in. */
    record HandedInFile(
            ReceivedEvidence of,
            int position,
            StoredFile file,
            @Nullable Capture capture) {}

    /** What a look-alike tells: all or next to nothing. */
    record LookAlikeView(
            boolean same,
            int distance,
            boolean sameCampaign,
            @Nullable UUID campaignId,
            @Nullable UUID handedIn,
            @Nullable UUID application,
            @Nullable String unitName,
            @Nullable String criterion) {
        static LookAlikeView of(LookAlike alike) {
            var detail = alike.detail();
            return new LookAlikeView(
                    alike.same(),
                    alike.distance(),
                    alike.sameCampaign(),
                    detail == null ? null : detail.campaignId(),
                    detail == null ? null : detail.id(),
                    detail == null ? null : detail.applicationId(),
                    detail == null ? null : detail.unitName(),
                    detail == null ? null : detail.criterion());
        }
    }

    @QueryMapping
    Window<ReceivedEvidence> handedInEvidence(
            @Argument UUID application, @Argument @Nullable HandedInFilterInput filter, Paging paging) {
        return receipts.list(
                application, filter == null ? new Receipts.Filter(null, null, null) : filter.toFilter(), paging);
    }

    @QueryMapping
    ReceivedEvidence handedInEvidenceById(@Argument UUID id) {
        return receipts.get(id);
    }

    @QueryMapping
    List<FilePage> handedInText(@Argument UUID handedIn, @Argument UUID file, @Argument int from, @Argument int count) {
        return receipts.text(handedIn, file, from, count);
    }

    @BatchMapping(typeName = "HandedInEvidence")
    List<Application> application(List<ReceivedEvidence> of) {
        var byId = applications.byIds(
                of.stream().map(ReceivedEvidence::applicationId).collect(Collectors.toSet()));
        return of.stream().map(each -> byId.get(each.applicationId())).toList();
    }

    @BatchMapping(typeName = "HandedInEvidence")
    List<List<HandedInFile>> files(List<ReceivedEvidence> of) {
        var opened = receipts.files(of);
        return of.stream()
                .map(each -> {
                    var all = opened.getOrDefault(each.id(), List.of());
                    var views = new ArrayList<HandedInFile>();
                    for (var position = 0; position < all.size(); position++) {
                        var file = all.get(position);
                        views.add(new HandedInFile(each, position, file.file(), file.capture()));
                    }
                    return List.copyOf(views);
                })
                .toList();
    }

    @BatchMapping(typeName = "HandedInFile")
    List<List<LookAlikeView>> lookAlikes(List<HandedInFile> of) {
        var alike = receipts.alike(of.stream().map(HandedInFile::of).toList());
        return of.stream()
                .map(file ->
                        alike.getOrDefault(file.of().id(), Map.of()).getOrDefault(file.position(), List.of()).stream()
                                .map(LookAlikeView::of)
                                .toList())
                .toList();
    }

    /** What the caller may not know has none, and no entry: a list must not hold nulls here. */
    @BatchMapping(typeName = "LookAlike")
    Map<LookAlikeView, Campaign> campaign(List<LookAlikeView> of) {
        var byId = campaigns.byIds(of.stream()
                .map(LookAlikeView::campaignId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        var result = new HashMap<LookAlikeView, Campaign>();
        for (var each : of) {
            var campaign = each.campaignId() == null ? null : byId.get(each.campaignId());
            if (campaign != null) {
                result.put(each, campaign);
            }
        }
        return result;
    }

    @SchemaMapping(typeName = "HandedInEvidence")
    AreaView applicant(ReceivedEvidence received) {
        return areas.view(received.applicant().value());
    }
}
