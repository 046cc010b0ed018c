package cn.zhengping.app.campaigns;

import cn.zhengping.app.areas.AreaView;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.campaigns.GroupMember.Capacity;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.standards.TemplateRef;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.campaign.PhaseKind;
import cn.zhengping.spi.campaign.PhaseTemplate.Late;
import cn.zhengping.spi.campaign.TitleTemplate;
import cn.zhengping.tenants.TenantCode;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Campaigns, applications and groups over GraphQL. */
@Controller
class CampaignController {

    private final Campaigns campaigns;
    private final Applications applications;
    private final Groups groups;
    private final Areas areas;

    CampaignController(Campaigns campaigns, Applications applications, Groups groups, Areas areas) {
        this.campaigns = campaigns;
        this.applications = applications;
        this.groups = groups;
        this.areas = areas;
    }

    record PhaseInput(
            PhaseKind kind,
            @Nullable OffsetDateTime opens,
            @Nullable OffsetDateTime closes,
            Late late) {
        Phase toPhase() {
            return new Phase(
                    kind, opens == null ? null : opens.toInstant(), closes == null ? null : closes.toInstant(), late);
        }
    }

    record CreateCampaignInput(
            String template,
            @Nullable String title,
            @Nullable List<NewCampaign.Title> titles,
            @Nullable List<PhaseInput> phases,
            Points spreadBound,
            @Nullable String idempotencyKey) {}

    record ApplyInput(
            String organiser,
            UUID campaign,
            String title,
            UUID unit,
            @Nullable String idempotencyKey) {}

    record SetDutiesInput(UUID application, int version, List<String> duties) {}

    record SeatInput(String login, Capacity capacity, boolean leader) {}

    record FormGroupInput(UUID campaign, @Nullable UUID group, String name, String home, List<SeatInput> members) {}

    record PinInput(UUID group, String area) {}

    record DrawInput(UUID campaign, int version, @Nullable String seed, List<PinInput> pins) {}

    /** A title with what the template calls it. */
    record TitleView(String id, LocalizedText title, String standard, List<String> duties) {}

    @QueryMapping
    Campaign campaign(@Argument UUID id) {
        return campaigns.get(id);
    }

    @QueryMapping
    Window<Campaign> campaigns(Paging paging) {
        return campaigns.list(paging);
    }

    @QueryMapping
    List<Campaign> openCampaigns(@Argument String organiser) {
        return applications.openFor(new TenantCode(organiser));
    }

    @QueryMapping
    Application application(@Argument UUID id) {
        return applications.get(id);
    }

    @QueryMapping
    Window<Application> applications(@Argument UUID campaign, Paging paging) {
        return applications.list(campaign, paging);
    }

    @QueryMapping
    List<Application> ownApplications(@Argument String organiser, @Argument UUID campaign) {
        return applications.ofOwnUnits(new TenantCode(organiser), campaign);
    }

    @MutationMapping
    Campaign createCampaign(@Argument CreateCampaignInput input) {
        return campaigns.create(
                new NewCampaign(
                        TemplateRef.parse(input.template()),
                        input.title(),
                        input.titles(),
                        input.phases() == null
                                ? null
                                : input.phases().stream()
                                        .map(PhaseInput::toPhase)
                                        .toList(),
                        input.spreadBound()),
                input.idempotencyKey());
    }

    @MutationMapping
    Campaign scheduleCampaign(@Argument UUID campaign, @Argument int version, @Argument List<PhaseInput> phases) {
        return campaigns.schedule(
                campaign, version, phases.stream().map(PhaseInput::toPhase).toList());
    }

    @MutationMapping
    Campaign openCampaign(@Argument UUID campaign, @Argument int version) {
        return campaigns.open(campaign, version);
    }

    @MutationMapping
    Campaign closeApplications(@Argument UUID campaign, @Argument int version) {
        return campaigns.closeApplications(campaign, version);
    }

    @MutationMapping
    Campaign startReview(@Argument UUID campaign, @Argument int version) {
        return campaigns.startReview(campaign, version);
    }

    @MutationMapping
    Campaign closeReview(@Argument UUID campaign, @Argument int version) {
        return campaigns.closeReview(campaign, version);
    }

    @MutationMapping
    Campaign reopenReview(@Argument UUID campaign, @Argument int version) {
        return campaigns.reopenReview(campaign, version);
    }

    @MutationMapping
    Campaign closeCampaign(@Argument UUID campaign, @Argument int version) {
        return campaigns.close(campaign, version);
    }

    @MutationMapping
    Campaign cancelCampaign(@Argument UUID campaign, @Argument int version, @Argument String reason) {
        return campaigns.cancel(campaign, version, reason);
    }

    @MutationMapping
    Application applyToCampaign(@Argument ApplyInput input) {
        return applications.apply(
                new TenantCode(input.organiser()),
                input.campaign(),
                input.title(),
                input.unit(),
                input.idempotencyKey());
    }

    @MutationMapping
    Application withdrawApplication(@Argument String organiser, @Argument UUID application) {
        return applications.withdraw(new TenantCode(organiser), application);
    }

    @MutationMapping
    Application setDuties(@Argument SetDutiesInput input) {
        return applications.setDuties(input.application(), input.version(), input.duties());
    }

    @MutationMapping
    ReviewGroup formGroup(@Argument FormGroupInput input) {
        return groups.form(
                input.campaign(),
                input.group(),
                input.name(),
                input.home(),
                input.members().stream()
                        .map(seat -> new Groups.Seat(seat.login(), seat.capacity(), seat.leader()))
                        .toList());
    }

    @MutationMapping
    UUID dissolveGroup(@Argument UUID group) {
        groups.dissolve(group);
        return group;
    }

    @MutationMapping
    Campaign drawGroups(@Argument DrawInput input) {
        groups.draw(
                input.campaign(),
                input.version(),
                seed(input.seed()),
                input.pins().stream()
                        .map(pin -> new Groups.Pin(pin.group(), pin.area()))
                        .toList());
        return campaigns.get(input.campaign());
    }

    private static @Nullable Long seed(@Nullable String seed) {
        try {
            return seed == null ? null : Long.valueOf(seed);
        } catch (NumberFormatException none) {
            throw new PlatformException(CampaignError.SEED_ILL_FORMED, String.valueOf(seed));
        }
    }

    @BatchMapping(typeName = "Campaign")
    Map<Campaign, List<ReviewGroup>> groups(List<Campaign> of) {
        var byId = groups.ofCampaigns(of.stream().map(Campaign::id).toList());
        var result = new HashMap<Campaign, List<ReviewGroup>>();
        of.forEach(campaign -> result.put(campaign, byId.getOrDefault(campaign.id(), List.of())));
        return result;
    }

    @BatchMapping(typeName = "Application")
    Map<Application, Campaign> campaign(List<Application> of) {
        var byId = campaigns.byIds(of.stream().map(Application::campaignId).collect(Collectors.toSet()));
        return of.stream().collect(Collectors.toMap(each -> each, each -> byId.get(each.campaignId())));
    }

    /** One that was not given to any has no entry: a list must not hold nulls here. */
    @BatchMapping(typeName = "Application")
    Map<Application, ReviewGroup> group(List<Application> of) {
        var byId = groups.ofApplications(of);
        return of.stream()
                .filter(application -> byId.containsKey(application.id()))
                .collect(Collectors.toMap(
                        Function.identity(), application -> Objects.requireNonNull(byId.get(application.id()))));
    }

    @SchemaMapping(typeName = "Campaign", field = "titles")
    List<TitleView> titles(Campaign campaign) {
        return campaign.titles().stream()
                .map(title -> view(campaign, title, campaigns.title(campaign, title.titleId())))
                .toList();
    }

    private TitleView view(Campaign campaign, CampaignTitle title, TitleTemplate template) {
        return new TitleView(
                title.titleId(),
                template.title(),
                title.standard(),
                Duties.known(campaigns.standard(campaign, title.titleId()), template.unitKind()));
    }

    @SchemaMapping(typeName = "OpenCampaign", field = "titles")
    List<TitleView> openTitles(Campaign campaign) {
        return titles(campaign);
    }

    @SchemaMapping(typeName = "Campaign", field = "ranking")
    CampaignTemplate.Ranking ranking(Campaign campaign) {
        return campaigns.ranking(campaign);
    }

    @SchemaMapping(typeName = "Campaign", field = "seed")
    @Nullable
    String seed(Campaign campaign) {
        return campaign.seed() == null ? null : campaign.seed().toString();
    }

    @SchemaMapping(typeName = "Campaign", field = "template")
    String template(Campaign campaign) {
        return campaign.template().toString();
    }

    @SchemaMapping(typeName = "Application", field = "applicant")
    AreaView applicant(Application application) {
        return areas.view(application.applicant().value());
    }

    @SchemaMapping(typeName = "Application", field = "area")
    AreaView area(Application application) {
        return areas.view(application.area());
    }

    @SchemaMapping(typeName = "Application", field = "division")
    AreaView division(Application application) {
        return areas.view(application.division());
    }

    @SchemaMapping(typeName = "ReviewGroup", field = "home")
    AreaView home(ReviewGroup group) {
        return areas.view(group.home());
    }

    @SchemaMapping(typeName = "GroupArea", field = "area")
    AreaView area(GroupArea given) {
        return areas.view(given.area());
    }
}
