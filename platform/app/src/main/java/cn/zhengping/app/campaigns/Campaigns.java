package cn.zhengping.app.campaigns;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.requests.Idempotency;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.standards.Standards;
import cn.zhengping.pluginhost.PluginRef;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.campaign.TitleTemplate;
import cn.zhengping.spi.standard.Standard;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The campaigns of the tenant: prepared, opened, and led from state to state by its campaign managers. */
@Service
public class Campaigns {

    private static final Role[] READERS = Role.ofTenant();
    private static final int NAMED = 10;
    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "id");

    private final Access access;
    private final CampaignRepository campaigns;
    private final ApplicationRepository applications;
    private final GroupRepository groups;
    private final Standards standards;
    private final Idempotency idempotency;
    private final Clock clock;

    Campaigns(
            Access access,
            CampaignRepository campaigns,
            ApplicationRepository applications,
            GroupRepository groups,
            Standards standards,
            Idempotency idempotency,
            Clock clock) {
        this.access = access;
        this.campaigns = campaigns;
        this.applications = applications;
        this.groups = groups;
        this.standards = standards;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * Prepares a campaign from a template of a plugin that the tenant has activated.
     *
     * @throws PlatformException {@code TITLE_UNKNOWN}, {@code TITLE_TWICE}, {@code TITLE_WITHOUT_STANDARD}, {@code
     *     STANDARD_OF_STAFF}, {@code STANDARD_OF_OTHER_UNIT_KIND}, {@code PHASE_ENDS_BEFORE_IT_BEGINS}, {@code PHASE_TWICE}, and those of {@link Standards} and {@link Idempotency}
     */
    @Transactional
    public Campaign create(NewCampaign wanted, @Nullable String idempotencyKey) {
        access.requireInWholeTenant(Role.CAMPAIGN_MANAGER);
        var id = idempotency.once(idempotencyKey, "createCampaign", wanted, () -> {
            standards.requireActive(wanted.template().plugin());
            var template = standards.template(wanted.template());
            var campaign = new Campaign(
                    wanted.title() == null ? template.title().zh() : wanted.title(),
                    wanted.template().toString(),
                    wanted.spreadBound(),
                    titles(wanted, template),
                    clock.instant());
            campaign.schedule(wanted.phases() == null ? phases(template) : wanted.phases());
            return campaigns.save(campaign).id();
        });
        return find(id);
    }

    private Set<CampaignTitle> titles(NewCampaign wanted, CampaignTemplate template) {
        var titles = wanted.titles() == null
                ? template.titles().stream()
                        .filter(title -> title.standard() != null)
                        .map(title -> new NewCampaign.Title(title.id(), null))
                        .toList()
                : wanted.titles();
        if (titles.isEmpty()) {
            throw new PlatformException(CampaignError.TITLE_WITHOUT_STANDARD, template.title());
        }
        var bound = new HashMap<String, CampaignTitle>();
        for (var each : titles) {
            var title = title(template, each.id());
            var standard = standard(wanted.template().plugin(), title, each.standard());
            if (bound.put(title.id(), new CampaignTitle(title.id(), standard.toString())) != null) {
                throw new PlatformException(CampaignError.TITLE_TWICE, title.id());
            }
        }
        return Set.copyOf(bound.values());
    }

    private StandardRef standard(PluginRef plugin, TitleTemplate title, @Nullable String named) {
        var own = title.standard();
        if (named == null && own == null) {
            throw new PlatformException(CampaignError.TITLE_WITHOUT_STANDARD, title.title());
        }
        var ref = named != null ? StandardRef.parse(named) : new StandardRef(plugin, Objects.requireNonNull(own));
        standards.requireActive(ref.plugin());
        if (standards.plugin(ref.plugin()).pack().policies().stream()
                .anyMatch(policy -> policy.id().equals(ref.standard()))) {
            throw new PlatformException(CampaignError.STANDARD_OF_STAFF, ref.toString(), title.title());
        }
        if (!standards.scorer(ref).standard().unitKinds().contains(title.unitKind())) {
            throw new PlatformException(CampaignError.STANDARD_OF_OTHER_UNIT_KIND, ref.toString(), title.title());
        }
        return ref;
    }

    private List<Phase> phases(CampaignTemplate template) {
        return template.phases().stream()
                .map(phase -> new Phase(phase.kind(), instant(phase.opens()), instant(phase.closes()), phase.late()))
                .toList();
    }

    private @Nullable Instant instant(@Nullable LocalDateTime local) {
        return local == null ? null : local.atZone(clock.getZone()).toInstant();
    }

    /** Sets the phases of a draft anew. */
    @Transactional
    public Campaign schedule(UUID id, int version, List<Phase> phases) {
        return change(id, version, campaign -> campaign.schedule(phases));
    }

    /** Lets units apply. */
    @Transactional
    public Campaign open(UUID id, int version) {
        return change(id, version, Campaign::open);
    }

    /** Lets no unit apply any more, so that groups can be drawn. */
    @Transactional
    public Campaign closeApplications(UUID id, int version) {
        return change(id, version, campaign -> {
            campaign.closeApplications();
            if (applications.loads(id).isEmpty()) {
                throw new PlatformException(CampaignError.NO_APPLICATIONS, campaign.title());
            }
        });
    }

    /**
     * Lets groups score.
     *
     * @throws PlatformException {@code AREA_WITHOUT_GROUP}, {@code GROUP_WITHOUT_LEADER}, {@code DUTIES_MISSING} where a
     *     standard knows several duties and a unit has none of them, {@code NOTHING_TO_ANSWER} where none of its criteria
     *     applies to a unit
     */
    @Transactional
    public Campaign startReview(UUID id, int version) {
        campaigns.hold(id);
        return change(id, version, campaign -> {
            campaign.startReview();
            var all = groups.findByCampaignIdOrderById(id);
            for (var load : applications.loads(id)) {
                if (all.stream().noneMatch(group -> group.reviews(load.area()))) {
                    throw new PlatformException(CampaignError.AREA_WITHOUT_GROUP, load.area());
                }
            }
            for (var group : all) {
                if (!group.areas().isEmpty() && group.leader().isEmpty()) {
                    throw new PlatformException(CampaignError.GROUP_WITHOUT_LEADER, group.name());
                }
            }
            requireSomethingToAnswer(campaign);
        });
    }

    private void requireSomethingToAnswer(Campaign campaign) {
        var byTitle = applications.findByCampaignIdAndState(campaign.id(), ApplicationState.SUBMITTED).stream()
                .collect(Collectors.groupingBy(Application::titleId, TreeMap::new, Collectors.toList()));
        byTitle.forEach((titleId, all) -> {
            var standard = standard(campaign, titleId);
            var kind = title(campaign, titleId).unitKind();
            requireNone(
                    all,
                    each -> Duties.lacking(each, standard),
                    CampaignError.DUTIES_MISSING,
                    String.join(", ", Duties.known(standard, kind)));
            requireNone(
                    all,
                    each -> Duties.leaveNothing(each, standard),
                    CampaignError.NOTHING_TO_ANSWER,
                    standard.title());
        });
    }

    private static void requireNone(
            List<Application> all, Predicate<Application> wrong, CampaignError error, Object detail) {
        var units =
                all.stream().filter(wrong).map(Application::unitName).sorted().toList();
        if (!units.isEmpty()) {
            throw new PlatformException(
                    error, units.size(), units.stream().limit(NAMED).collect(Collectors.joining("、")), detail);
        }
    }

    /** Lets nobody score any more, so that the organiser can verify. */
    @Transactional
    public Campaign closeReview(UUID id, int version) {
        return change(id, version, Campaign::closeReview);
    }

    /** Lets groups score again what is not signed yet; what is verified stays verified. */
    @Transactional
    public Campaign reopenReview(UUID id, int version) {
        return change(id, version, Campaign::reopenReview);
    }

    /** Ends a campaign whose results are published. */
    @Transactional
    public Campaign close(UUID id, int version) {
        return change(id, version, Campaign::close);
    }

    /**
     * Calls a campaign off.
     *
     * @throws PlatformException {@code REASON_MISSING}, {@code CAMPAIGN_ALREADY_PUBLISHED}, {@code CAMPAIGN_ALREADY_CANCELLED}
     */
    @Transactional
    public Campaign cancel(UUID id, int version, String reason) {
        return change(id, version, campaign -> campaign.cancel(reason));
    }

    /** Makes the results public; for the feature that has them, inside its transaction. */
    @Transactional
    public Campaign publish(UUID id, int version) {
        return change(id, version, Campaign::publish);
    }

    private Campaign change(UUID id, int version, Consumer<Campaign> step) {
        access.requireInWholeTenant(Role.CAMPAIGN_MANAGER);
        var campaign = find(id);
        campaign.requireVersion(version);
        step.accept(campaign);
        return campaigns.save(campaign);
    }

    /** Everybody in the tenant can read its campaigns. */
    @Transactional(readOnly = true)
    public Campaign get(UUID id) {
        access.require(READERS);
        return find(id);
    }

    @Transactional(readOnly = true)
    public Window<Campaign> list(Paging paging) {
        access.require(READERS);
        return paging.rows(NEWEST_FIRST, campaigns::findBy);
    }

    @Transactional(readOnly = true)
    public Map<UUID, Campaign> byIds(Collection<UUID> ids) {
        access.require(READERS);
        return campaigns.findByIdIn(ids).stream().collect(Collectors.toMap(Campaign::id, Function.identity()));
    }

    /** The title of the campaign's template. */
    public TitleTemplate title(Campaign campaign, String titleId) {
        return title(standards.template(campaign.template()), titleId);
    }

    /** How the results of the campaign are ranked. */
    public CampaignTemplate.Ranking ranking(Campaign campaign) {
        return standards.template(campaign.template()).ranking();
    }

    /** By which units are judged that apply for the title. */
    Standard standard(Campaign campaign, String titleId) {
        return standards.standard(
                StandardRef.parse(campaign.title(titleId).orElseThrow().standard()));
    }

    private static TitleTemplate title(CampaignTemplate template, String titleId) {
        return template.titles().stream()
                .filter(title -> title.id().equals(titleId))
                .findFirst()
                .orElseThrow(() -> new PlatformException(
                        CampaignError.TITLE_UNKNOWN,
                        titleId,
                        template.titles().stream().map(TitleTemplate::id).collect(Collectors.joining(", "))));
    }

    Campaign find(UUID id) {
        return campaigns.findById(id).orElseThrow(() -> new PlatformException(CampaignError.CAMPAIGN_UNKNOWN));
    }
}
